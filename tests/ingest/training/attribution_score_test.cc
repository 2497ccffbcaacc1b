#include "ingest/training/attribution_score.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace newsmill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(TextWordsTest, RunsOfLettersAndDigits) {
  const TextWords words("“Élan, 3,000 o’clock” x_y Ⅻ");
  const std::vector<ByteRange>& ranges = words.ranges();
  ASSERT_EQ(ranges.size(), 7U);  // Élan 3 000 o clock x_y Ⅻ
  EXPECT_EQ(ranges[0], (ByteRange{3, 8}));
}

TEST(TextWordsTest, WordsThatRangesTouch) {
  const TextWords words("one two three four");
  EXPECT_THAT(words.In({5, 9}), ElementsAre(1, 2));
  EXPECT_THAT(words.In(std::vector<ByteRange>{{14, 16}, {0, 3}, {1, 2}}), ElementsAre(0, 3));
  EXPECT_THAT(words.In({3, 4}), IsEmpty());
}

TEST(PairAttributionsTest, TheBestFirstAndEachOnce) {
  const std::vector<WordSet> marked = {{0, 1, 2, 3}, {0, 1, 2}};
  const auto pairs = PairAttributions(marked, {{0, 1, 2, 3}, {1, 2}, {9}});
  ASSERT_EQ(pairs.size(), 2U);
  EXPECT_EQ(pairs[0].marked, 0U);
  EXPECT_EQ(pairs[0].found, 0U);
  EXPECT_TRUE(pairs[0].exact);
  EXPECT_EQ(pairs[1].marked, 1U);
  EXPECT_EQ(pairs[1].found, 1U);
  EXPECT_FALSE(pairs[1].exact);
}

TEST(PairAttributionsTest, HalfTheWordsAreEnough) {
  EXPECT_EQ(PairAttributions({{0, 1, 2}}, {{0}}).size(), 1U);     // 2 of 4
  EXPECT_EQ(PairAttributions({{0, 1, 2, 3}}, {{0}}).size(), 0U);  // 2 of 5
  EXPECT_EQ(PairAttributions({{}}, {{}}).size(), 0U);
}

TEST(CountEqualTest, EqualOnesCountOnce) {
  const HitCounts counts = CountEqual({{1}, {1}, {2, 3}, {}}, {{1}, {2}});
  EXPECT_EQ(counts.marked, 2);
  EXPECT_EQ(counts.found, 2);
  EXPECT_EQ(counts.hits, 1);
  EXPECT_DOUBLE_EQ(counts.f1(), 0.5);
}

}  // namespace
}  // namespace newsmill
