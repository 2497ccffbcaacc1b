#include "processors/claims/part_tagger.h"

#include <algorithm>
#include <array>

namespace newsmill::claims {
namespace {

uint8_t ProbabilityStep(float probability) {
  constexpr std::array<float, 7> kSteps = {0.01F, 0.05F, 0.15F, 0.4F, 0.7F, 0.9F, 0.98F};
  return static_cast<uint8_t>(std::upper_bound(kSteps.begin(), kSteps.end(), probability) -
                              kSteps.begin());
}

}  // namespace

void PartTagger::Tag(const AttributionText& text, const LinearChain& parts, float cue_threshold) {
  guesses_.resize(text.words().size());
  cues_.clear();
  probabilities_.clear();
  features_.Load(text);
  for (size_t p = 0; p < text.paragraphs().size(); ++p) {
    features_.Extract(p, &rows_);
    TagParagraph(text.paragraphs()[p], parts, cue_threshold);
  }
}

float PartTagger::CueProbability(size_t word) const {
  const float* marginal = work_.lattice.Marginal(word);
  return marginal[kFirstOfCue] + marginal[kInCue];
}

void PartTagger::TagParagraph(const WordRange& paragraph, const LinearChain& parts,
                              float cue_threshold) {
  parts.Decode(rows_, work_, &decoded_);
  parts.Marginals(work_);
  AddUnlikelyCues(paragraph.size(), cue_threshold);
  FindParts(decoded_, paragraph.first, &found_);
  labels_.resize(paragraph.size());
  LabelParts(found_, paragraph.first, labels_);
  Guess(paragraph);
  for (const PartRange& part : found_) {
    if (part.part != Part::kCue) continue;
    float probability = 0;
    for (uint32_t i = part.words.first; i < part.words.end; ++i) {
      probability = std::max(probability, CueProbability(i - paragraph.first));
    }
    cues_.push_back(part.words);
    probabilities_.push_back(probability);
  }
}

void PartTagger::Guess(const WordRange& paragraph) {
  for (uint32_t i = 0; i < paragraph.size(); ++i) {
    const float* marginal = work_.lattice.Marginal(i);
    PartGuess& guess = guesses_[paragraph.first + i];
    guess.label = labels_[i];
    guess.source = ProbabilityStep(marginal[kFirstOfSource] + marginal[kInSource]);
    guess.cue = ProbabilityStep(marginal[kFirstOfCue] + marginal[kInCue]);
    const float first = marginal[kFirstOfContent];
    const float last = marginal[kLastOfContent];
    guess.first = ProbabilityStep(first);
    guess.last = ProbabilityStep(last);
    guess.content = ProbabilityStep(first + marginal[kInContent] + last);
  }
}

void PartTagger::AddUnlikelyCues(size_t words, float threshold) {
  for (size_t i = 0; i < words; ++i) {
    if (PartOf(decoded_[i]) == Part::kCue || CueProbability(i) < threshold) continue;
    decoded_[i] = kFirstOfCue;
    for (++i; i < words && PartOf(decoded_[i]) != Part::kCue && CueProbability(i) >= threshold &&
              work_.lattice.Marginal(i)[kInCue] > work_.lattice.Marginal(i)[kFirstOfCue];
         ++i) {
      decoded_[i] = kInCue;
    }
    --i;
  }
}

}  // namespace newsmill::claims
