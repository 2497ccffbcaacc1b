#include "processors/learning/word_corpus.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace newsmill {
namespace {

using ::testing::ElementsAre;

TEST(WordCorpusTest, NumbersWordsByFrequencyThenByBytes) {
  WordCorpus corpus;
  corpus.Add("b a c c\n\nc a b");
  const NumberedText text = corpus.Number(1, 100);
  EXPECT_THAT(text.words, ElementsAre("c", "a", "b"));
  EXPECT_THAT(text.counts, ElementsAre(3, 2, 2, 2, 0));
  const uint32_t edge = text.edge();
  EXPECT_THAT(text.sequence, ElementsAre(edge, 2, 1, 0, 0, edge, 0, 1, 2));
  EXPECT_EQ(corpus.size(), 7);
}

TEST(WordCorpusTest, RareWordsAreOthers) {
  WordCorpus corpus;
  corpus.Add("a a a b b c");
  EXPECT_THAT(corpus.Number(2, 100).words, ElementsAre("a", "b"));
  const NumberedText one = corpus.Number(2, 1);
  EXPECT_THAT(one.words, ElementsAre("a"));
  EXPECT_EQ(one.counts[one.other()], 3);
}

TEST(WordCorpusTest, CutsAtHyphensAndLevelsDigits) {
  WordCorpus corpus;
  corpus.Add("US-led in 1999");
  EXPECT_THAT(corpus.Number(1, 100).words, ElementsAre("-", "0000", "US", "in", "led"));
}

TEST(WordCorpusTest, NoTextGivesNoWords) {
  WordCorpus corpus;
  corpus.Add("");
  corpus.Add(" \n\n ");
  const NumberedText text = corpus.Number(1, 100);
  EXPECT_TRUE(text.words.empty());
  EXPECT_TRUE(text.sequence.empty());
}

}  // namespace
}  // namespace newsmill
