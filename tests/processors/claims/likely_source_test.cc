#include "processors/claims/likely_source.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "processors/claims/attribution_labels.h"

namespace newsmill::claims {
namespace {

float ScoreOf(const ChainScores& scores, const std::vector<float>& emissions,
              const std::vector<uint8_t>& labels) {
  float sum = scores.first[ToCueLabel(labels.front())] + scores.last[ToCueLabel(labels.back())];
  for (size_t t = 0; t < labels.size(); ++t) {
    sum += emissions[t * scores.stride + ToCueLabel(labels[t])];
    if (t == 0) continue;
    sum += scores.pairs[ToCueLabel(labels[t - 1]) * scores.stride + ToCueLabel(labels[t])];
  }
  return sum;
}

// Without a source they have `score`; the best of all sources in its stead.
LikelySource BestOfAll(const ChainScores& scores, const std::vector<float>& emissions,
                       const std::vector<uint8_t>& labels) {
  const float without = ScoreOf(scores, emissions, labels);
  LikelySource best{{}, 4 * ChainScores::kForbidden};
  for (uint32_t first = 0; first < labels.size(); ++first) {
    std::vector<uint8_t> with = labels;
    for (uint32_t i = first; i < labels.size() && labels[i] == kOutside; ++i) {
      with[i] = i == first ? kFirstOfSource : kInSource;
      const float gain = ScoreOf(scores, emissions, with) - without;
      if (gain > best.gain) best = {{first, i + 1}, gain};
    }
  }
  return best;
}

TEST(LikelySourceTest, FindsTheBestOfAll) {
  const std::vector<uint8_t> labels = {kOutside,   kOutside,       kOutside, kFirstOfContent,
                                       kInContent, kLastOfContent, kOutside, kOutside};
  std::mt19937 random(1);
  std::normal_distribution<float> number(0, 2);
  ChainScores scores = ChainScores::Zero(CueLabels());
  for (float& pair : scores.pairs) pair += pair < 0 ? 0 : number(random);
  for (int round = 0; round < 50; ++round) {
    std::vector<float> emissions(labels.size() * scores.stride);
    for (float& emission : emissions) emission = number(random);
    const LikelySource found = FindLikelySource(scores, emissions, labels);
    const LikelySource best = BestOfAll(scores, emissions, labels);
    EXPECT_EQ(found.words, best.words);
    EXPECT_NEAR(found.gain, best.gain, 1e-4);
  }
}

TEST(LikelySourceTest, FindsNoneWhereThereIsNoRoom) {
  const ChainScores scores = ChainScores::Zero(CueLabels());
  const std::vector<uint8_t> labels = {kFirstOfContent, kLastOfContent};
  const std::vector<float> emissions(2 * scores.stride);
  EXPECT_TRUE(FindLikelySource(scores, emissions, labels).words.empty());
}

}  // namespace
}  // namespace newsmill::claims
