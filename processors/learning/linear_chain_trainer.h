#ifndef NEWSMILL_PROCESSORS_LEARNING_LINEAR_CHAIN_TRAINER_H_
#define NEWSMILL_PROCESSORS_LEARNING_LINEAR_CHAIN_TRAINER_H_

#include <cstdint>
#include <functional>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "processors/learning/chain_lattice.h"
#include "processors/learning/feature_rows.h"
#include "processors/learning/label_set.h"

namespace newsmill {

struct ChainTrainingOptions {
  int epochs = 20;
  // Epochs without a better score after which training ends.
  int patience = 20;
  // Of the first update; falls linearly to a fiftieth at the last epoch.
  double step = 0.005;
  // Strength of the data against the L2 penalty on the weights.
  double c = 3;
  // Features seen less often are left out.
  uint32_t min_count = 4;
  // The share of a word's features that each step overlooks at random, the others weighing more
  // (Wang and Manning 2013): so none relies on another that an unknown name lacks.
  double dropout = 0;
  // Rows of weights that all stay below this are left out of the model.
  double prune = 0.02;
  // From this epoch on the model is the mean of the weights as they were at 16 moments of each
  // epoch (Polyak and Juditsky 1992); 0: the last ones. Where steps are large, the mean is far
  // steadier.
  int average_from = 0;
  uint32_t seed = 1;
};

// Learns a LinearChain: maximum likelihood with an L2 penalty by stochastic gradient steps (Bottou
// 2010). Where a corpus leaves labels open, a word may have several; then the sum over all label
// sequences that fit is made likely (Tsuboi et al. 2008). Equal input gives equal output. One
// thread.
class LinearChainTrainer {
 public:
  struct Epoch {
    int number;  // from 1
    double log_likelihood;
    double score;
    bool best;  // so far
  };

  LinearChainTrainer(LabelSet labels, const ChainTrainingOptions& options)
      : labels_(std::move(labels)), options_(options), random_(options.seed) {}

  // Adds a sequence: allowed[i] holds the labels that word i may have, of which at least one
  // sequence must fit the label set. `weight` multiplies its steps.
  void Add(const FeatureRows& rows, std::span<const LabelMask> allowed, float weight = 1);

  // The bytes of the section with the highest score. `score` judges a section, `report` hears of
  // each epoch. Call once.
  std::string Train(const std::function<double(const std::string& section)>& score,
                    const std::function<void(const Epoch&)>& report);

  size_t features() const { return features_.size(); }

 private:
  struct Sequence {
    uint64_t first_word;
    uint32_t words;
    float weight;
    bool open;  // some word may have several labels
  };

  void NumberFeatures();
  void Choose(const Sequence& sequence);
  double Step(const Sequence& sequence, float step, float decay);
  double Expect(const Sequence& sequence, float factor);
  void Emit(const Sequence& sequence);
  void Update(const Sequence& sequence, float step);
  void AddToMean();
  std::string Section() const;

  const LabelSet labels_;
  const ChainTrainingOptions options_;
  std::vector<Sequence> sequences_;
  std::vector<uint32_t> values_;       // features of all words; after NumberFeatures() their rows
  std::vector<uint64_t> ends_{0};      // of each word's features, after a leading 0
  std::vector<LabelMask> allowed_;     // of each word
  std::vector<uint32_t> chosen_;       // the rows that the step looks at
  std::vector<uint64_t> chosen_ends_;  // of each word of the sequence, after a leading 0
  float chosen_factor_ = 1;            // of each of their weights
  std::mt19937 random_;
  std::vector<uint32_t> features_;  // of each row
  std::vector<float> weights_;      // [row * stride + label], to be multiplied by scale_
  float scale_ = 1;
  ChainScores scores_;
  // The means of weights_ and scores_ at `moments_` moments.
  std::vector<float> mean_weights_;
  ChainScores mean_scores_;
  int moments_ = 0;
  ChainLattice lattice_;
  std::vector<float> emissions_, gradient_, pair_gradient_;
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_LEARNING_LINEAR_CHAIN_TRAINER_H_
