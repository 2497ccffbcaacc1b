#include "processors/claims/trust_features.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "processors/claims/attribution_features.h"
#include "processors/learning/hashing.h"

namespace newsmill::claims {
namespace {

// Kinds of features; part of every model.
enum Kind : uint32_t {
  kFinder = 3000,
  kCueWord = 3010,
  kContent = 3030,
  kSource = 3050,
  kPlace = 3060,
  kAround = 3070,
  kGuess = 3080,
  kSourceMargin = 3090,
};

uint32_t MarginStep(float margin) {
  return static_cast<uint32_t>(std::lround(std::clamp(margin, -2.0F, 12.0F) + 2));
}

uint32_t ProbabilityStep(float probability) {
  return static_cast<uint32_t>(std::lround(10 * probability));
}

uint32_t SourceMarginStep(const Draft& draft) {
  if (!draft.by_model) return 100;
  return static_cast<uint32_t>(std::lround(std::clamp(draft.source_margin, -9.0F, 0.0F) + 9));
}

// Of some words' guesses, one part's probability in the mean; `none` where there are no words.
uint32_t Mean(std::span<const PartGuess> guesses, const WordRange& words, uint8_t PartGuess::* part,
              uint32_t none) {
  if (words.empty()) return none;
  uint32_t sum = 0;
  for (uint32_t i = words.first; i < words.end; ++i) sum += guesses[i].*part;
  return sum / words.size();
}

}  // namespace

void ExtractTrustFeatures(const AttributionText& text, std::span<const PartGuess> guesses,
                          const Draft& draft, FeatureRows* rows) {
  const auto words = text.words();
  const auto facts = text.facts();
  const auto lower = [&](uint32_t i) { return i < words.size() ? words[i].lower : 0U; };
  const auto word_class = [&](uint32_t i) {
    return i < words.size() && text.grains() > 0 ? words[i].classes[text.middle_grain()] : 0U;
  };
  rows->Clear();
  const uint32_t finder = (draft.by_rules ? 1U : 0U) + (draft.by_model ? 2U : 0U);
  const uint32_t margin = draft.by_model ? MarginStep(draft.margin) : 100;
  const WordRange cue = text.WordsOf(draft.cue_tokens);
  uint32_t sure = 0;
  for (uint32_t i = cue.first; i < cue.end; ++i) sure = std::max<uint32_t>(sure, guesses[i].cue);
  const uint32_t rules = draft.by_rules ? ProbabilityStep(draft.rule_confidence) : 100;
  std::array<WordRange, Draft::kMaxPieces> pieces;
  for (size_t p = 0; p < draft.piece_count; ++p) pieces[p] = text.WordsOf(draft.pieces[p]);
  const uint32_t quoted = text.QuotedShare(std::span(pieces).first(draft.piece_count));
  const uint32_t thought = draft.thought ? 1 : 0;
  rows->Add(kFinder, finder);
  rows->Add(kFinder + 1, Mix(finder, margin));
  rows->Add(kFinder + 2, Mix(finder, sure));
  rows->Add(kFinder + 3, Mix(finder, Mix(margin / 2, sure / 2)));
  rows->Add(kFinder + 4, Mix(finder, Mix(rules, quoted)));
  rows->Add(kFinder + 5, Mix(finder, Mix(thought, quoted)));
  rows->Add(kFinder + 6, Mix(finder, Mix(thought, margin / 3)));
  rows->Add(kFinder + 7, draft.parent == Draft::kNone ? 0 : 1);

  const uint32_t holders = draft.around_sure + (draft.around_rule ? 4U : 0U);
  const uint32_t cue_word = cue.empty() ? 0 : words[cue.end - 1].lower;
  const uint32_t source_margin = SourceMarginStep(draft);
  rows->Add(kAround, Mix(finder, Mix(holders, draft.around)));
  rows->Add(kAround + 1, Mix(finder, Mix(holders, quoted)));
  rows->Add(kAround + 2, Mix(holders, cue_word));
  rows->Add(kAround + 7, Mix(holders, margin / 2));
  rows->Add(kSourceMargin, Mix(finder, source_margin));
  rows->Add(kSourceMargin + 1, Mix(source_margin, margin / 2));
  rows->Add(kSourceMargin + 2, Mix(source_margin, cue_word));
  rows->Add(kAround + 3, Mix(finder, draft.beside));

  rows->Add(kCueWord, Up(cue.size(), 6));
  if (!cue.empty()) {
    const uint32_t last = words[cue.end - 1].lower;
    rows->Add(kCueWord + 1, last);
    rows->Add(kCueWord + 2, Mix(last, finder));
    rows->Add(kCueWord + 3, Mix(last, quoted));
    rows->Add(kCueWord + 4, words[cue.first].lower);
    rows->Add(kCueWord + 5, Mix(words[cue.first].lower, last));
    rows->Add(kCueWord + 6, word_class(cue.end - 1));
    rows->Add(kCueWord + 7, facts[cue.end - 1].stem);
    rows->Add(kCueWord + 8, facts[cue.end - 1].odds);
    rows->Add(kCueWord + 9, lower(cue.first - 1));
    rows->Add(kCueWord + 10, lower(cue.end));
    rows->Add(kCueWord + 11, facts[cue.first].quoted);
  }
  const WordRange& content = pieces[0];
  rows->Add(kContent, Up(content.size(), 12));
  rows->Add(kContent + 1, Mix(quoted, Up(content.size(), 8)));
  rows->Add(kContent + 2, draft.piece_count);
  if (!content.empty()) {
    rows->Add(kContent + 3, words[content.first].lower);
    rows->Add(kContent + 4, word_class(content.first));
    rows->Add(kContent + 5, Mix(facts[content.first].name, thought));
    rows->Add(kContent + 6, lower(content.first - 1));
    rows->Add(kContent + 7, Mix(lower(content.end - 1), lower(content.end)));
    rows->Add(kContent + 8, lower(content.end));
    if (!cue.empty()) {
      const bool after = content.first >= cue.end;
      const uint32_t gap =
          after ? content.first - cue.end : cue.first - std::min(cue.first, content.end);
      rows->Add(kPlace, Mix(after ? 1 : 0, DistanceStep(gap)));
      rows->Add(kPlace + 1, Mix(words[cue.end - 1].lower, words[content.first].lower));
      rows->Add(kPlace + 2, Mix(word_class(cue.end - 1), word_class(content.first)));
      rows->Add(kPlace + 3, facts[content.first].sentence - facts[cue.first].sentence);
    }
  }
  const WordRange source = text.WordsOf(draft.SourceTokens());
  const uint32_t kind = source.empty()              ? 0U
                        : draft.source.pronoun      ? 1U
                        : draft.source.mention >= 0 ? 2U
                                                    : 3U;
  rows->Add(kSource, Mix(kind, finder));
  rows->Add(kSource + 1, Mix(kind, thought));
  if (!source.empty()) {
    rows->Add(kSource + 2, words[source.end - 1].lower);
    rows->Add(kSource + 3, Up(source.size(), 8));
    rows->Add(kSource + 4, word_class(source.end - 1));
    if (!cue.empty()) {
      const bool after = source.first >= cue.end;
      const uint32_t gap =
          after ? source.first - cue.end : cue.first - std::min(cue.first, source.end);
      rows->Add(kPlace + 4, Mix(after ? 1 : 0, DistanceStep(gap)));
    }
  }
  if (!content.empty()) {
    const uint32_t content_guess = Mean(guesses, content, &PartGuess::content, 0);
    const uint32_t source_guess = Mean(guesses, source, &PartGuess::source, 8);
    rows->Add(kGuess, Mix(finder, content_guess));
    rows->Add(kGuess + 1, Mix(guesses[content.first].first, guesses[content.end - 1].last));
    rows->Add(kGuess + 2, Mix(source_guess, finder));
    rows->Add(kGuess + 3, Mix(source_guess, Mix(sure, content_guess)));
  }
  rows->EndRow();
}

}  // namespace newsmill::claims
