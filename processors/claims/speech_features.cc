#include "processors/claims/speech_features.h"

#include <algorithm>

#include "processors/learning/hashing.h"

namespace newsmill::claims {
namespace {

// Kinds of features; part of every model.
enum Kind : uint32_t {
  kBias = 2000,
  kCueWord = 2010,
  kCueStem = 2020,
  kCueClass = 2030,  // + grain
  kAround = 2040,
  kContent = 2050,
  kSource = 2060,
};

}  // namespace

void ExtractSpeechFeatures(const AttributionText& text, const WordRange& cue,
                           const WordRange& source, std::span<const WordRange> content,
                           FeatureRows* rows) {
  const auto words = text.words();
  const auto facts = text.facts();
  rows->Clear();
  rows->Add(kBias, 0);
  const uint32_t quoted = text.QuotedShare(content);
  rows->Add(kContent, quoted);
  uint32_t whole = 0;
  for (uint32_t i = cue.first; i < cue.end; ++i) {
    whole = Mix(whole, words[i].lower);
    rows->Add(kCueWord, words[i].lower);
    rows->Add(kCueStem, facts[i].stem);
    rows->Add(kCueStem + 1, facts[i].lexicon);
    rows->Add(kCueStem + 2, Mix(facts[i].stem, quoted));
    for (size_t grain = 0; grain < text.grains(); ++grain) {
      rows->Add(kCueClass + static_cast<uint32_t>(grain), words[i].classes[grain]);
    }
  }
  rows->Add(kCueWord + 1, whole);
  rows->Add(kCueWord + 2, Mix(words[cue.end - 1].lower, quoted));
  const uint32_t before = cue.first > 0 ? words[cue.first - 1].lower : 0;
  const uint32_t after = cue.end < words.size() ? words[cue.end].lower : 0;
  rows->Add(kAround, before);
  rows->Add(kAround + 1, after);
  rows->Add(kAround + 2, Mix(words[cue.end - 1].lower, after));
  rows->Add(kAround + 3, Mix(words[cue.first].lower, before));
  rows->Add(kAround + 4, facts[cue.first].quoted);
  rows->Add(kSource, source.empty() ? 0 : 1);
  if (!source.empty()) {
    rows->Add(kSource + 1, words[source.end - 1].lower);
    rows->Add(kSource + 2, facts[source.end - 1].name);
    rows->Add(kSource + 3, source.first > cue.first ? 1 : 0);
  }
  if (!content.empty()) {
    rows->Add(kContent + 1, words[content[0].first].lower);
    rows->Add(kContent + 2, Mix(words[cue.end - 1].lower, words[content[0].first].lower));
    rows->Add(kContent + 3, content[0].first > cue.first ? 1 : 0);
    rows->Add(kContent + 4, std::min<uint32_t>(content[0].size(), 10));
  }
  rows->EndRow();
}

}  // namespace newsmill::claims
