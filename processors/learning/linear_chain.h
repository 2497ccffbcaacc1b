#ifndef NEWSMILL_PROCESSORS_LEARNING_LINEAR_CHAIN_H_
#define NEWSMILL_PROCESSORS_LEARNING_LINEAR_CHAIN_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "processors/learning/chain_lattice.h"
#include "processors/learning/feature_rows.h"
#include "processors/learning/feature_table.h"
#include "processors/learning/model_file.h"
#include "processors/learning/narrow_weights.h"

namespace newsmill {

// A trained linear-chain CRF (Lafferty et al. 2001) over hashed features, with 8-bit weights read
// in place from a model file. Immutable and thread-safe.
//
// Features are known by 32 bits: with some 10^5 of them one unknown feature in 30,000 is taken for
// a known one, in training as in use.
class LinearChain {
 public:
  static constexpr size_t kMostNear = 8;
  // The labels that are left at a word, best emission first.
  struct NearLabels {
    size_t size = 0;
    std::array<uint8_t, kMostNear> labels{};
    std::array<float, kMostNear> scores{};  // of the best sequence that ends here
    std::array<uint8_t, kMostNear> from{};  // its index among the labels before
  };
  // Scratch for one thread.
  struct Workspace {
    std::vector<float> emissions;  // [word * stride + label]
    std::vector<float> best, next;
    std::vector<int32_t> from;     // [word * stride + label]: the best label before
    std::vector<NearLabels> near;  // of each word
    ChainLattice lattice;
    const LinearChain* lattice_of = nullptr;
  };

  // Reads section `name` of `file`, which it keeps alive. A damaged section is an error.
  static absl::StatusOr<LinearChain> Load(std::shared_ptr<const ModelFile> file,
                                          std::string_view name);

  const std::vector<std::string>& labels() const { return labels_; }
  // Of label pairs, first and last labels; rows of emissions are as long as its `stride`.
  const ChainScores& scores() const { return scores_; }

  // *emissions = the score of each label at each row's word: [word * stride + label].
  void Emissions(const FeatureRows& rows, std::vector<float>* emissions) const;

  // *labels = the most probable label sequence (Viterbi). Leaves the emissions in the workspace.
  void Decode(const FeatureRows& rows, Workspace& work, std::vector<uint8_t>* labels) const;

  // The same for many labels: at each word only those count whose emission lies within `margin` of
  // the best one, kMostNear at most. Only for labels of which any may follow any.
  void DecodeNear(const FeatureRows& rows, float margin, Workspace& work,
                  std::vector<uint8_t>* labels) const;

  // After Decode(): work.lattice has the probability of each label of each word.
  void Marginals(Workspace& work) const;

  // The section's bytes of a model; `weights[row * stride + label]` belongs to features[row]. Rows
  // whose weights all stay below `prune` are left out.
  static std::string Encode(const std::vector<std::string>& labels, const ChainScores& scores,
                            std::span<const uint32_t> features, std::span<const float> weights,
                            float prune);

 private:
  template <size_t kStride>
  const auto& IndexOf() const {
    if constexpr (kStride == NarrowWeights::kLabels) {
      return narrow_;
    } else {
      return table_;
    }
  }
  void NarrowSumOf(std::span<const uint32_t> features, int32_t* out) const;
  template <size_t kStride>
  void SumOf(std::span<const uint32_t> features, int32_t* out) const;
  template <size_t kStride>
  void EmissionsOf(const FeatureRows& rows, std::vector<float>* emissions) const;
  void KeepNear(const float* emissions, float margin, NearLabels* near) const;

  std::shared_ptr<const ModelFile> file_;
  std::vector<std::string> labels_;
  ChainScores scores_;
  float scale_ = 1;  // of one step of a weight
  FeatureTable table_;
  NarrowWeights narrow_;             // of few labels: instead of the table and its rows
  const int8_t* weights_ = nullptr;  // row 0, of unknown features, is nothing but 0
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_LEARNING_LINEAR_CHAIN_H_
