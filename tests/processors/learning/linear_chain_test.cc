#include "processors/learning/linear_chain.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "processors/base/arena.h"

namespace newsmill {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::IsEmpty;

constexpr uint32_t kFeatures = 40;

// A model of ten labels, of which any may follow any, with weights and pairs by chance.
class RandomChain {
 public:
  explicit RandomChain(uint32_t seed) : random_(seed) {
    const LabelSet labels = LabelSet::Free({"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"});
    ChainScores scores = ChainScores::Zero(labels);
    for (float* all : {scores.pairs.data(), scores.first.data(), scores.last.data()}) {
      const size_t size = all == scores.pairs.data() ? scores.pairs.size() : scores.first.size();
      for (size_t k = 0; k < size; ++k) all[k] += all[k] < 0 ? 0 : Number();
    }
    std::vector<uint32_t> features(kFeatures);
    for (uint32_t i = 0; i < kFeatures; ++i) features[i] = Mix(1, i);
    std::vector<float> weights(kFeatures * scores.stride);
    for (float& weight : weights) weight = Number();
    ModelFileWriter writer("toy");
    writer.Add("chain", LinearChain::Encode(labels.names, scores, features, weights, 0));
    const std::string_view bytes = arena_.CopyPadded(writer.Bytes(), 64);
    chain_ = *LinearChain::Load(*ModelFile::FromBytes(bytes, "toy", "memory"), "chain");
  }

  const LinearChain& chain() const { return chain_; }
  float Number() { return std::uniform_real_distribution<float>(-1, 1)(random_); }
  uint32_t Feature() { return std::uniform_int_distribution<uint32_t>(0, kFeatures)(random_); }

  // The score of a sequence by the emissions.
  float Score(const std::vector<float>& emissions, const std::vector<uint8_t>& labels) const {
    const ChainScores& scores = chain_.scores();
    float sum = scores.first[labels.front()] + scores.last[labels.back()];
    for (size_t t = 0; t < labels.size(); ++t) {
      sum += emissions[t * scores.stride + labels[t]];
      if (t > 0) sum += scores.pairs[labels[t - 1] * scores.stride + labels[t]];
    }
    return sum;
  }

 private:
  std::mt19937 random_;
  Arena arena_;
  LinearChain chain_;
};

// All sequences of `words` labels of ten.
std::vector<std::vector<uint8_t>> AllSequences(size_t words) {
  std::vector<std::vector<uint8_t>> all = {{}};
  for (size_t t = 0; t < words; ++t) {
    std::vector<std::vector<uint8_t>> longer;
    for (const auto& sequence : all) {
      for (uint8_t label = 0; label < 10; ++label) {
        longer.push_back(sequence);
        longer.back().push_back(label);
      }
    }
    all = std::move(longer);
  }
  return all;
}

FeatureRows RandomRows(RandomChain& random, size_t words) {
  FeatureRows rows;
  for (size_t t = 0; t < words; ++t) {
    for (int k = 0; k < 5; ++k) rows.Add(1, random.Feature());
    rows.EndRow();
  }
  return rows;
}

TEST(FeatureRowsTest, RowsShareUntilTheNextSharedPart) {
  FeatureRows rows;
  rows.AddRow(std::vector<uint32_t>{1});
  rows.BeginShared();
  rows.AddValue(2);
  rows.AddValue(3);
  rows.EndShared();
  rows.AddRow(std::vector<uint32_t>{4});
  rows.EndRow();
  rows.BeginShared();
  rows.EndShared();
  rows.AddRow(std::vector<uint32_t>{5, 6});
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_THAT(rows.shared(0), IsEmpty());
  EXPECT_THAT(rows.own(0), ElementsAre(1));
  EXPECT_THAT(rows.shared(1), ElementsAre(2, 3));
  EXPECT_THAT(rows.own(1), ElementsAre(4));
  EXPECT_THAT(rows.own(2), IsEmpty());
  EXPECT_THAT(rows.shared(2), ElementsAre(2, 3));
  EXPECT_FALSE(rows.SharesWithBefore(1));
  EXPECT_TRUE(rows.SharesWithBefore(2));
  EXPECT_FALSE(rows.SharesWithBefore(3));
  EXPECT_THAT(rows.shared(3), IsEmpty());
  EXPECT_THAT(rows.own(3), ElementsAre(5, 6));
  rows.Clear();
  rows.AddRow(std::vector<uint32_t>{7});
  EXPECT_EQ(rows.size(), 1U);
  EXPECT_THAT(rows.shared(0), IsEmpty());
}

TEST(LinearChainTest, SharedFeaturesCountLikeOwnOnes) {
  RandomChain random(1);
  FeatureRows plain, sharing;
  std::vector<uint32_t> shared;
  for (int word = 0; word < 50; ++word) {
    if (word % 4 == 1) {
      shared.clear();
      for (int k = 0; k < word; ++k) shared.push_back(Mix(1, random.Feature()));
      sharing.BeginShared();
      for (const uint32_t feature : shared) sharing.AddValue(feature);
      sharing.EndShared();
    }
    for (const uint32_t feature : shared) plain.AddValue(feature);
    // More than sums of 16 bits can hold.
    for (int k = 0; k < 20 * word; ++k) {
      const uint32_t feature = Mix(1, random.Feature());
      plain.AddValue(feature);
      sharing.AddValue(feature);
    }
    plain.EndRow();
    sharing.EndRow();
  }
  std::vector<float> expected, emissions;
  random.chain().Emissions(plain, &expected);
  random.chain().Emissions(sharing, &emissions);
  EXPECT_THAT(emissions, ElementsAreArray(expected));
}

TEST(LinearChainTest, DecodesTheBestOfAllSequences) {
  RandomChain random(2);
  LinearChain::Workspace work;
  std::vector<uint8_t> labels;
  for (int round = 0; round < 5; ++round) {
    random.chain().Decode(RandomRows(random, 4), work, &labels);
    float best = -1e9F;
    for (const auto& sequence : AllSequences(4)) {
      best = std::max(best, random.Score(work.emissions, sequence));
    }
    EXPECT_NEAR(random.Score(work.emissions, labels), best, 1e-4);
  }
}

TEST(LinearChainTest, MarginalsAreSharesOfAllSequences) {
  RandomChain random(3);
  LinearChain::Workspace work;
  std::vector<uint8_t> labels;
  random.chain().Decode(RandomRows(random, 3), work, &labels);
  random.chain().Marginals(work);
  double all = 0;
  std::vector<double> with(size_t{3} * 10);
  for (const auto& sequence : AllSequences(3)) {
    const double weight = std::exp(random.Score(work.emissions, sequence));
    all += weight;
    for (size_t t = 0; t < 3; ++t) with[t * 10 + sequence[t]] += weight;
  }
  for (size_t t = 0; t < 3; ++t) {
    for (size_t label = 0; label < 10; ++label) {
      EXPECT_NEAR(work.lattice.Marginal(t)[label], with[t * 10 + label] / all, 1e-4);
    }
  }
}

}  // namespace
}  // namespace newsmill
