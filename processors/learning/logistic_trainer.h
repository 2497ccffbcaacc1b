#ifndef NEWSMILL_PROCESSORS_LEARNING_LOGISTIC_TRAINER_H_
#define NEWSMILL_PROCESSORS_LEARNING_LOGISTIC_TRAINER_H_

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "processors/learning/hashed_weights.h"

namespace newsmill {

struct LogisticOptions {
  int epochs = 12;
  // Epochs without a better score after which training ends.
  int patience = 4;
  double step = 0.1;  // of the first epoch; falls linearly to nothing
  double l2 = 1e-3;
  // Features seen in fewer examples are left out.
  uint32_t min_count = 2;
  uint32_t seed = 1;
};

// Learns a logistic regression by stochastic gradient steps whose size adapts to each feature
// (AdaGrad; Duchi, Hazan and Singer 2011), with an L2 penalty. Equal input gives equal output. One
// thread.
class LogisticTrainer {
 public:
  struct Epoch {
    int number;  // from 1
    double loss;
    double score;
    bool best;  // so far
  };

  explicit LogisticTrainer(const LogisticOptions& options) : options_(options) {}

  // Adds an example; a feature may come several times. `factor` multiplies all values.
  void Add(std::span<const WeightedFeature> features, float factor, bool label);

  // The bytes of the HashedWeights section with the highest score. `score` judges a section,
  // `report` hears of each epoch. Call once.
  std::string Train(const std::function<double(const std::string& section)>& score,
                    const std::function<void(const Epoch&)>& report);

  size_t features() const { return ids_.size(); }
  size_t examples() const { return examples_.size(); }

 private:
  struct Example {
    size_t first;  // half-open range of features_
    size_t end;
    bool label;
  };

  void NumberFeatures();
  double Step(const Example& example, double step);

  const LogisticOptions options_;
  std::vector<Example> examples_;
  std::vector<WeightedFeature> features_;  // after NumberFeatures() `id` is a place in ids_
  std::vector<uint32_t> ids_;
  std::vector<float> weights_, squares_;
  float bias_ = 0;
  float bias_square_ = 0;
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_LEARNING_LOGISTIC_TRAINER_H_
