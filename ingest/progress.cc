#include "ingest/progress.h"

#include <algorithm>

namespace newsmill {

void Progress::Update(std::span<const PartitionState> states) {
  const std::lock_guard lock(mutex_);
  std::map<std::pair<std::string_view, Partition>, Entry> kept;
  for (const PartitionState& state : states) {
    const std::pair key(state.partition.topic, state.partition.partition);
    const auto found = partitions_.find(key);
    Entry entry = found == partitions_.end() ? Entry() : found->second;
    if (entry.next < 0) entry.next = static_cast<int64_t>(state.start);
    // Standing still counts from when there is something to do.
    if (entry.next >= entry.end) entry.moved = Clock::now();
    entry.end = std::max(entry.end, static_cast<int64_t>(state.end));
    entry.stopped = state.stopped;
    kept.emplace(key, entry);
  }
  partitions_ = std::move(kept);
}

void Progress::Settle(const NextOffset& next, int64_t timestamp_ms) {
  const std::lock_guard lock(mutex_);
  const auto found = partitions_.find({next.partition.topic, next.partition.partition});
  if (found == partitions_.end()) return;
  Entry& entry = found->second;
  if (timestamp_ms >= 0) entry.timestamp_ms = timestamp_ms;
  if (static_cast<int64_t>(next.offset) <= entry.next) return;
  entry.next = static_cast<int64_t>(next.offset);
  entry.moved = Clock::now();
}

void Progress::SetBlocking(std::string_view sink) {
  const std::lock_guard lock(mutex_);
  blocking_ = sink;
}

bool Progress::any_stopped() const {
  const std::lock_guard lock(mutex_);
  return std::any_of(partitions_.begin(), partitions_.end(),
                     [](const auto& item) { return item.second.stopped; });
}

std::vector<PartitionProgress> Progress::Read() const {
  const auto now = Clock::now();
  const int64_t now_ms = std::chrono::duration_cast<std::chrono::milliseconds>(
                             std::chrono::system_clock::now().time_since_epoch())
                             .count();
  const std::lock_guard lock(mutex_);
  std::vector<PartitionProgress> all;
  all.reserve(partitions_.size());
  for (const auto& [key, entry] : partitions_) {
    PartitionProgress item;
    item.partition = {key.first, key.second};
    item.stopped = entry.stopped;
    item.lag = entry.end < 0 || entry.next < 0 ? 0 : std::max<int64_t>(entry.end - entry.next, 0);
    if (item.lag > 0) {
      item.standing_seconds = std::chrono::duration<double>(now - entry.moved).count();
      if (entry.timestamp_ms >= 0) {
        item.lag_seconds =
            static_cast<double>(std::max<int64_t>(now_ms - entry.timestamp_ms, 0)) / 1e3;
      }
      item.blocking = blocking_;
    }
    all.push_back(item);
  }
  return all;
}

}  // namespace newsmill
