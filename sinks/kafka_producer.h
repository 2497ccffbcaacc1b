#ifndef NEWSMILL_SINKS_KAFKA_PRODUCER_H_
#define NEWSMILL_SINKS_KAFKA_PRODUCER_H_

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "processors/base/message.h"

namespace newsmill {

struct KafkaProducerOptions {
  std::string brokers = {};  // "host:port,host:port"; required

  // librdkafka properties, applied over newsmill's own defaults, in order. Those that newsmill
  // owns (see RefusedProducerProperty) make Create() fail.
  std::vector<std::pair<std::string, std::string>> properties = {};

  // Largest key + value + headers. The broker has its own limit (`max.message.bytes`).
  int64_t max_message_bytes = int64_t{128} << 20;

  // Bytes sent but not yet acknowledged before Send() waits; one larger message may pass alone.
  int64_t max_in_flight_bytes = int64_t{32} << 20;
};

// What Send() takes; nothing is kept after it returns.
struct KafkaRecord {
  std::string_view topic = {};
  std::optional<std::string_view> key = {};    // absent: null
  std::optional<std::string_view> value = {};  // absent: null, a tombstone
  std::span<const Header> headers = {};        // a value without data() is a null header
  int64_t timestamp_ms = -1;                   // Unix time; -1: now
  int32_t partition = -1;                      // -1: by the key's hash
  uint64_t tag = 0;                            // the caller's, for KafkaDeliveryError
};

// A record that did not reach the broker (or may not have).
struct KafkaDeliveryError {
  uint64_t tag = 0;
  absl::Status why = {};  // see KafkaProduceError()
};

// Idempotent producer (acks=all, one request in flight, zstd): what Flush() does not report as
// failed is on the broker once and in order. One thread.
class KafkaProducer {
 public:
  using Deadline = std::chrono::steady_clock::time_point;

  // Connects in the background: a broker that is down shows in Flush(). kInvalidArgument: a
  // property that is unknown, malformed or owned by newsmill.
  static absl::StatusOr<std::unique_ptr<KafkaProducer>> Create(const KafkaProducerOptions& options);

  KafkaProducer(const KafkaProducer&) = delete;
  KafkaProducer& operator=(const KafkaProducer&) = delete;
  ~KafkaProducer();  // forgets what was not flushed

  // Copies the record into the send queue; waits for room until `deadline`.
  // kUnavailable: no room, the record was not taken. kFailedPrecondition: this producer is broken
  // for good; make a new one (what it had not flushed may or may not have arrived). Others: as
  // KafkaProduceError() has them; after a blocked one (IsBlocked) a new producer is needed, too.
  absl::Status Send(const KafkaRecord& record, Deadline deadline);

  // Waits until every record sent has its delivery report. Appends one entry to *errors (may be
  // null) for each that failed since the last call, in OK and error cases alike. kUnavailable:
  // `deadline` passed first, the rest stays in the queue and goes on being tried; or one of
  // IsBlocked() where that is because the brokers let nobody in. kFailedPrecondition as Send().
  absl::Status Flush(Deadline deadline, std::vector<KafkaDeliveryError>* errors);

  // Records sent and not yet reported.
  int64_t in_flight() const;

 private:
  struct State;
  explicit KafkaProducer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// Why newsmill does not let this producer property be set, or "" where it does.
std::string_view RefusedProducerProperty(std::string_view name);

// "2.0.2"
std::string KafkaLibraryVersion();

}  // namespace newsmill

#endif  // NEWSMILL_SINKS_KAFKA_PRODUCER_H_
