#include "processors/claims/content_decoder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "processors/claims/attribution_labels.h"

namespace newsmill::claims {
namespace {

using ::testing::ElementsAre;

// Emissions of `words` words, all 0.
std::vector<float> Zeros(size_t words, const ChainScores& scores) {
  return std::vector<float>(words * scores.stride, 0.0F);
}

TEST(ContentDecoderTest, GivesAContentEvenWhereNoneIsBetter) {
  const ChainScores scores = ChainScores::Zero(CueLabels());
  std::vector<float> emissions = Zeros(3, scores);
  for (size_t t = 0; t < 3; ++t) emissions[t * scores.stride + kOutside] = 5;
  emissions[scores.stride + ToCueLabel(kLastOfContent)] = 3;
  ContentDecoder decoder;
  std::vector<uint8_t> labels;
  EXPECT_FLOAT_EQ(decoder.Decode(scores, emissions, &labels), -2);
  EXPECT_THAT(labels, ElementsAre(kOutside, kLastOfContent, kOutside));
}

TEST(ContentDecoderTest, FindsSourceAndContent) {
  const ChainScores scores = ChainScores::Zero(CueLabels());
  std::vector<float> emissions = Zeros(4, scores);
  const auto favour = [&](size_t word, uint8_t label) {
    emissions[word * scores.stride + ToCueLabel(label)] = 4;
  };
  favour(0, kFirstOfSource);
  favour(1, kOutside);
  favour(2, kFirstOfContent);
  favour(3, kLastOfContent);
  ContentDecoder decoder;
  std::vector<uint8_t> labels;
  EXPECT_FLOAT_EQ(decoder.Decode(scores, emissions, &labels), 8);
  EXPECT_THAT(labels, ElementsAre(kFirstOfSource, kOutside, kFirstOfContent, kLastOfContent));
}

}  // namespace
}  // namespace newsmill::claims
