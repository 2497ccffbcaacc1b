#ifndef NEWSMILL_INGEST_KAFKA_SOURCE_H_
#define NEWSMILL_INGEST_KAFKA_SOURCE_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "ingest/source.h"
#include "processors/base/options_reader.h"

namespace newsmill {

// `source.kafka` of the configuration.
struct KafkaSourceOptions {
  struct Topic {
    std::string name;             // "^..." is a regular expression
    std::string format = "auto";  // shape of its messages
  };

  std::string brokers = "127.0.0.1:9092";  // host:port, comma-separated
  std::vector<Topic> topics;
  std::string group = "newsmill";
  // Static membership: worker n joins as "<instance_id>-n-<hash of the topics>" and gets its
  // partitions back at once after a restart, without waiting for the session time-out. Must differ
  // between processes of a group. Empty: dynamic membership.
  std::string instance_id;
  // Where a partition without a commit is read from: "earliest" or "latest". Never applied where a
  // commit exists. Given as properties["auto.offset.reset"].
  std::string offset_reset = "earliest";
  // Any librdkafka option but those that newsmill owns.
  std::vector<std::pair<std::string, std::string>> properties;
};

// Reads `source.kafka`. A property that newsmill owns, or that librdkafka does not know, and a
// topic that cannot be one are errors that name the line and the reason.
absl::Status ReadKafkaSourceOptions(OptionsReader& reader, KafkaSourceOptions* options);

// The list `topics` of `source.kafka` alone; empty where there is none.
absl::StatusOr<std::vector<KafkaSourceOptions::Topic>> ReadKafkaTopics(OptionsReader& reader);

// InvalidArgument, in librdkafka's words: it takes no consumer with these properties together,
// although each is good by itself. Connects to nothing.
absl::Status CheckKafkaSource(const KafkaSourceOptions& options, size_t prefetch_bytes);

// One consumer of the group, for worker number `worker`. `prefetch_bytes` bounds what the client
// holds in memory before Fill() takes it. Connecting goes on in the background: a broker that is
// down is logged and retried, not an error.
absl::StatusOr<std::unique_ptr<Source>> NewKafkaSource(const KafkaSourceOptions& options,
                                                       int worker, size_t prefetch_bytes);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_KAFKA_SOURCE_H_
