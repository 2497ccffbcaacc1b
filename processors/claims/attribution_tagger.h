#ifndef NEWSMILL_PROCESSORS_CLAIMS_ATTRIBUTION_TAGGER_H_
#define NEWSMILL_PROCESSORS_CLAIMS_ATTRIBUTION_TAGGER_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "processors/claims/attribution_model.h"
#include "processors/claims/attribution_text.h"
#include "processors/claims/content_decoder.h"
#include "processors/claims/cue_features.h"
#include "processors/claims/part_tagger.h"

namespace newsmill::claims {

// Who said what, in words of the text.
struct Attribution {
  WordRange cue;
  WordRange source;                                 // empty: none
  std::array<WordRange, Draft::kMaxPieces> pieces;  // of the content, in text order
  uint8_t piece_count = 0;
  float cue_probability = 0;
  float speech = 0;  // how probable it is that something was said
  float margin = 0;  // of its score over that of no content
  // Of its score over that of no source, where it is better without: the source is a guess then.
  float source_margin = 0;
};

// Finds the attributions of a text: its cues first, then the source and the contents of each in a
// window around it. Linear in the words. Holds scratch: one instance a thread.
class AttributionTagger {
 public:
  // An attribution whose margin is lower is none.
  static constexpr float kMinMargin = -1;

  // `model` must outlive the tagger.
  explicit AttributionTagger(const AttributionModel& model) : model_(model) {}

  // *attributions in the order of their cues.
  void Tag(const AttributionText& text, std::vector<Attribution>* attributions);

  // After Tag(): of each word.
  std::span<const PartGuess> guesses() const { return parts_.guesses(); }

 private:
  float SpeechProbability(const AttributionText& text, const Attribution& attribution);
  void ReadOwn(const WordRange& window);
  bool ReadCue(size_t cue, Attribution* attribution);
  void GuessSource(uint32_t first, Attribution* attribution);

  const AttributionModel& model_;
  PartTagger parts_;
  CueFeatures features_;
  ContentDecoder decoder_;
  FeatureRows rows_;
  LinearChain::Workspace work_;
  std::vector<float> own_emissions_;  // of each word in a window, whatever the cue
  uint32_t own_end_ = 0;              // words from here on have none yet
  std::vector<float> emissions_;
  std::vector<uint8_t> labels_;
  std::vector<PartRange> found_;
};

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_ATTRIBUTION_TAGGER_H_
