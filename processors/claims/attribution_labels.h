#ifndef NEWSMILL_PROCESSORS_CLAIMS_ATTRIBUTION_LABELS_H_
#define NEWSMILL_PROCESSORS_CLAIMS_ATTRIBUTION_LABELS_H_

#include <cstdint>
#include <span>
#include <vector>

#include "processors/claims/attribution_text.h"
#include "processors/learning/label_set.h"

namespace newsmill::claims {

// Labels of words. Sources and cues have a first and further words; contents, whose ends are harder
// to find, have a last word too, which stands alone in contents of one word.
enum AttributionLabel : uint8_t {
  kOutside,
  kFirstOfSource,
  kInSource,
  kFirstOfCue,
  kInCue,
  kFirstOfContent,
  kInContent,
  kLastOfContent,
};

// All of them: for sources, cues and contents at large.
LabelSet AttributionLabels();

// Those of the source and the contents of one cue; numbered without the two of cues.
LabelSet CueLabels();

// The numbers of CueLabels() as AttributionLabels and back.
constexpr uint8_t OfCueLabel(uint8_t label) {
  return label < kFirstOfCue ? label : static_cast<uint8_t>(label + 2);
}
constexpr uint8_t ToCueLabel(uint8_t label) {
  return label < kFirstOfCue ? label : static_cast<uint8_t>(label - 2);
}

constexpr Part PartOf(uint8_t label) {
  return label == kOutside         ? Part::kNone
         : label < kFirstOfCue     ? Part::kSource
         : label < kFirstOfContent ? Part::kCue
                                   : Part::kContent;
}

struct PartRange {
  Part part = Part::kNone;
  WordRange words;
};

// What is thought of a word before its cue is known: its label, and how probable it is that it is
// part of a source, a cue or a content, or ends one, in steps.
struct PartGuess {
  uint8_t label = kOutside;
  uint8_t source = 0;
  uint8_t cue = 0;
  uint8_t content = 0;
  uint8_t first = 0;  // of a content
  uint8_t last = 0;
};

// The parts that AttributionLabels of the words from `first` on stand for, in text order.
void FindParts(std::span<const uint8_t> labels, uint32_t first, std::vector<PartRange>* parts);

// The labels of `parts`, which do not overlap; kOutside elsewhere. `labels` is of the words from
// `first` on, and parts that reach beyond are cut.
void LabelParts(std::span<const PartRange> parts, uint32_t first, std::span<uint8_t> labels);

// Makes a sequence of them one that AttributionLabels() allows, where parts were cut or covered.
void MendLabels(std::span<uint8_t> labels);

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_ATTRIBUTION_LABELS_H_
