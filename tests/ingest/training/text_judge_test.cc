#include "ingest/training/text_judge.h"

#include <gtest/gtest.h>

#include <string>

namespace newsmill {
namespace {

// "We don't. U.S.-led it did" with a sentence that the splitter sees and one that it does not.
TreebankDocument Marked() {
  TreebankDocument marked;
  marked.id = "news_1";
  marked.text = "We don't. Re-led it; did";
  marked.words = {{0, 2, PartOfSpeech::kPRP, false},     {3, 5, PartOfSpeech::kVBP, false},
                  {5, 8, PartOfSpeech::kRB, true},       {8, 9, PartOfSpeech::kStop, false},
                  {10, 12, PartOfSpeech::kAFX, false},   {12, 13, PartOfSpeech::kHYPH, false},
                  {13, 16, PartOfSpeech::kVBN, false},   {17, 19, PartOfSpeech::kPRP, false},
                  {19, 20, PartOfSpeech::kColon, false}, {21, 24, PartOfSpeech::kVBD, false}};
  marked.sentences = {{0, 4}, {4, 9}, {9, 10}};
  return marked;
}

TEST(TextJudgeTest, CountsBoundaries) {
  std::string faults;
  const TextCounts counts = JudgeText({Marked()}, "news", [&](auto marked, auto found) {
    faults += std::string(marked) + " | " + std::string(found) + "\n";
  });
  EXPECT_EQ(counts.tokens.marked, 10);
  EXPECT_EQ(counts.tokens.found, 7);
  EXPECT_EQ(counts.tokens.hits, 5);
  EXPECT_EQ(counts.own_tokens.marked, 7);
  EXPECT_EQ(counts.own_tokens.hits, 7);
  EXPECT_EQ(counts.sentences.marked, 3);
  EXPECT_EQ(counts.sentences.found, 2);
  EXPECT_EQ(counts.sentences.hits, 1);
  EXPECT_DOUBLE_EQ(counts.sentences.f1(), 0.4);
  EXPECT_EQ(faults, "Re-led it; | Re-led it; did\ndid | Re-led it; did\n");
}

TEST(TextJudgeTest, OtherDocumentsAreLeftOut) {
  EXPECT_EQ(JudgeText({Marked()}, "essay", nullptr).tokens.marked, 0);
}

}  // namespace
}  // namespace newsmill
