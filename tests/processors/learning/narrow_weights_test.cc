#include "processors/learning/narrow_weights.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "processors/learning/feature_table.h"
#include "processors/learning/hashing.h"

namespace newsmill {
namespace {

constexpr size_t kLabels = NarrowWeights::kLabels;

// Weights that tell the row and the label that they are of; row 0 is nothing but 0.
int8_t WeightOf(size_t row, size_t label) {
  return static_cast<int8_t>(Mix(static_cast<uint32_t>(row), static_cast<uint32_t>(label)));
}

NarrowWeights Make(const std::vector<uint32_t>& features) {
  std::vector<int8_t> weights(kLabels, 0);
  for (size_t row = 1; row <= features.size(); ++row) {
    for (size_t label = 0; label < kLabels; ++label) weights.push_back(WeightOf(row, label));
  }
  return {FeatureTable::Make(features), weights};
}

// Of different numbers.
std::vector<uint32_t> Features(uint32_t size) {
  std::vector<uint32_t> features(size);
  for (uint32_t i = 0; i < size; ++i) features[i] = Mix(7, i);
  return features;
}

bool IsOfRow(const int8_t* weights, size_t row) {
  for (size_t label = 0; label < kLabels; ++label) {
    if (weights[label] != WeightOf(row, label)) return false;
  }
  return true;
}

bool IsZero(const int8_t* weights) {
  return std::all_of(weights, weights + kLabels, [](int8_t weight) { return weight == 0; });
}

TEST(NarrowWeightsTest, GivesTheWeightsOfEachFeature) {
  for (const uint32_t size : {1U, 4U, 5U, 20'000U}) {
    const std::vector<uint32_t> features = Features(size);
    const NarrowWeights weights = Make(features);
    for (uint32_t i = 0; i < size; ++i) EXPECT_TRUE(IsOfRow(weights.Of(features[i]), i + 1));
  }
}

TEST(NarrowWeightsTest, UnknownFeaturesWeighNothing) {
  const NarrowWeights weights = Make(Features(5'000));
  for (uint32_t i = 0; i < 5'000; ++i) EXPECT_TRUE(IsZero(weights.Of(Mix(8, i))));
  EXPECT_TRUE(IsZero(weights.Of(0)));  // what stands in a free place
  EXPECT_TRUE(IsZero(Make({}).Of(1)));
}

TEST(NarrowWeightsTest, FeatureZeroIsLikeAnyOther) {
  EXPECT_TRUE(IsOfRow(Make({5, 0}).Of(0), 2));
  EXPECT_TRUE(IsOfRow(Make({0, 0, 0}).Of(0), 1));  // of a damaged file: the first one counts
}

// Numbers that all want one bucket, the last one.
TEST(NarrowWeightsTest, WhatDoesNotFitIsFoundInTheNextBuckets) {
  constexpr uint32_t kInverse = 0x0e8b2f51U;  // of the odd number that spreads them
  std::vector<uint32_t> features;
  for (uint32_t i = 1; i <= 40; ++i) features.push_back((0U - i) * kInverse);
  const NarrowWeights weights = Make(features);
  for (uint32_t i = 0; i < features.size(); ++i) {
    EXPECT_TRUE(IsOfRow(weights.Of(features[i]), i + 1));
  }
  EXPECT_TRUE(IsZero(weights.Of((0U - 41) * kInverse)));
}

}  // namespace
}  // namespace newsmill
