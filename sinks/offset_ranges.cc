#include "sinks/offset_ranges.h"

#include <algorithm>
#include <iterator>

namespace newsmill {

void OffsetRanges::Add(OffsetRange range) {
  const auto begin = std::partition_point(
      ranges_.begin(), ranges_.end(),
      [&](const OffsetRange& before) { return before.last < range.first - 1; });
  auto end = begin;
  for (; end != ranges_.end() && end->first - 1 <= range.last; ++end) {
    range = {std::min(range.first, end->first), std::max(range.last, end->last)};
  }
  if (begin == end) {
    ranges_.insert(begin, range);
    Limit();
  } else {
    *begin = range;
    ranges_.erase(std::next(begin), end);
  }
}

void OffsetRanges::Add(const OffsetRanges& other) {
  std::vector<OffsetRange> all;
  all.reserve(ranges_.size() + other.ranges_.size());
  std::merge(ranges_.begin(), ranges_.end(), other.ranges_.begin(), other.ranges_.end(),
             std::back_inserter(all),
             [](const OffsetRange& a, const OffsetRange& b) { return a.first < b.first; });
  ranges_.clear();
  for (const OffsetRange& range : all) Add(range);
}

bool OffsetRanges::Contains(int64_t offset) const {
  const auto found =
      std::partition_point(ranges_.begin(), ranges_.end(),
                           [&](const OffsetRange& range) { return range.last < offset; });
  return found != ranges_.end() && found->first <= offset;
}

void OffsetRanges::Limit() {
  if (ranges_.size() <= kMaxRanges) return;
  ranges_.erase(ranges_.begin(), ranges_.begin() + static_cast<ptrdiff_t>(kMaxRanges / 2));
}

}  // namespace newsmill
