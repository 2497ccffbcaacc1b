#include "processors/claims/content_decoder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <random>
#include <vector>

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

// The score of labels that CueLabels() allows, else nothing.
std::optional<float> ScoreOf(const ChainScores& scores, const std::vector<float>& emissions,
                             const std::vector<uint8_t>& labels) {
  float sum = scores.first[labels.front()] + scores.last[labels.back()];
  for (size_t t = 0; t < labels.size(); ++t) {
    sum += emissions[t * scores.stride + labels[t]];
    if (t > 0) sum += scores.pairs[labels[t - 1] * scores.stride + labels[t]];
  }
  if (sum < ChainScores::kForbidden / 2) return std::nullopt;
  return sum;
}

TEST(ContentDecoderTest, ComparesTheBestOfAllSequences) {
  constexpr size_t kWords = 4;
  std::mt19937 random(1);
  std::normal_distribution<float> number(0, 2);
  ChainScores scores = ChainScores::Zero(CueLabels());
  for (float& pair : scores.pairs) pair += pair < 0 ? 0 : number(random);
  ContentDecoder decoder;
  std::vector<uint8_t> labels;
  for (int round = 0; round < 20; ++round) {
    std::vector<float> emissions = Zeros(kWords, scores);
    for (float& emission : emissions) emission = number(random);
    float with = ChainScores::kForbidden;
    float without = ChainScores::kForbidden;
    std::vector<uint8_t> best;
    std::vector<uint8_t> sequence(kWords);
    for (size_t code = 0; code < size_t{6} * 6 * 6 * 6; ++code) {
      size_t rest = code;
      bool content = false;
      for (uint8_t& label : sequence) {
        label = static_cast<uint8_t>(rest % 6);
        content = content || PartOf(OfCueLabel(label)) == Part::kContent;
        rest /= 6;
      }
      const std::optional<float> score = ScoreOf(scores, emissions, sequence);
      if (!score || *score <= (content ? with : without)) continue;
      (content ? with : without) = *score;
      if (content) best = sequence;
    }
    EXPECT_NEAR(decoder.Decode(scores, emissions, &labels), with - without, 1e-4);
    for (uint8_t& label : labels) label = ToCueLabel(label);
    EXPECT_EQ(labels, best);
  }
}

}  // namespace
}  // namespace newsmill::claims
