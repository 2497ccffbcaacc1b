#ifndef NEWSMILL_PROCESSORS_WORTHINESS_WORTHINESS_MODEL_H_
#define NEWSMILL_PROCESSORS_WORTHINESS_WORTHINESS_MODEL_H_

#include <cstddef>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "processors/base/document.h"
#include "processors/learning/hashed_weights.h"
#include "processors/learning/model_file.h"
#include "processors/learning/words.h"
#include "processors/worthiness/worthiness_features.h"

namespace newsmill {

// How the parts of a WorthinessModel make one probability.
struct WorthinessScale {
  // Times how far (softly) the second detector's log-odds lie above `floor`: it speaks only of the
  // few statements that are many times likelier than others to be taken up.
  float gain = 20;
  float floor = -1.5F;
  // The probability is logistic(slope * sum + offset) (Platt 1999).
  float slope = 1;
  float offset = 0;
};

// A trained judge of check-worthiness: two logistic regressions. The first learnt what readers find
// worth checking, the second, from general features, what fact-checkers did take up: a thing so
// much rarer that one regression on both was worse at either. Immutable and thread-safe.
struct WorthinessModel {
  static constexpr const char* kKind = "worthiness";

  HashedWeights readers, checkers;
  WorthinessScale scale;
  std::shared_ptr<const WordClasses> classes;

  // From a model file of kind "worthiness"; word classes other than those that it was trained with
  // are an error.
  static absl::StatusOr<std::shared_ptr<const WorthinessModel>> Load(
      const std::shared_ptr<const ModelFile>& file, std::shared_ptr<const WordClasses> classes);
  static ModelFileWriter Encode(std::string readers, std::string checkers,
                                const WorthinessScale& scale, const WordClasses& classes);

  // Log-odds before the last scaling.
  float Sum(const WorthinessFeatures& features) const;
  // 0 to 1.
  float Probability(float sum) const;
};

// The model that is part of the program; empty paths stand for the built-in files.
absl::StatusOr<std::shared_ptr<const WorthinessModel>> LoadWorthinessModel(
    const std::string& model, const std::string& words);

// Judges parts of a document. Holds scratch: one instance a thread; does not allocate once warm.
class WorthinessScorer {
 public:
  explicit WorthinessScorer(std::shared_ptr<const WorthinessModel> model)
      : model_(std::move(model)), words_(*model_->classes), features_(model_->classes->grains()) {}

  // To be called before Score() for a document, which must stay as it is meanwhile.
  void Start(const Document& document);

  // How much what overlaps the span is worth checking, 0 to 1: a probability
  // that readers of a newspaper would want it checked; 0 for a notice of rights. Takes time linear
  // in its words.
  float Score(const TextSpan& span);

 private:
  const std::shared_ptr<const WorthinessModel> model_;
  DocumentWords words_;
  WorthinessFeatures features_;
  const Document* document_ = nullptr;
  size_t title_words_ = 0;  // the first ones
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_WORTHINESS_WORTHINESS_MODEL_H_
