#ifndef NEWSMILL_PROCESSORS_CLAIMS_ATTRIBUTION_MODEL_H_
#define NEWSMILL_PROCESSORS_CLAIMS_ATTRIBUTION_MODEL_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "processors/claims/cue_odds.h"
#include "processors/learning/linear_chain.h"
#include "processors/learning/model_file.h"
#include "processors/learning/word_classes.h"

namespace newsmill::claims {

// What finds attributions: a chain that labels sources, cues and contents at large, one that labels
// the source and the contents of one cue, one that tells speech from thought, one that tells right
// from wrong, and how often words are cues. Immutable and thread-safe; all workers share one.
struct AttributionModel {
  static constexpr const char* kKind = "claims";

  LinearChain parts;
  LinearChain of_cue;
  LinearChain speech;
  LinearChain trust;
  CueOdds odds;
  std::shared_ptr<const WordClasses> classes;

  // From a model file of kind "claims", which must have been trained with these classes.
  static absl::StatusOr<std::shared_ptr<const AttributionModel>> Load(
      const std::shared_ptr<const ModelFile>& file, std::shared_ptr<const WordClasses> classes);

  // The sections of a model file, as the trainer makes them.
  struct Sections {
    std::string parts, of_cue, speech, trust, odds;
  };
  static ModelFileWriter Encode(Sections sections, const WordClasses& classes);
};

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_ATTRIBUTION_MODEL_H_
