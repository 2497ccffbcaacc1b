#ifndef NEWSMILL_PROCESSORS_CLAIMS_PART_TAGGER_H_
#define NEWSMILL_PROCESSORS_CLAIMS_PART_TAGGER_H_

#include <cstdint>
#include <span>
#include <vector>

#include "processors/claims/attribution_features.h"
#include "processors/claims/attribution_labels.h"
#include "processors/claims/attribution_text.h"
#include "processors/learning/linear_chain.h"

namespace newsmill::claims {

// Labels the sources, cues and contents of a text at large, and finds its cues with a bias to too
// many. Linear in the words. Holds scratch: one instance a thread.
class PartTagger {
 public:
  static constexpr float kCueThreshold = 0.25F;

  void Tag(const AttributionText& text, const LinearChain& parts,
           float cue_threshold = kCueThreshold);

  // Of each word of the text.
  std::span<const PartGuess> guesses() const { return guesses_; }
  // In text order, not overlapping, and how probable each is.
  std::span<const WordRange> cues() const { return cues_; }
  std::span<const float> cue_probabilities() const { return probabilities_; }

 private:
  void TagParagraph(const WordRange& paragraph, const LinearChain& parts, float cue_threshold);
  float CueProbability(size_t word) const;
  void Guess(const WordRange& paragraph);
  void AddUnlikelyCues(size_t words, float threshold);

  AttributionFeatures features_;
  FeatureRows rows_;
  LinearChain::Workspace work_;
  std::vector<PartGuess> guesses_;
  std::vector<uint8_t> labels_, decoded_;
  std::vector<PartRange> found_;
  std::vector<WordRange> cues_;
  std::vector<float> probabilities_;
};

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_PART_TAGGER_H_
