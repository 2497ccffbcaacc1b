#include "processors/claims/attribution_labels.h"

#include <algorithm>

namespace newsmill::claims {
namespace {

constexpr LabelMask Bit(uint8_t label) { return LabelMask{1} << label; }

constexpr LabelMask kStarts = Bit(kOutside) | Bit(kFirstOfSource) | Bit(kFirstOfCue) |
                              Bit(kFirstOfContent) | Bit(kLastOfContent);

// Which labels may follow; a content that was begun must be ended.
LabelMask After(uint8_t label) {
  switch (label) {
    case kFirstOfSource:
    case kInSource:
      return kStarts | Bit(kInSource);
    case kFirstOfCue:
    case kInCue:
      return kStarts | Bit(kInCue);
    case kFirstOfContent:
    case kInContent:
      return Bit(kInContent) | Bit(kLastOfContent);
    default:
      return kStarts;
  }
}

LabelMask OfCueLabels(LabelMask mask) {
  LabelMask out = 0;
  for (uint8_t label = kOutside; label <= kLastOfContent; ++label) {
    if (PartOf(label) != Part::kCue && (mask & Bit(label)) != 0) out |= Bit(ToCueLabel(label));
  }
  return out;
}

constexpr LabelMask kEnds = ~(Bit(kFirstOfContent) | Bit(kInContent)) & 0xffU;

bool Continues(uint8_t label) {
  return label == kInSource || label == kInCue || label == kInContent;
}

}  // namespace

LabelSet AttributionLabels() {
  LabelSet set;
  set.names = {"O",     "B-source",  "I-source",  "B-cue",
               "I-cue", "B-content", "I-content", "E-content"};
  for (uint8_t label = kOutside; label <= kLastOfContent; ++label) {
    set.after.push_back(After(label));
  }
  set.first = kStarts;
  set.last = kEnds;
  return set;
}

LabelSet CueLabels() {
  LabelSet set;
  set.names = {"O", "B-source", "I-source", "B-content", "I-content", "E-content"};
  for (size_t label = 0; label < set.names.size(); ++label) {
    set.after.push_back(OfCueLabels(After(OfCueLabel(static_cast<uint8_t>(label)))));
  }
  set.first = OfCueLabels(kStarts);
  set.last = OfCueLabels(kEnds);
  return set;
}

void FindParts(std::span<const uint8_t> labels, uint32_t first, std::vector<PartRange>* parts) {
  parts->clear();
  Part before = Part::kNone;
  bool ended = true;
  for (uint32_t i = 0; i < labels.size(); ++i) {
    const uint8_t label = labels[i];
    const Part part = PartOf(label);
    const bool goes_on = part != Part::kNone && part == before && !ended &&
                         (Continues(label) || label == kLastOfContent);
    if (goes_on) {
      parts->back().words.end = first + i + 1;
    } else if (part != Part::kNone) {
      parts->push_back({part, {first + i, first + i + 1}});
    }
    before = part;
    ended = label == kLastOfContent || label == kOutside;
  }
}

void LabelParts(std::span<const PartRange> parts, uint32_t first, std::span<uint8_t> labels) {
  std::fill(labels.begin(), labels.end(), uint8_t{kOutside});
  const auto size = static_cast<uint32_t>(labels.size());
  for (const PartRange& part : parts) {
    const uint32_t begin = std::max(part.words.first, first) - first;
    const uint32_t end = std::min(std::max(part.words.end, first) - first, size);
    for (uint32_t i = begin; i < end; ++i) {
      switch (part.part) {
        case Part::kSource:
          labels[i] = i == begin ? kFirstOfSource : kInSource;
          break;
        case Part::kCue:
          labels[i] = i == begin ? kFirstOfCue : kInCue;
          break;
        case Part::kContent:
          labels[i] = i + 1 == end ? kLastOfContent : i == begin ? kFirstOfContent : kInContent;
          break;
        case Part::kNone:
          break;
      }
    }
  }
}

void MendLabels(std::span<uint8_t> labels) {
  for (size_t i = 0; i < labels.size(); ++i) {
    const Part before = i == 0 ? Part::kNone : PartOf(labels[i - 1]);
    const Part after = i + 1 == labels.size() ? Part::kNone : PartOf(labels[i + 1]);
    const bool follows = before == PartOf(labels[i]) && labels[i - 1] != kLastOfContent;
    const bool open = labels[i] == kFirstOfContent || labels[i] == kInContent;
    if (open && after != Part::kContent) {
      labels[i] = kLastOfContent;
    } else if (!follows && Continues(labels[i])) {
      --labels[i];
    }
  }
}

}  // namespace newsmill::claims
