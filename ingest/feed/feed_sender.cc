#include "ingest/feed/feed_sender.h"

#include <vector>

#include "ingest/decode/decoder.h"
#include "processors/base/status_macros.h"

namespace newsmill {
namespace {

using Clock = std::chrono::steady_clock;

constexpr size_t kBatchMessages = 256;
constexpr size_t kBatchBytes = size_t{4} << 20;

class FeedSender {
 public:
  FeedSender(MessageFeed& feed, KafkaProducer& producer, const FeedSenderOptions& options)
      : feed_(feed), producer_(producer), options_(options) {}

  absl::StatusOr<SentCounts> Run() {
    for (bool more = true; more;) {
      batch_.Clear();
      while (more && batch_.size() < kBatchMessages && batch_.arena().used_bytes() < kBatchBytes) {
        ASSIGN_OR_RETURN(more, feed_.Next(batch_));
      }
      RETURN_IF_ERROR(SendBatch());
      if (options_.on_progress) options_.on_progress(counts_);
    }
    return counts_;
  }

 private:
  absl::Status SendBatch() {
    const Clock::time_point deadline = Clock::now() + options_.timeout;
    int64_t index = feed_.count() - static_cast<int64_t>(batch_.size());
    for (Document& document : batch_.docs()) RETURN_IF_ERROR(Send(document, index++, deadline));
    std::vector<KafkaDeliveryError> errors;
    absl::Status flushed = producer_.Flush(deadline, &errors);
    if (errors.empty()) return flushed;
    return absl::UnavailableError("message " + std::to_string(errors[0].tag) +
                                  " was not taken: " + std::string(errors[0].why.message()));
  }

  absl::Status Send(Document& document, int64_t index, Clock::time_point deadline) {
    if (!document.failure.empty()) {
      ++counts_.skipped;
      if (options_.on_skipped) options_.on_skipped(index, document.failure.reason);
      return absl::OkStatus();
    }
    const Message message = document.message;  // decoding is for the key alone
    KafkaRecord record = {.topic = options_.topic,
                          .key = message.key,
                          .value = message.value,
                          .headers = message.headers,
                          .timestamp_ms = message.timestamp_ms,
                          .tag = static_cast<uint64_t>(index)};
    // An envelope is sent as it is; it names the topic that it came from, a bare line does not.
    const bool bare = message.position.topic.empty();
    if (bare && !record.key.has_value() && message.value.has_value()) {
      decoder_.Decode(batch_, document);
      if (!document.id.empty()) record.key = document.id;
    }
    RETURN_IF_ERROR(producer_.Send(record, deadline));
    ++counts_.messages;
    counts_.bytes += static_cast<int64_t>(message.value.value_or("").size());
    return absl::OkStatus();
  }

  MessageFeed& feed_;
  KafkaProducer& producer_;
  const FeedSenderOptions& options_;
  Decoder decoder_{DecodeLimits{}};
  DocumentBatch batch_;
  SentCounts counts_;
};

}  // namespace

absl::StatusOr<SentCounts> SendFeed(MessageFeed& feed, KafkaProducer& producer,
                                    const FeedSenderOptions& options) {
  return FeedSender(feed, producer, options).Run();
}

}  // namespace newsmill
