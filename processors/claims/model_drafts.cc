#include "processors/claims/model_drafts.h"

#include <algorithm>
#include <span>
#include <string_view>

namespace newsmill::claims {

uint32_t ModelDrafts::SegmentOf(uint32_t token) const {
  const auto items = reading_.items();
  const auto segments = reading_.segments();
  const auto item = std::partition_point(items.begin(), items.end(),
                                         [&](const Item& i) { return i.end_token <= token; });
  const auto at = static_cast<uint32_t>(item - items.begin());
  const auto segment = std::partition_point(segments.begin(), segments.end(),
                                            [&](const Segment& s) { return s.end <= at; });
  const auto last = static_cast<uint32_t>(segments.size()) - 1;
  return std::min(static_cast<uint32_t>(segment - segments.begin()), last);
}

// "has not declared".
bool ModelDrafts::IsNegated(const TokenRange& cue) const {
  for (uint32_t t = cue.first; t < cue.end; ++t) {
    const bool only = t + 1 < cue.end && reading_.TokenText(t + 1) == "only";
    if (reading_.word(t).Is(WordClass::kNegation) && !only) return true;
  }
  return false;
}

// Lemma and stance by the lexicon: of the last cue verb in the words, with its particle.
void ModelDrafts::ReadCue(Draft* draft) const {
  const TokenRange& tokens = draft->cue_tokens;
  for (uint32_t t = tokens.first; t < tokens.end; ++t) {
    const Item& item = reading_.word(t);
    if (item.kind == ItemKind::kWord && reading_.IsText(item, "according")) {
      draft->cue = &kAccordingTo;
      break;
    }
    if (item.kind == ItemKind::kColon) draft->cue = &kColonCue;
    if (item.cue == nullptr) continue;
    draft->cue = item.cue;
    if (t + 1 < tokens.end) {
      const CueVerb* phrasal = FindPhrasal(*item.cue, reading_.Lower(reading_.word(t + 1)));
      if (phrasal != nullptr) draft->cue = phrasal;
    }
  }
  if (draft->cue != nullptr) draft->stance = draft->cue->stance;
}

// Without commas and the like at the ends.
TokenRange ModelDrafts::Trimmed(TokenRange range) const {
  const auto is_mark = [&](uint32_t t) {
    return reading_.word(t).kind == ItemKind::kComma || reading_.word(t).kind == ItemKind::kColon ||
           reading_.word(t).kind == ItemKind::kDash;
  };
  while (range.size() > 1 && is_mark(range.end - 1)) --range.end;
  while (range.size() > 1 && is_mark(range.first)) ++range.first;
  return range;
}

// "The minister was told that …", "Asked why, Lee said …": a guess that takes who was spoken to for
// who spoke.
bool ModelDrafts::IsHearer(const Draft& draft) const {
  const TokenRange& cue = draft.cue_tokens;
  if (draft.source_margin >= 0 || draft.cue == nullptr || draft.cue->Has(kThought)) return false;
  const Item& last = reading_.word(cue.end - 1);
  if (last.form != VerbForm::kPast) return false;
  if (cue.first == draft.sentence_token) return true;
  for (uint32_t t = cue.first; t < cue.end; ++t) {
    const std::string_view text = reading_.TokenText(t);
    const bool passive = text == "is" || text == "are" || text == "be" || text == "being" ||
                         text == "been" || text.starts_with("was") || text.starts_with("were");
    if (passive) return draft.source_tokens.first < cue.first;
  }
  return false;
}

Draft ModelDrafts::Of(const AttributionText& text, const Attribution& attribution) const {
  Draft draft;
  draft.cue_tokens = Trimmed(text.TokensOf(attribution.cue));
  draft.by_rules = false;
  draft.by_model = true;
  draft.margin = attribution.margin;
  draft.source_margin = attribution.source_margin;
  draft.confidence = attribution.cue_probability;
  draft.segment = SegmentOf(draft.cue_tokens.first);
  draft.sentence_token = reading_.items()[reading_.segments()[draft.segment].begin].first_token;
  for (size_t p = 0; p < attribution.piece_count; ++p) {
    draft.AddPiece(text.TokensOf(attribution.pieces[p]));
  }
  ReadCue(&draft);
  draft.negated = IsNegated(draft.cue_tokens);
  draft.thought = attribution.speech < 0.5F;
  if (!attribution.source.empty()) {
    draft.source_tokens = Trimmed(text.TokensOf(attribution.source));
    draft.source = sources_.Of(draft.source_tokens.first, draft.source_tokens.end);
  }
  if (IsHearer(draft)) {
    draft.source_tokens = {};
    draft.source = {};
  }
  return draft;
}

}  // namespace newsmill::claims
