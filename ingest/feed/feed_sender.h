#ifndef NEWSMILL_INGEST_FEED_FEED_SENDER_H_
#define NEWSMILL_INGEST_FEED_FEED_SENDER_H_

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "ingest/feed/message_feed.h"
#include "sinks/kafka_producer.h"

namespace newsmill {

struct SentCounts {
  int64_t messages = 0;
  int64_t bytes = 0;    // of the values
  int64_t skipped = 0;  // lines that are no message
};

struct FeedSenderOptions {
  std::string topic;
  // For one batch to be acknowledged.
  std::chrono::seconds timeout{30};
  // Told the counts after every batch, if set.
  std::function<void(const SentCounts&)> on_progress = {};
  // Told each line that is no message and why, if set.
  std::function<void(int64_t index, std::string_view reason)> on_skipped = {};
};

// Sends every message of `feed` to a topic, batch by batch: each batch is acknowledged before the
// next is read, so that memory stays bounded. A bare line gets its article's id as key; what a
// kcat envelope holds is sent as it is. kUnavailable: the broker did not take one in time; the
// message names it.
absl::StatusOr<SentCounts> SendFeed(MessageFeed& feed, KafkaProducer& producer,
                                    const FeedSenderOptions& options);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_FEED_FEED_SENDER_H_
