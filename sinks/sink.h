#ifndef NEWSMILL_SINKS_SINK_H_
#define NEWSMILL_SINKS_SINK_H_

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "processors/base/document.h"
#include "processors/base/options_reader.h"

namespace newsmill {

using Deadline = std::chrono::steady_clock::time_point;

// What became of one document at one sink.
enum class SinkOutcome : uint8_t {
  kDelivered,
  kRetracted,
  kSuperseded,  // the store holds this revision or a newer one
  kFiltered,    // not meant for this sink
  kRejected,    // the store refused the record itself: to the dead letters
};

struct Settled {
  const Document* document = nullptr;
  SinkOutcome outcome = SinkOutcome::kDelivered;
  std::string_view code;  // literal: "older_revision", "sink_refused", ... or ""
  std::string reason;     // for a person; only for kRejected
};

struct TopicPartition {
  std::string_view topic;  // interned for the life of the process
  Partition partition{};

  friend bool operator==(const TopicPartition&, const TopicPartition&) = default;
};

// Whether a sink's error says that it accepts nothing until somebody puts it right: disk full or
// quota spent (kResourceExhausted), no right to write or a read-only file system
// (kPermissionDenied), wrong credentials (kUnauthenticated), a missing table, index, topic or
// directory (kNotFound).
inline bool IsBlocked(const absl::Status& status) {
  return absl::IsResourceExhausted(status) || absl::IsPermissionDenied(status) ||
         absl::IsUnauthenticated(status) || absl::IsNotFound(status);
}

// Whether the call should be made again later, with nothing lost: blocked, or unavailable.
inline bool IsRetried(const absl::Status& status) {
  return absl::IsUnavailable(status) || IsBlocked(status);
}

// Where records go. One instance per worker, called by one thread. Delivery is at least once, so
// writes are idempotent: a document seen before changes nothing.
//
// Life: Assign(), then any number of [Append()..., Flush() until OK or Discard()], Assign() again
// at every change of partitions, Close().
class Sink {
 public:
  virtual ~Sink() = default;

  // The partitions that this worker owns from now on (all of them, not the change). Called with
  // nothing pending. Append-only sinks hand over finished files and read here what is already
  // written. Errors as those of Flush().
  virtual absl::Status Assign(std::span<const TopicPartition> partitions) = 0;

  // Takes documents (upserts, retractions, deletions; never failed or filtered ones). They stay
  // valid until Flush() has returned OK. May start sending. Non-OK is fatal.
  virtual absl::Status Append(std::span<const Document* const> documents) = 0;

  // OK: every appended document is durable (or otherwise settled) and *settled has grown by
  // exactly one entry for each, in any order. kUnavailable: not now, but it will pass by itself
  // (locked, broker down); a blocked one (see IsBlocked): somebody has to do something first.
  // After both, everything pending is kept: call again. Other errors are fatal. Called with nothing
  // pending, too, about once a second: files that are due by age are finished then.
  virtual absl::Status Flush(Deadline deadline, std::vector<Settled>* settled) = 0;

  // Forgets everything appended and not settled, as if it had never come: its partitions were lost
  // to another member, or the process ends while the store is blocked. What was sent may still
  // become durable.
  virtual void Discard() = 0;

  // Finishes files and connections; nothing is pending. Called once.
  virtual absl::Status Close() = 0;
};

// Makes the instance of one worker (0-based) from options parsed once. Thread-safe.
using SinkFactory = std::function<absl::StatusOr<std::unique_ptr<Sink>>(int worker)>;

}  // namespace newsmill

#endif  // NEWSMILL_SINKS_SINK_H_
