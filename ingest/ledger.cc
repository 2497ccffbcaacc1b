#include "ingest/ledger.h"

#include <numeric>

namespace newsmill {

std::string_view OutcomeName(Outcome outcome) {
  static constexpr std::array<std::string_view, kOutcomes> kNames = {
      "delivered", "superseded", "filtered", "retracted", "dead_lettered", "abandoned"};
  return kNames[static_cast<size_t>(outcome)];
}

bool LedgerCounts::balanced() const {
  return consumed == std::accumulate(outcomes.begin(), outcomes.end(), in_flight);
}

LedgerCounts& LedgerCounts::operator+=(const LedgerCounts& other) {
  consumed += other.consumed;
  in_flight += other.in_flight;
  for (size_t i = 0; i < kOutcomes; ++i) outcomes[i] += other.outcomes[i];
  return *this;
}

LedgerCounts& Ledger::CountsOf(const SourcePosition& position) {
  const std::pair key(position.topic, position.partition);
  if (last_ == nullptr || last_->first != key) last_ = &*counts_.try_emplace(key).first;
  return last_->second;
}

void Ledger::Consume(std::span<const Document> documents) {
  const std::lock_guard lock(mutex_);
  for (const Document& document : documents) {
    LedgerCounts& counts = CountsOf(document.message.position);
    ++counts.consumed;
    ++counts.in_flight;
  }
}

void Ledger::Settle(std::span<const Document> documents, std::span<const Outcome> outcomes) {
  const std::lock_guard lock(mutex_);
  for (size_t i = 0; i < documents.size(); ++i) {
    LedgerCounts& counts = CountsOf(documents[i].message.position);
    --counts.in_flight;
    ++counts.outcomes[static_cast<size_t>(outcomes[i])];
  }
}

std::vector<PartitionCounts> Ledger::Read() const {
  const std::lock_guard lock(mutex_);
  std::vector<PartitionCounts> counts;
  counts.reserve(counts_.size());
  for (const auto& [partition, partition_counts] : counts_) {
    counts.push_back({{partition.first, partition.second}, partition_counts});
  }
  return counts;
}

LedgerCounts Total(std::span<const PartitionCounts> counts) {
  LedgerCounts total;
  for (const PartitionCounts& item : counts) total += item.counts;
  return total;
}

}  // namespace newsmill
