#include "processors/claims/inner_drafts.h"

#include <algorithm>

#include "processors/claims/draft_words.h"

namespace newsmill::claims {
namespace {

// Less sure ones inside another's content are right one time in ten.
constexpr float kMinConfidenceInside = 0.5F;
constexpr float kSureRule = 0.75F;

}  // namespace

void InnerDrafts::MarkContents(const std::vector<Draft>& drafts) {
  in_content_.assign(reading_.tokens().size(), false);
  fronted_.assign(in_content_.size(), false);
  for (const Draft& draft : drafts) {
    if (draft.level > 0 || draft.turn) continue;
    const TokenRange& first = draft.pieces[0];
    const bool before = !draft.cue_tokens.empty() && first.end <= draft.cue_tokens.first;
    if (before && reading_.DepthOf(first.first) == 0) fronted_[first.first] = true;
    for (size_t p = 0; p < draft.piece_count; ++p) {
      std::fill(in_content_.begin() + draft.pieces[p].first,
                in_content_.begin() + draft.pieces[p].end, true);
    }
  }
}

// "The company expects a loss" of "The company expects a loss, it said": a sentence that tells by
// itself what its subject says or thinks, whoever the article has it from.
bool InnerDrafts::IsSentence(const Draft& draft) const {
  const Source& source = draft.source;
  if (!source.found || source.pronoun || source.relative >= 0) return false;
  // "the driver accused of speeding": who is accused says nothing.
  const Item& content = reading_.word(draft.pieces[0].first);
  if (draft.cue->Has(kAccusing) && content.Is(WordClass::kPreposition)) return false;
  return fronted_[draft.SourceTokens().first] && source.end_token <= draft.cue_tokens.first;
}

// A sentence by itself; "that …", "whether …", “…” or "them to go" behind a cue with a source of
// its own.
bool InnerDrafts::IsExplicit(const Draft& draft) const {
  if (!draft.by_rules || draft.rule_confidence < kSureRule || draft.cue == nullptr) return false;
  const bool infinitive = reading_.word(draft.pieces[0].first).Is(WordClass::kTo);
  if (draft.cue->Has(kObjectTo) && !infinitive) return true;
  if (draft.cue->Has(kNaming)) return false;
  if (IsSentence(draft)) return true;
  if (draft.cue->Has(kThought)) return false;
  return draft.cue->Has(kQuotation) && IsClauseOrQuotation(reading_, draft);
}

// “I think …”, “we condemn …”: who speaks does so by these words, and tells of nobody's others.
bool InnerDrafts::IsOwnDoing(const Draft& draft) const {
  if (draft.cue->Has(kThought)) return true;
  if (draft.cue->Has(kThat)) return false;
  for (uint32_t t = draft.cue_tokens.first; t < draft.cue_tokens.end; ++t) {
    const VerbForm form = reading_.word(t).form;
    if (form != VerbForm::kNone) return form == VerbForm::kBase;
  }
  return false;
}

// "us to wait"
bool InnerDrafts::HasTo(const Draft& draft) const {
  for (uint32_t t = draft.pieces[0].first; t < draft.pieces[0].end; ++t) {
    if (reading_.word(t).Is(WordClass::kTo)) return true;
  }
  return false;
}

// Inside a quotation: what it tells that somebody said or demanded. "It is time to say that …" says
// nothing, "people want to go" and “I think …” are what its speaker says.
bool InnerDrafts::IsToldInQuotation(const Draft& draft) const {
  if (!draft.source.found || draft.cue == nullptr) return false;
  if (reading_.IsOwnVoice(draft.source.first_token) && IsOwnDoing(draft)) return false;
  const uint32_t first = draft.pieces[0].first;
  if (draft.rule_confidence < kSureRule && reading_.DepthOf(first) <= draft.level) return false;
  if (draft.cue->Has(kQuotation)) return true;
  // "they want peace", but "they want us to wait", "they called for peace".
  if (draft.stance != Stance::kDemands || reading_.word(first).Is(WordClass::kTo)) return false;
  return !draft.cue->Has(kInfinitive) || HasTo(draft);
}

bool InnerDrafts::IsClaim(const Draft& draft) const {
  if (draft.level > 0) return IsToldInQuotation(draft);
  if (draft.turn || draft.confidence >= kMinConfidenceInside) return true;
  if (draft.cue_tokens.empty() || !in_content_[draft.cue_tokens.first]) return true;
  // "she said it rained and I thought so": who writes is not whom they quote.
  const bool own = draft.source.found && reading_.IsOwnVoice(draft.source.first_token);
  return own || IsExplicit(draft);
}

void InnerDrafts::Drop(std::vector<Draft>* drafts, std::vector<int32_t>* tags) {
  MarkContents(*drafts);
  size_t kept = 0;
  for (size_t i = 0; i < drafts->size(); ++i) {
    if (!IsClaim((*drafts)[i])) continue;
    (*drafts)[kept] = (*drafts)[i];
    (*tags)[kept++] = (*tags)[i];
  }
  drafts->resize(kept);
  tags->resize(kept);
}

}  // namespace newsmill::claims
