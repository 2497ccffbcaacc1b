#ifndef NEWSMILL_INGEST_TRAINING_LESSON_SEQUENCES_H_
#define NEWSMILL_INGEST_TRAINING_LESSON_SEQUENCES_H_

#include <cstdint>
#include <functional>
#include <vector>

#include "ingest/training/attribution_lesson.h"
#include "processors/claims/attribution_features.h"
#include "processors/claims/attribution_labels.h"
#include "processors/claims/cue_features.h"
#include "processors/learning/feature_rows.h"
#include "processors/learning/linear_chain_trainer.h"

namespace newsmill {

// What the chain of all parts made of a lesson that it had not learnt from.
struct LabelledLesson {
  std::vector<claims::PartGuess> guesses;
  std::vector<claims::WordRange> cues;
};

// Gives lessons to the trainers of the chains of a claims model. Holds scratch.
class LessonSequences {
 public:
  // A sequence for each paragraph: the parts of all attributions.
  void AddParts(const Lesson& lesson, LinearChainTrainer* trainer);
  // A sequence for each cue: what a marked one has, and that a wrong one has nothing.
  void AddCues(const Lesson& lesson, const LabelledLesson& labelled, LinearChainTrainer* trainer);
  // Gives `use` a row for each attribution with a cue.
  void ForSpeech(const Lesson& lesson,
                 const std::function<void(const FeatureRows&, bool speech)>& use);

 private:
  void AddCue(const Lesson& lesson, size_t cue, const LessonAttribution* attribution,
              LinearChainTrainer* trainer);

  claims::AttributionFeatures features_;
  claims::CueFeatures cue_features_;
  FeatureRows rows_, own_;
  std::vector<uint8_t> labels_;
};

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_TRAINING_LESSON_SEQUENCES_H_
