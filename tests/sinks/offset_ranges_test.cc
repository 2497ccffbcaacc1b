#include "sinks/offset_ranges.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <random>
#include <set>

namespace newsmill {
namespace {

using testing::ElementsAre;

TEST(OffsetRangesTest, RangesThatTouchBecomeOne) {
  OffsetRanges ranges;
  for (const int64_t offset : {7, 5, 9, 6, 0}) ranges.Add({offset, offset});
  EXPECT_THAT(ranges.ranges(),
              ElementsAre(OffsetRange{0, 0}, OffsetRange{5, 7}, OffsetRange{9, 9}));
  ranges.Add({1, 8});
  EXPECT_THAT(ranges.ranges(), ElementsAre(OffsetRange{0, 9}));
  ranges.Add({3, std::numeric_limits<int64_t>::max()});
  EXPECT_TRUE(ranges.Contains(std::numeric_limits<int64_t>::max()));
  EXPECT_EQ(ranges.ranges().size(), 1U);
}

TEST(OffsetRangesTest, HoldsWhatASetHolds) {
  std::mt19937 random(7);
  for (int round = 0; round < 50; ++round) {
    std::set<int64_t> expected;
    OffsetRanges parts[2];
    for (int i = 0; i < 200; ++i) {
      const auto first = static_cast<int64_t>(random() % 500);
      const auto last = first + static_cast<int64_t>(random() % 4);
      parts[i % 2].Add({first, last});
      for (int64_t offset = first; offset <= last; ++offset) expected.insert(offset);
    }
    parts[0].Add(parts[1]);
    for (int64_t offset = 0; offset < 510; ++offset) {
      ASSERT_EQ(parts[0].Contains(offset), expected.contains(offset)) << offset;
    }
    for (size_t i = 1; i < parts[0].ranges().size(); ++i) {
      ASSERT_GT(parts[0].ranges()[i].first, parts[0].ranges()[i - 1].last + 1);
    }
  }
}

TEST(OffsetRangesTest, OfTooManyHolesTheLowestAreForgotten) {
  OffsetRanges ranges;
  const auto count = static_cast<int64_t>(OffsetRanges::kMaxRanges) + 1;
  for (int64_t i = 0; i < count; ++i) ranges.Add({2 * i, 2 * i});
  EXPECT_LE(ranges.ranges().size(), OffsetRanges::kMaxRanges);
  EXPECT_FALSE(ranges.Contains(0));
  EXPECT_TRUE(ranges.Contains(count + 1));
  EXPECT_TRUE(ranges.Contains(2 * (count - 1)));
}

}  // namespace
}  // namespace newsmill
