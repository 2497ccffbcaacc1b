#include "processors/learning/logistic_trainer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "processors/base/arena.h"

namespace newsmill {
namespace {

using ::testing::HasSubstr;

// Feature 1 speaks for, 2 against, 3 tells nothing; 4 is seen once.
LogisticTrainer Lesson(const LogisticOptions& options) {
  LogisticTrainer trainer(options);
  for (int i = 0; i < 40; ++i) {
    const std::vector<WeightedFeature> yes = {{1, 1}, {3, 1}};
    const std::vector<WeightedFeature> no = {{2, 0.5F}, {3, 1}, {2, 0.5F}};
    trainer.Add(yes, 1, true);
    trainer.Add(no, 1, false);
  }
  const std::vector<WeightedFeature> once = {{4, 1}};
  trainer.Add(once, 1, true);
  return trainer;
}

std::string Learn(const LogisticOptions& options, std::vector<LogisticTrainer::Epoch>* epochs) {
  LogisticTrainer trainer = Lesson(options);
  int calls = 0;
  return trainer.Train([&](const std::string&) { return calls++ == 0 ? 1.0 : 0.5; },
                       [&](const LogisticTrainer::Epoch& epoch) { epochs->push_back(epoch); });
}

absl::StatusOr<HashedWeights> Load(const std::string& section, Arena* arena) {
  ModelFileWriter writer("test");
  writer.Add("weights", section);
  const auto file = ModelFile::FromBytes(arena->CopyPadded(writer.Bytes(), 64), "test", "m");
  if (!file.ok()) return file.status();
  return HashedWeights::Load(*file, "weights");
}

float SumOf(const HashedWeights& weights, uint32_t feature) {
  const std::vector<WeightedFeature> one = {{feature, 1}};
  return weights.Sum(one, 1) - weights.Sum({}, 1);
}

TEST(LogisticTrainerTest, LearnsWhatSpeaksForAndAgainst) {
  std::vector<LogisticTrainer::Epoch> epochs;
  LogisticOptions options;
  Arena arena;
  const auto weights = Load(Learn(options, &epochs), &arena);
  ASSERT_TRUE(weights.ok()) << weights.status();
  EXPECT_GT(SumOf(*weights, 1), 0.1F);
  EXPECT_LT(SumOf(*weights, 2), -0.1F);
  EXPECT_LT(std::abs(SumOf(*weights, 3)), SumOf(*weights, 1) / 2);
  EXPECT_EQ(SumOf(*weights, 4), 0) << "seen less often than min_count";
  EXPECT_EQ(SumOf(*weights, 99), 0);
}

TEST(LogisticTrainerTest, StopsWhereTheScoreFallsAndKeepsTheBest) {
  std::vector<LogisticTrainer::Epoch> epochs;
  LogisticOptions options;
  options.patience = 2;
  Learn(options, &epochs);
  ASSERT_EQ(epochs.size(), 3);
  EXPECT_TRUE(epochs[0].best);
  EXPECT_FALSE(epochs[2].best);
  EXPECT_LT(epochs[2].loss, epochs[0].loss);
}

TEST(LogisticTrainerTest, EqualInputGivesEqualBytes) {
  std::vector<LogisticTrainer::Epoch> epochs;
  EXPECT_EQ(Learn({}, &epochs), Learn({}, &epochs));
}

TEST(HashedWeightsTest, ADamagedSectionIsRefused) {
  const std::vector<uint32_t> features = {1, 2, 3};
  const std::vector<float> weights = {1, -2, 0.001F};
  const std::string good = HashedWeights::Encode(0.5F, features, weights);
  Arena arena;
  ASSERT_TRUE(Load(good, &arena).ok());
  std::string full = good;
  full.replace(full.size() - 4, 4, std::string(4, 'x'));
  for (const std::string& bad : {std::string(), good.substr(1), good + "x", full}) {
    EXPECT_THAT(Load(bad, &arena).status().message(), HasSubstr("'weights' is damaged"));
  }
}

}  // namespace
}  // namespace newsmill
