#include "processors/learning/linear_chain_trainer.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "processors/base/arena.h"
#include "processors/learning/linear_chain.h"

namespace newsmill {
namespace {

// A toy language: the word 1 is outside, 2 is a single name, 3 begins a name that 4 goes on and 5
// ends; 6 looks like 2 but is outside unless a 7 stands before it.
LabelSet ToyLabels() { return LabelSet::Spans({"X"}); }

uint8_t LabelOf(const std::vector<uint32_t>& words, size_t i) {
  switch (words[i]) {
    case 2:
      return SpanLabel::Of(0, SpanLabel::kSingle);
    case 3:
      return SpanLabel::Of(0, SpanLabel::kBegin);
    case 4:
      return SpanLabel::Of(0, SpanLabel::kInside);
    case 5:
      return SpanLabel::Of(0, SpanLabel::kEnd);
    case 6:
      return i > 0 && words[i - 1] == 7 ? SpanLabel::Of(0, SpanLabel::kSingle)
                                        : SpanLabel::kOutside;
    default:
      return SpanLabel::kOutside;
  }
}

FeatureRows RowsOf(const std::vector<uint32_t>& words) {
  FeatureRows rows;
  for (size_t i = 0; i < words.size(); ++i) {
    rows.Add(1, words[i]);
    rows.Add(2, i > 0 ? words[i - 1] : 0);
    rows.EndRow();
  }
  return rows;
}

const std::vector<std::vector<uint32_t>> kTexts = {
    {1, 2, 1}, {1, 3, 5, 1}, {3, 4, 5}, {1, 6, 1},          {7, 6, 1},
    {1, 7, 6}, {6, 1},       {2},       {1, 3, 4, 4, 5, 1}, {1, 1, 2, 1, 6},
};

class LinearChainTrainerTest : public ::testing::Test {
 protected:
  static ChainTrainingOptions Options() {
    ChainTrainingOptions options;
    options.epochs = 40;
    options.patience = 40;
    options.step = 0.5;
    options.c = 100;
    options.min_count = 1;
    options.prune = 0;
    return options;
  }

  // `open`: words that are outside may be anything.
  std::string Train(bool open, const ChainTrainingOptions& options = Options()) {
    LinearChainTrainer trainer(ToyLabels(), options);
    for (const auto& text : kTexts) {
      std::vector<LabelMask> allowed;
      for (size_t i = 0; i < text.size(); ++i) {
        const uint8_t label = LabelOf(text, i);
        const bool any = open && label == SpanLabel::kOutside && text[i] == 6;
        allowed.push_back(any ? (LabelMask{1} << ToyLabels().size()) - 1 : LabelMask{1} << label);
      }
      trainer.Add(RowsOf(text), allowed);
    }
    return trainer.Train(
        [](const std::string&) { return 0.0; },
        [this](const LinearChainTrainer::Epoch& epoch) { epochs_.push_back(epoch); });
  }

  LinearChain Load(const std::string& section) {
    ModelFileWriter writer("toy");
    writer.Add("chain", section);
    const std::string_view bytes = arena_.CopyPadded(writer.Bytes(), 64);
    auto chain = LinearChain::Load(*ModelFile::FromBytes(bytes, "toy", "memory"), "chain");
    EXPECT_TRUE(chain.ok()) << chain.status();
    return *std::move(chain);
  }

  Arena arena_;
  std::vector<LinearChainTrainer::Epoch> epochs_;
};

TEST_F(LinearChainTrainerTest, LearnsWordsAndTheirNeighbours) {
  LinearChainTrainer trainer(ToyLabels(), Options());
  for (const auto& text : kTexts) {
    std::vector<LabelMask> allowed;
    allowed.reserve(text.size());
    for (size_t i = 0; i < text.size(); ++i) allowed.push_back(LabelMask{1} << LabelOf(text, i));
    trainer.Add(RowsOf(text), allowed);
  }
  // Keeps the last of the epochs.
  double epoch = 0;
  const LinearChain chain = Load(trainer.Train([&](const std::string&) { return ++epoch; },
                                               [](const LinearChainTrainer::Epoch&) {}));
  LinearChain::Workspace work;
  std::vector<uint8_t> labels;
  for (const auto& text : kTexts) {
    chain.Decode(RowsOf(text), work, &labels);
    for (size_t i = 0; i < text.size(); ++i) EXPECT_EQ(labels[i], LabelOf(text, i));
  }
}

TEST_F(LinearChainTrainerTest, GrowsMoreProbableWithEachEpoch) {
  Train(false);
  ASSERT_EQ(epochs_.size(), 40U);
  EXPECT_LT(epochs_.front().log_likelihood, epochs_.back().log_likelihood);
  EXPECT_LE(epochs_.back().log_likelihood, 0);
}

TEST_F(LinearChainTrainerTest, MarginalsAddUpToOne) {
  const LinearChain chain = Load(Train(false));
  LinearChain::Workspace work;
  std::vector<uint8_t> labels;
  chain.Decode(RowsOf(kTexts[8]), work, &labels);
  chain.Marginals(work);
  for (size_t i = 0; i < kTexts[8].size(); ++i) {
    float sum = 0;
    for (size_t j = 0; j < chain.labels().size(); ++j) sum += work.lattice.Marginal(i)[j];
    EXPECT_NEAR(sum, 1, 1e-3);
  }
}

TEST_F(LinearChainTrainerTest, NeverBreaksTheOrderOfLabels) {
  const LinearChain chain = Load(Train(false));
  const LabelSet set = ToyLabels();
  LinearChain::Workspace work;
  std::vector<uint8_t> labels;
  // Words in an order that was never seen, that tempts to it.
  for (const std::vector<uint32_t>& text :
       std::vector<std::vector<uint32_t>>{{4, 4, 4}, {5, 3}, {3, 1, 5}, {3}, {99}, {5, 5, 2, 3}}) {
    chain.Decode(RowsOf(text), work, &labels);
    EXPECT_TRUE(set.first >> labels.front() & 1U);
    EXPECT_TRUE(set.last >> labels.back() & 1U);
    for (size_t i = 1; i < labels.size(); ++i)
      EXPECT_TRUE(set.after[labels[i - 1]] >> labels[i] & 1U);
  }
}

TEST_F(LinearChainTrainerTest, LearnsFromTextsThatLeaveLabelsOpen) {
  const LinearChain chain = Load(Train(true));
  EXPECT_LE(epochs_.back().log_likelihood, 0);
  LinearChain::Workspace work;
  std::vector<uint8_t> labels;
  chain.Decode(RowsOf({1, 3, 5, 1}), work, &labels);
  EXPECT_EQ(labels[1], SpanLabel::Of(0, SpanLabel::kBegin));
  EXPECT_EQ(labels[2], SpanLabel::Of(0, SpanLabel::kEnd));
}

TEST_F(LinearChainTrainerTest, EqualInputGivesEqualBytes) {
  EXPECT_EQ(Train(true), Train(true));
  ChainTrainingOptions other = Options();
  other.seed = 2;
  EXPECT_NE(Train(true), Train(true, other));
}

TEST_F(LinearChainTrainerTest, EndsWhenTheScoreNoLongerGrows) {
  ChainTrainingOptions options = Options();
  options.patience = 3;
  Train(false, options);
  EXPECT_EQ(epochs_.size(), 4U);  // the first was the best
  EXPECT_TRUE(epochs_.front().best);
}

TEST_F(LinearChainTrainerTest, DamagedSectionsAreErrors) {
  const std::string section = Train(false);
  for (size_t size = 0; size < section.size(); ++size) {
    ModelFileWriter writer("toy");
    writer.Add("chain", section.substr(0, size));
    const std::string_view bytes = arena_.CopyPadded(writer.Bytes(), 64);
    EXPECT_FALSE(LinearChain::Load(*ModelFile::FromBytes(bytes, "toy", "memory"), "chain").ok());
  }
}

}  // namespace
}  // namespace newsmill
