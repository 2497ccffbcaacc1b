#include "processors/entities/name_confidence.h"

#include <gtest/gtest.h>

#include <vector>

namespace newsmill {
namespace {

TEST(NameConfidenceTest, WithoutExperienceBeliefStays) {
  const NameConfidence confidence = NameConfidence::Fit({});
  EXPECT_NEAR(confidence.Of(0.3F), 0.3, 1e-5);
  EXPECT_NEAR(confidence.Of(0.95F), 0.95, 1e-5);
  EXPECT_LT(confidence.Of(1), 1);
  EXPECT_GT(confidence.Of(0), 0);
}

TEST(NameConfidenceTest, LearnsHowOftenABeliefIsRight) {
  std::vector<NameConfidence::Sample> samples;
  for (int i = 0; i < 1000; ++i) {
    samples.push_back({0.99F, i % 10 != 0});  // right nine times of ten
    samples.push_back({0.6F, i % 2 == 0});
  }
  const NameConfidence confidence = NameConfidence::Fit(samples);
  EXPECT_NEAR(confidence.Of(0.99F), 0.9, 0.01);
  EXPECT_NEAR(confidence.Of(0.6F), 0.5, 0.01);
}

TEST(NameConfidenceTest, MoreBeliefNeverGivesLess) {
  std::vector<NameConfidence::Sample> samples;
  for (int i = 0; i < 200; ++i) samples.push_back({i % 2 == 0 ? 0.99F : 0.5F, i % 2 != 0});
  const NameConfidence confidence = NameConfidence::Fit(samples);
  EXPECT_GE(confidence.Of(0.99F), confidence.Of(0.5F));
}

}  // namespace
}  // namespace newsmill
