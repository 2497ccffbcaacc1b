#ifndef NEWSMILL_INGEST_SOURCE_H_
#define NEWSMILL_INGEST_SOURCE_H_

#include <chrono>
#include <cstddef>
#include <span>
#include <vector>

#include "absl/status/status.h"
#include "processors/base/document.h"
#include "sinks/sink.h"

namespace newsmill {

// The offset from which a partition is read on.
struct NextOffset {
  TopicPartition partition;
  Offset offset{};
};

// What a source knows of one of its partitions.
struct PartitionState {
  TopicPartition partition;
  Offset start{};  // where reading began; -1: not known
  Offset end{};    // the end of the log as last heard of (paused partitions hear nothing); -1
  // Its committed offset is not in the log any more. Nothing is read from it until somebody has
  // decided where to go on.
  bool stopped = false;
};

// How much one Fill() takes.
struct FillLimits {
  size_t documents = 256;
  size_t bytes = size_t{16} << 20;       // of keys, values and headers; one message may exceed it
  std::chrono::milliseconds wait{100};   // for the first message
  std::chrono::milliseconds linger{20};  // for more, once there is one
};

// What a Fill() ended with besides messages. kAssigned, kRevoked and kLost must be answered: the
// source hands over nothing more until AcceptAssignment() or GiveUpPartitions().
enum class SourceEvent {
  kNone,
  kAssigned,  // partitions() are ours once accepted
  kRevoked,   // partitions() are to be given up: settle and commit first
  kLost,      // partitions() are another member's already: commits would fail
};

// Where messages come from: the Kafka consumer, or a fake in tests. Belongs to one worker; every
// call is made on the worker's own thread.
class Source {
 public:
  virtual ~Source() = default;

  // Appends waiting messages to `batch`. Returns at the limits, when no more are waiting, or at an
  // event. kUnavailable is never returned: the client reconnects by itself. Errors are fatal.
  virtual absl::StatusOr<SourceEvent> Fill(const FillLimits& limits, DocumentBatch* batch) = 0;

  // Takes no message, waits up to `wait` and stays a member of the group: called while a sink is
  // blocked. May end with an event.
  virtual absl::StatusOr<SourceEvent> Idle(std::chrono::milliseconds wait) = 0;

  // Between the steps of a batch: polls as Idle() does where the last poll is so long ago that the
  // group may have given up on this member, or is about to; else costs nothing.
  virtual absl::StatusOr<SourceEvent> KeepMembership() = 0;

  // The partitions that are ours (after AcceptAssignment) or that the pending event names.
  virtual std::span<const TopicPartition> partitions() const = 0;

  // Answers kAssigned: reading starts at the committed offsets, or where none is at the
  // configured end.
  virtual absl::Status AcceptAssignment() = 0;
  // Answers kRevoked and kLost.
  virtual absl::Status GiveUpPartitions() = 0;

  // Where reading stands behind the last message: past control records and gaps too, which never
  // come as messages. Only partitions whose end was reached since the last call.
  virtual std::vector<NextOffset> TakeReachedEnds() = 0;

  // The partitions that are ours and accepted.
  virtual std::vector<PartitionState> States() const = 0;

  // Commits exactly these offsets; `wait` for the broker's answer, or let it go on in the
  // background. A failed commit is reported and harmless: the messages are read again.
  virtual absl::Status Commit(std::span<const NextOffset> offsets, bool wait) = 0;

  // Leaves the group (a static member keeps its place). Called once, with nothing pending.
  virtual absl::Status Close() = 0;
};

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_SOURCE_H_
