#ifndef NEWSMILL_PROCESSORS_WORTHINESS_WORTHINESS_MODEL_H_
#define NEWSMILL_PROCESSORS_WORTHINESS_WORTHINESS_MODEL_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
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
      : model_(std::move(model)), loaded_(*model_->classes), features_(model_->classes->grains()) {}

  // To be called before Score() for a document, which must stay as it is meanwhile.
  void Start(const Document& document);
  // The same with the document's words, which must stay too; they are loaded anew only where their
  // classes are not the model's.
  void Start(const Document& document, const DocumentWords& words);

  // How much what overlaps the span is worth checking, 0 to 1: a probability
  // that readers of a newspaper would want it checked; 0 for a notice of rights. Takes time linear
  // in its words; none for the span asked for last.
  float Score(const TextSpan& span);

 private:
  void Use(const Document& document, const DocumentWords& words);
  float Judge(const TextSpan& span);

  const std::shared_ptr<const WorthinessModel> model_;
  DocumentWords loaded_;
  WorthinessFeatures features_;
  const Document* document_ = nullptr;
  std::span<const Word> words_;
  size_t title_words_ = 0;  // the first ones
  std::optional<TextSpan> last_;
  float last_score_ = 0;
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_WORTHINESS_WORTHINESS_MODEL_H_
