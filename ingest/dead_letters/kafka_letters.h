#ifndef NEWSMILL_INGEST_DEAD_LETTERS_KAFKA_LETTERS_H_
#define NEWSMILL_INGEST_DEAD_LETTERS_KAFKA_LETTERS_H_

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "ingest/dead_letters/dead_letter.h"

namespace newsmill {

// A dead-letter topic and how to reach it.
struct LetterTopic {
  std::string brokers;
  std::string topic;
  std::vector<std::pair<std::string, std::string>> properties;  // of librdkafka
  std::chrono::seconds timeout{30};                             // for the brokers to answer
};

// Reads the topic from its beginning to the end that it has now, partition by partition in order of
// offsets, without a group. Records that are no dead letters are passed over. kNotFound: no such
// topic; kUnavailable: the brokers do not answer; kInvalidArgument: a property.
absl::Status VisitTopic(const LetterTopic& topic, const DeadLetterVisitor& visit);

// Has the broker delete everything before these offsets ({partition, offset}). kUnavailable: it did
// not, for the reason that the message gives.
absl::Status DeleteRecords(const LetterTopic& topic, const std::map<int32_t, int64_t>& before);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_DEAD_LETTERS_KAFKA_LETTERS_H_
