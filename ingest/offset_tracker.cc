#include "ingest/offset_tracker.h"

namespace newsmill {

void OffsetTracker::Settle(const NextOffset& next) {
  Entry& entry = partitions_[{next.partition.topic, next.partition.partition}];
  if (next.offset <= entry.next) return;
  entry.next = next.offset;
  entry.moved = true;
}

std::vector<NextOffset> OffsetTracker::TakeMoved() {
  std::vector<NextOffset> moved;
  for (auto& [partition, entry] : partitions_) {
    if (!entry.moved) continue;
    entry.moved = false;
    moved.push_back({{partition.first, partition.second}, entry.next});
  }
  return moved;
}

void OffsetTracker::Clear() { partitions_.clear(); }

}  // namespace newsmill
