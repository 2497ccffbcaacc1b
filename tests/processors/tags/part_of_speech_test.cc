#include "processors/tags/part_of_speech.h"

#include <gtest/gtest.h>

namespace newsmill {
namespace {

TEST(PartOfSpeechTest, NamesAndNumbersBelongTogether) {
  ASSERT_EQ(PartOfSpeechNames().size(), kPartsOfSpeech);
  EXPECT_EQ(FindPartOfSpeech("$"), PartOfSpeech::kDollar);
  EXPECT_EQ(FindPartOfSpeech("PRP$"), PartOfSpeech::kPRPOfWhom);
  EXPECT_EQ(FindPartOfSpeech("VBZ"), PartOfSpeech::kVBZ);
  EXPECT_EQ(FindPartOfSpeech("``"), PartOfSpeech::kOpenQuote);
  EXPECT_EQ(FindPartOfSpeech("VERB"), std::nullopt);
  for (const std::string& name : PartOfSpeechNames()) {
    EXPECT_EQ(PartOfSpeechName(*FindPartOfSpeech(name)), name);
  }
}

TEST(PartOfSpeechTest, Groups) {
  EXPECT_TRUE(IsNoun(PartOfSpeech::kNNPS));
  EXPECT_FALSE(IsNoun(PartOfSpeech::kPRP));
  EXPECT_TRUE(IsProperNoun(PartOfSpeech::kNNP));
  EXPECT_FALSE(IsProperNoun(PartOfSpeech::kNN));
  EXPECT_TRUE(IsVerb(PartOfSpeech::kVBG));
  EXPECT_FALSE(IsVerb(PartOfSpeech::kMD));
  EXPECT_TRUE(IsFiniteVerb(PartOfSpeech::kMD));
  EXPECT_FALSE(IsFiniteVerb(PartOfSpeech::kVBN));
}

}  // namespace
}  // namespace newsmill
