#include "ingest/training/claims_judge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "ingest/training/claims_errors.h"

namespace newsmill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

// An article and what is said in it, by the words.
class ClaimsJudgeTest : public testing::Test {
 protected:
  explicit ClaimsJudgeTest(
      std::string text =
          "“Taxes will fall,” Ann Lee said. She denied that rents rose in May. Bob Ray hopes so.") {
    text_.id = "a-1";
    text_.text = std::move(text);
  }

  ByteRange Range(std::string_view words) const {
    const size_t begin = text_.text.find(words);
    EXPECT_NE(begin, std::string::npos) << words;
    return {static_cast<uint32_t>(begin), static_cast<uint32_t>(begin + words.size())};
  }

  MarkedAttribution Said(std::string_view source, std::string_view cue, std::string_view content,
                         std::string kind) const {
    MarkedAttribution attribution;
    attribution.source = Range(source);
    attribution.cue = Range(cue);
    attribution.content = {Range(content)};
    attribution.kind = std::move(kind);
    return attribution;
  }

  ClaimsCounts Judge(std::vector<FoundAttribution> found) const {
    ClaimsCounts counts;
    AddComparison(AttributionComparison(text_, std::move(found)), &counts);
    return counts;
  }

  AttributedText text_;
};

TEST_F(ClaimsJudgeTest, CountsSpansAndKinds) {
  text_.attributions = {
      Said("Ann Lee", "said", "“Taxes will fall,”", "direct"),
      Said("She", "denied", "that rents rose in May", "indirect"),
      Said("Bob Ray", "hopes", "so", "indirect"),
  };
  text_.attributions[2].speech = false;
  const ClaimsCounts counts = Judge({
      {Said("Lee", "said", "Taxes will fall", "direct"), 0.9F, 0},  // marks are no words
      {Said("Bob Ray", "denied", "rents rose in May. Bob", "mixed"), 0.6F, 0},
  });
  EXPECT_EQ(counts.source.hits, 1);  // "Bob Ray" is a source, of whatever
  EXPECT_EQ(counts.cue.hits, 2);
  EXPECT_EQ(counts.cue.marked, 3);
  EXPECT_EQ(counts.content.hits, 1);
  EXPECT_DOUBLE_EQ(counts.all.matched.precision(), 1);
  EXPECT_DOUBLE_EQ(counts.all.matched.recall(), 2.0 / 3);
  EXPECT_DOUBLE_EQ(counts.direct.exact.f1(), 1);
  EXPECT_DOUBLE_EQ(counts.indirect.matched.recall(), 0.5);
  EXPECT_EQ(counts.indirect.matched.found, 0);  // found as mixed
  EXPECT_EQ(counts.mixed.matched.hits_found, 1);
  EXPECT_EQ(counts.all.source.hits, 1);  // "Lee" is Ann Lee, "Bob Ray" not "She"
  EXPECT_EQ(counts.all.source.of, 2);
  EXPECT_DOUBLE_EQ(counts.speech.matched.recall(), 1);
  EXPECT_EQ(counts.confidence.bins()[9].hits, 1);
}

TEST_F(ClaimsJudgeTest, WhatIsNoSpeechNeitherCountsNorCosts) {
  text_.attributions = {Said("Ann Lee", "said", "“Taxes will fall,”", "direct"),
                        Said("Bob Ray", "hopes", "so", "indirect")};
  text_.attributions[1].speech = false;
  FoundAttribution hope{Said("Bob Ray", "hopes", "so", "indirect"), 1, 0};
  FoundAttribution said{Said("Ann Lee", "said", "“Taxes will fall,”", "direct"), 1, 0};
  FoundAttribution thought{Said("She", "denied", "that rents rose in May", "indirect"), 1, 0};
  thought.words.speech = false;
  const ClaimsCounts counts = Judge({said, hope, thought});
  EXPECT_EQ(counts.all.matched.hits_found, 2);
  EXPECT_EQ(counts.speech.matched.found, 2);
  EXPECT_EQ(counts.speech.matched.marked, 1);
  EXPECT_EQ(counts.said.matched.found, 1);
}

TEST_F(ClaimsJudgeTest, LeavesOutWhatIsToBeIgnored) {
  text_.ignore = {Range("“Taxes will fall,” Ann")};
  const ClaimsCounts counts =
      Judge({{Said("Ann Lee", "said", "“Taxes will fall,”", "direct"), 1, 0},
             {Said("Bob Ray", "hopes", "so", "indirect"), 1, 0}});
  EXPECT_EQ(counts.ignored, 1);
  EXPECT_EQ(counts.all.matched.found, 1);
}

TEST_F(ClaimsJudgeTest, SpeakersAndStances) {
  text_.attributions = {Said("She", "denied", "that rents rose in May", "indirect"),
                        Said("Ann Lee", "said", "“Taxes will fall,”", "direct")};
  text_.attributions[0].speaker = text_.attributions[1].speaker = "Ann Lee";
  text_.attributions[0].stance = "denial";
  text_.attributions[1].stance = "neutral";
  FoundAttribution denied{Said("She", "denied", "that rents rose in May", "indirect"), 1, 0.75F};
  denied.words.speaker = "Bob Ray";
  denied.words.stance = "says";
  FoundAttribution said{Said("Ann Lee", "said", "“Taxes will fall,”", "direct"), 1, 0.95F};
  said.words.speaker = "Lee";
  said.words.stance = "says";
  const ClaimsCounts counts = Judge({denied, said});
  EXPECT_EQ(counts.speaker.hits, 1);
  EXPECT_EQ(counts.speaker.of, 2);
  EXPECT_EQ(counts.stance.hits, 1);
  EXPECT_EQ(counts.speaker_confidence.bins()[7].hits, 0);
  EXPECT_EQ(counts.speaker_confidence.bins()[9].hits, 1);
}

TEST_F(ClaimsJudgeTest, DecoysTakenForClaims) {
  text_.decoys = {{Range("Taxes will fall"), "scare_quote"}, {Range("hopes so"), "no_speech"}};
  const FoundAttribution quoted{Said("She", "denied", "“Taxes will fall,”", "direct"), 1, 0};
  const FoundAttribution hope{Said("Bob Ray", "hopes", "so", "indirect"), 1, 0};
  ClaimsCounts counts = Judge({quoted, hope});
  EXPECT_EQ(counts.scare_quotes.hits, 1);
  EXPECT_EQ(counts.no_speech.hits, 1);
  text_.attributions = {Said("She", "denied", "“Taxes will fall,”", "direct")};
  counts = Judge({quoted});  // somebody's words after all
  EXPECT_EQ(counts.scare_quotes.hits, 0);
  EXPECT_EQ(counts.scare_quotes.of, 1);
}

TEST_F(ClaimsJudgeTest, StanceWords) {
  EXPECT_TRUE(SameStance("neutral", "says"));
  EXPECT_TRUE(SameStance("neutral", "asks"));
  EXPECT_TRUE(SameStance("admission", "acknowledges"));
  EXPECT_FALSE(SameStance("denial", "says"));
  EXPECT_FALSE(SameStance("neutral", "claims"));
}

TEST_F(ClaimsJudgeTest, ErrorsByKind) {
  text_.attributions = {Said("Ann Lee", "said", "“Taxes will fall,”", "direct"),
                        Said("She", "denied", "that rents rose in May", "indirect")};
  ClaimsErrors errors(1);
  errors.Add(
      AttributionComparison(text_, {{Said("Lee", "said", "“Taxes will fall,” Ann", "direct"), 1, 0},
                                    {Said("Bob Ray", "hopes", "so", "indirect"), 1, 0}}));
  std::vector<std::pair<std::string, int>> kinds;
  for (const auto& [name, kind] : errors.kinds()) kinds.emplace_back(name, kind.count);
  EXPECT_THAT(kinds,
              ElementsAre(Pair("content: ends too late", 1), Pair("invented: cue not marked", 1),
                          Pair("missed: cue not found", 1), Pair("source: too short", 1)));
  const ClaimsErrors::Kind& missed = errors.kinds().at("missed: cue not found");
  EXPECT_THAT(missed.cues, ElementsAre(Pair("denied", 1)));
  EXPECT_THAT(missed.examples, ElementsAre("a-1: She | denied | that rents rose in May"));
}

class ParagraphsTest : public ClaimsJudgeTest {
 protected:
  ParagraphsTest()
      : ClaimsJudgeTest("“It is late.\n“We go,” she said.’\nHe left \"now.\nAll is ‘well.’\n") {}
};

TEST_F(ParagraphsTest, StrayMarks) {
  EXPECT_THAT(ParagraphsWithStrayMarks(text_.text),
              ElementsAre(Range("“We go,” she said.’"), Range("He left \"now.")));
  EXPECT_THAT(ParagraphsWithStrayMarks("It's \"fine\". ‘Yes.’"), IsEmpty());
}

TEST_F(ParagraphsTest, QuotationsOverParagraphs) {
  text_.attributions = {Said("she", "said", "“It is late.\n“We go,”", "direct")};
  ClaimsCounts counts = Judge({{Said("she", "said", "“It is late.\n“We go,”", "direct"), 1, 0}});
  EXPECT_EQ(counts.two_paragraphs.hits, 1);
  EXPECT_EQ(counts.stray_marks.hits, 2);
  counts = Judge({{Said("she", "said", "“It is late.\n“We", "direct"), 1, 0}});
  EXPECT_EQ(counts.two_paragraphs.hits, 0);
  EXPECT_EQ(counts.two_paragraphs.of, 1);
  counts = Judge({{Said("she", "said", "“It is late.\n“We go,”", "direct"), 1, 0},
                  {Said("He", "left", "now", "direct"), 1, 0}});
  EXPECT_EQ(counts.stray_marks.hits, 1);
}

}  // namespace
}  // namespace newsmill
