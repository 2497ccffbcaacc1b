#include <gtest/gtest.h>

#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "ingest/training/attribution_corpus.h"
#include "ingest/training/claims_finder.h"
#include "ingest/training/claims_judge.h"

namespace newsmill::quality {
namespace {

// Floors, as in quality_test.cc, of what README.md defines under Claims. Exact spans have none
// here: where a source or cue ends is a convention, and the large corpora have another one.
constexpr double kMatchedFloor = 0.975;
constexpr double kDirectFloor = 0.99;
constexpr double kMixedFloor = 0.98;
constexpr double kIndirectFloor = 0.95;
constexpr double kSpeakerFloor = 0.93;
constexpr double kStanceFloor = 0.98;
constexpr int kMostScareQuotes = 2;  // taken for claims
constexpr int kMostNoSpeech = 1;

// The annotated articles through decoder and stages.
class ClaimsQualityTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    const auto texts = ReadAttributedTexts(NEWSMILL_TEST_DATA "/../golden/articles/open.jsonl");
    ASSERT_TRUE(texts.ok()) << texts.status();
    OptionsReader defaults = OptionsReader::Empty();
    const auto spec = PipelineSpec::Read(defaults, DecodeLimits{});
    ASSERT_TRUE(spec.ok()) << spec.status();
    ClaimsFinder finder(*spec);
    for (const AttributedText& text : *texts) Judge(finder, text);
  }

  static void Judge(ClaimsFinder& finder, const AttributedText& text) {
    auto found = finder.Find(text, ClaimsFinder::Form::kPlain);
    ASSERT_TRUE(found.ok() && found->delivered) << text.id;
    AddComparison(AttributionComparison(text, std::move(found->claims)), &counts_);
    if (text.html.empty()) return;
    auto read = finder.Find(text, ClaimsFinder::Form::kHtml);
    ASSERT_TRUE(read.ok() && read->delivered) << text.id;
    EXPECT_EQ(read->text, found->text) << text.id;
    AddComparison(AttributionComparison(text, std::move(read->claims)), &html_counts_);
  }

  static void ExpectFloor(const char* name, double value, double floor) {
    std::printf("%-22s %5.1f  floor %4.1f\n", name, 100 * value, 100 * floor);
    EXPECT_GE(value, floor) << name;
  }

  static ClaimsCounts counts_;
  static ClaimsCounts html_counts_;
};

ClaimsCounts ClaimsQualityTest::counts_;
ClaimsCounts ClaimsQualityTest::html_counts_;

TEST_F(ClaimsQualityTest, Matched) {
  EXPECT_EQ(counts_.all.matched.marked, 272);
  ExpectFloor("claims", counts_.all.matched.f1(), kMatchedFloor);
  ExpectFloor("claims, direct", counts_.direct.matched.f1(), kDirectFloor);
  ExpectFloor("claims, mixed", counts_.mixed.matched.f1(), kMixedFloor);
  ExpectFloor("claims, indirect", counts_.indirect.matched.f1(), kIndirectFloor);
}

TEST_F(ClaimsQualityTest, SpeakersAndStances) {
  ExpectFloor("speakers", counts_.speaker.value(), kSpeakerFloor);
  ExpectFloor("stances", counts_.stance.value(), kStanceFloor);
}

TEST_F(ClaimsQualityTest, WhatIsNoClaim) {
  EXPECT_EQ(counts_.scare_quotes.of, 14);
  EXPECT_LE(counts_.scare_quotes.hits, kMostScareQuotes);
  EXPECT_EQ(counts_.no_speech.of, 13);
  EXPECT_LE(counts_.no_speech.hits, kMostNoSpeech);
}

TEST_F(ClaimsQualityTest, OddTypography) {
  EXPECT_EQ(counts_.two_paragraphs.hits, 2);
  EXPECT_EQ(counts_.two_paragraphs.of, 2);
  EXPECT_EQ(counts_.stray_marks.hits, 3);
  EXPECT_EQ(counts_.stray_marks.of, 3);
}

TEST_F(ClaimsQualityTest, Html) {
  EXPECT_EQ(html_counts_.texts, 3);
  ExpectFloor("claims of HTML", html_counts_.all.matched.f1(), kMatchedFloor - 0.01);
}

}  // namespace
}  // namespace newsmill::quality
