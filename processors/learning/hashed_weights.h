#ifndef NEWSMILL_PROCESSORS_LEARNING_HASHED_WEIGHTS_H_
#define NEWSMILL_PROCESSORS_LEARNING_HASHED_WEIGHTS_H_

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "processors/learning/model_file.h"

namespace newsmill {

// A feature of something that is judged as a whole, known by 32 bits, with its value.
struct WeightedFeature {
  uint32_t id = 0;
  float value = 0;
};

// A linear function of hashed features with 8-bit weights, read in place from a model file.
// Immutable and thread-safe.
class HashedWeights {
 public:
  // Reads section `name` of `file`, which it keeps alive. A damaged section is an error.
  static absl::StatusOr<HashedWeights> Load(std::shared_ptr<const ModelFile> file,
                                            std::string_view name);

  // The bias and the weighted sum of the features; unknown ones weigh nothing.
  float Sum(std::span<const WeightedFeature> features, float factor) const;

  // The section's bytes; weights[i] belongs to features[i]. Weights that 8 bits round to nothing
  // are left out.
  static std::string Encode(float bias, std::span<const uint32_t> features,
                            std::span<const float> weights);

 private:
  std::shared_ptr<const ModelFile> file_;
  float bias_ = 0;
  float scale_ = 1;                  // of one step of a weight
  std::span<const uint32_t> ids_;    // open addressing, a power of two
  const int8_t* weights_ = nullptr;  // of each slot; 0: the slot is free
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_LEARNING_HASHED_WEIGHTS_H_
