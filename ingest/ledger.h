#ifndef NEWSMILL_INGEST_LEDGER_H_
#define NEWSMILL_INGEST_LEDGER_H_

#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "processors/base/message.h"
#include "sinks/sink.h"

namespace newsmill {

// What became of a message. Exactly one of these for each message taken from a partition.
enum class Outcome : uint8_t {
  kDelivered,
  kSuperseded,
  kFiltered,
  kRetracted,
  kDeadLettered,
  kAbandoned,  // its partition was lost before it was settled; the new owner reads it again
};
inline constexpr size_t kOutcomes = 6;

// "delivered", ... as in metrics and summaries.
std::string_view OutcomeName(Outcome outcome);

// The counts of one partition, or a sum of several.
struct LedgerCounts {
  uint64_t consumed = 0;
  uint64_t in_flight = 0;  // counted up and down, never derived
  std::array<uint64_t, kOutcomes> outcomes{};

  uint64_t of(Outcome outcome) const { return outcomes[static_cast<size_t>(outcome)]; }
  // consumed = the sum of all outcomes + in_flight.
  bool balanced() const;
  LedgerCounts& operator+=(const LedgerCounts& other);
};

struct PartitionCounts {
  TopicPartition partition;
  LedgerCounts counts;
};

// Bookkeeping of one worker: every message consumed, and what became of it. The worker writes once
// a batch, any thread reads; every read sees whole batches, so that the books balance at any time.
class Ledger {
 public:
  // The messages of `documents` were taken: consumed and in flight.
  void Consume(std::span<const Document> documents);
  // They are settled; outcomes[i] is that of documents[i].
  void Settle(std::span<const Document> documents, std::span<const Outcome> outcomes);

  std::vector<PartitionCounts> Read() const;

 private:
  // Messages come in runs of one partition: the last one's counts are at hand.
  LedgerCounts& CountsOf(const SourcePosition& position);

  mutable std::mutex mutex_;
  std::map<std::pair<std::string_view, Partition>, LedgerCounts> counts_;
  std::pair<const std::pair<std::string_view, Partition>, LedgerCounts>* last_ = nullptr;
};

// The sum over all workers and partitions.
LedgerCounts Total(std::span<const PartitionCounts> counts);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_LEDGER_H_
