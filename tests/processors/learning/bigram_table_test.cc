#include "processors/learning/bigram_table.h"

#include <gtest/gtest.h>

#include <map>

namespace newsmill {
namespace {

std::map<uint32_t, uint32_t> Counts(std::span<const BigramTable::Neighbour> neighbours) {
  std::map<uint32_t, uint32_t> counts;
  for (const auto& [word, count] : neighbours) counts[word] += count;
  return counts;
}

TEST(BigramTableTest, CountsBothSidesOfEachWord) {
  WordCorpus corpus;
  corpus.Add("a b a b\n\nb a");
  const NumberedText text = corpus.Number(1, 100);  // a is 0, b is 1
  const BigramTable table(text);
  using Map = std::map<uint32_t, uint32_t>;
  EXPECT_EQ(Counts(table.RightOf(0)), (Map{{1, 2}}));
  EXPECT_EQ(Counts(table.RightOf(1)), (Map{{0, 2}, {text.edge(), 1}}));
  EXPECT_EQ(Counts(table.LeftOf(0)), (Map{{1, 2}, {text.edge(), 1}}));
  EXPECT_EQ(Counts(table.LeftOf(1)), (Map{{0, 2}, {text.edge(), 1}}));
  EXPECT_TRUE(table.RightOf(text.other()).empty());
}

}  // namespace
}  // namespace newsmill
