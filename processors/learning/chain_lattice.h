#ifndef NEWSMILL_PROCESSORS_LEARNING_CHAIN_LATTICE_H_
#define NEWSMILL_PROCESSORS_LEARNING_CHAIN_LATTICE_H_

#include <cstddef>
#include <span>
#include <vector>

#include "processors/learning/label_set.h"

namespace newsmill {

// Scores of label pairs, of the first label and of the last; rows padded to `stride` floats so that
// loops over labels need no remainder. What the label set forbids has score kForbidden.
struct ChainScores {
  static constexpr float kForbidden = -1e9F;

  size_t labels = 0;
  size_t stride = 0;         // labels, rounded up to a multiple of 8
  std::vector<float> pairs;  // [from * stride + to]
  std::vector<float> first, last;

  static ChainScores Zero(const LabelSet& labels);
};

// Sums over all label sequences of a linear chain (forward-backward; Rabiner 1989, Lafferty et al.
// 2001), with scaling instead of logarithms. Holds scratch: one instance a thread.
class ChainLattice {
 public:
  // Takes the exponentials of `scores`; call again when they have changed.
  void SetScores(const ChainScores& scores);

  // Runs over words with `emissions[word * stride + label]`. `allowed`, if not empty, restricts
  // each word to some labels. Returns the logarithm of the sum over the sequences that are left.
  double Run(std::span<const float> emissions, std::span<const LabelMask> allowed = {});

  // After Run(): the probability of `label` at `word`: Marginal(word)[label].
  const float* Marginal(size_t word) const { return &marginals_[word * stride_]; }

  // After Run(): adds `factor` times the expected number of label pairs to pairs[from * stride +
  // to].
  void AddPairs(float factor, std::vector<float>* pairs) const;

 private:
  void Exponentials(std::span<const float> emissions, std::span<const LabelMask> allowed);
  double Forward();
  void Backward();

  size_t labels_ = 0;
  size_t stride_ = 0;
  size_t words_ = 0;
  double log_sum_ = 0;
  std::vector<float> pairs_, first_, last_;  // exponentials
  std::vector<float> after_;                 // pairs_ with rows and columns swapped
  std::vector<float> emissions_;             // exponentials, relative to each word's best
  std::vector<float> forward_, backward_, marginals_;
  std::vector<float> scale_;  // of each word in the forward pass
  std::vector<float> ahead_;
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_LEARNING_CHAIN_LATTICE_H_
