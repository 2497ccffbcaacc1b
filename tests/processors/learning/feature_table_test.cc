#include "processors/learning/feature_table.h"

#include <gtest/gtest.h>

#include <set>
#include <vector>

#include "processors/learning/hashing.h"

namespace newsmill {
namespace {

std::vector<uint32_t> Features(uint32_t size) {
  std::set<uint32_t> features;
  for (uint32_t i = 0; features.size() < size; ++i) features.insert(Mix(7, i));
  return {features.begin(), features.end()};
}

TEST(FeatureTableTest, KnowsTheRowOfEachFeature) {
  for (const uint32_t size : {0U, 1U, 8U, 9U, 5'000U}) {
    const std::vector<uint32_t> features = Features(size);
    const std::vector<FeatureTable::Bucket> buckets = FeatureTable::Make(features);
    const FeatureTable table(buckets);
    ASSERT_TRUE(table.IsSound(size));
    for (uint32_t i = 0; i < size; ++i) EXPECT_EQ(table.Row(features[i]), i + 1);
  }
}

TEST(FeatureTableTest, UnknownFeaturesHaveRowZero) {
  std::vector<uint32_t> features = Features(10'000);
  const std::vector<uint32_t> unknown(features.begin() + 5'000, features.end());
  features.resize(5'000);
  const std::vector<FeatureTable::Bucket> buckets = FeatureTable::Make(features);
  const FeatureTable table(buckets);
  for (const uint32_t feature : unknown) EXPECT_EQ(table.Row(feature), 0U);
  EXPECT_EQ(table.Row(0), 0U);  // what stands in a free place
}

// Numbers that all want the first bucket.
TEST(FeatureTableTest, WhatDoesNotFitIsFoundInTheNextBuckets) {
  std::vector<uint32_t> features = {0};
  constexpr uint32_t kInverse = 0x0e8b2f51U;  // of the odd number that spreads them
  for (uint32_t i = 1; i < 40; ++i) features.push_back(i * kInverse);
  const std::vector<FeatureTable::Bucket> buckets = FeatureTable::Make(features);
  ASSERT_EQ(buckets.front().rows.back(), FeatureTable::kBucket);
  const FeatureTable table(buckets);
  for (uint32_t i = 0; i < features.size(); ++i) EXPECT_EQ(table.Row(features[i]), i + 1);
  EXPECT_EQ(table.Row(40 * kInverse), 0U);
}

TEST(FeatureTableTest, ATableWithoutEndOrWithARowTooManyIsNotSound) {
  std::vector<FeatureTable::Bucket> buckets = FeatureTable::Make(Features(3));
  EXPECT_TRUE(FeatureTable(buckets).IsSound(3));
  EXPECT_FALSE(FeatureTable(buckets).IsSound(2));
  for (FeatureTable::Bucket& bucket : buckets) bucket.rows.fill(1);
  EXPECT_FALSE(FeatureTable(buckets).IsSound(3));
}

}  // namespace
}  // namespace newsmill
