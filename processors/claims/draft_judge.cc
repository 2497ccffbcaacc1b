#include "processors/claims/draft_judge.h"

#include <algorithm>
#include <string_view>

#include "processors/claims/draft_words.h"
#include "processors/claims/trust_features.h"

namespace newsmill::claims {
namespace {

// The least confidence of an attribution that the rules do not know.
constexpr float kMinConfidenceAlone = 0.46F;
// The same where its source is a guess, and how likely the guess must be.
constexpr float kMinConfidenceGuessed = 0.58F;
constexpr float kMinSourceMargin = -2;
// What rules as sure as this plainly have is at least so likely.
constexpr float kFairRule = 0.75F;
constexpr float kLeastOfPlain = 0.2F;
constexpr size_t kShortestQuotation = 6;  // tokens, marks included

}  // namespace

// "The union fears a strike …": what the sentence itself says of its subject.
bool DraftJudge::LeadsSentence(const Draft& draft) {
  const Source& source = draft.source;
  if (source.pronoun || source.relative >= 0) return false;
  return source.first_token == draft.sentence_token && source.end_token <= draft.cue_tokens.first;
}

// "X said that …", "Y fears a strike": what rules seldom mistake, though the corpora may not mark
// it.
bool DraftJudge::IsPlain(const Draft& draft) const {
  if (!draft.by_rules || draft.rule_confidence < kFairRule) return false;
  if (draft.cue == nullptr || !draft.source.found) return false;
  if (draft.source.mention >= 0 || LeadsSentence(draft)) return true;
  return draft.cue->Has(kQuotation) && IsClauseOrQuotation(reading_, draft) &&
         !reading_.IsOwnVoice(draft.source.first_token);
}

// Sets how likely it is right, if that is known. False where that is too little.
bool DraftJudge::Judge(const AttributionText& text, std::span<const PartGuess> guesses,
                       Draft* draft) {
  if (trust_ == nullptr) return true;
  ExtractTrustFeatures(text, guesses, *draft, &rows_);
  trust_->Decode(rows_, work_, &labels_);
  trust_->Marginals(work_);
  draft->confidence = work_.lattice.Marginal(0)[kRight];
  if (IsPlain(*draft)) draft->confidence = std::max(draft->confidence, kLeastOfPlain);
  return draft->confidence >= min_confidence_;
}

// "declined to say", "was not told", "did not respond to": silence, but for "did not say that".
bool DraftJudge::IsSilence(const Draft& draft) const {
  for (uint32_t t = draft.cue_tokens.first; t < draft.cue_tokens.end; ++t) {
    if (reading_.TokenText(t).starts_with("declin")) return true;
  }
  if (!draft.negated) return false;
  for (uint32_t t = draft.cue_tokens.first; t < draft.cue_tokens.end; ++t) {
    const std::string_view text = reading_.TokenText(t);  // "wasn't told"
    if (text.starts_with("was") || text.starts_with("were") || text == "been") return true;
  }
  if (draft.source.found && reading_.IsOwnVoice(draft.source.first_token)) return true;
  const Item& first = reading_.word(draft.pieces[0].first);
  return draft.cue == nullptr || !(first.Is(WordClass::kThat) || first.Is(WordClass::kQuestion));
}

// "spoke to Ana Ruiz": who was addressed.
bool DraftJudge::IsAddressee(const AttributionText& text, const Draft& draft) const {
  constexpr uint32_t kPerson = 2;  // WordFacts::name of a person's name is at most this
  const std::string_view last = reading_.TokenText(draft.cue_tokens.end - 1);
  const WordRange content = text.WordsOf(draft.pieces[0]);
  const uint32_t name = content.empty() ? 0 : text.facts()[content.first].name;
  return (last == "to" || last == "with") && name != 0 && name <= kPerson;
}

// Whether to believe the model that the rules know nothing of: where its convention is ours and it
// is sure.
bool DraftJudge::IsSureAlone(const AttributionText& text, const Draft& draft) const {
  if (trust_ == nullptr) return true;
  const float least = draft.source_margin < 0 ? kMinConfidenceGuessed : kMinConfidenceAlone;
  if (draft.confidence < least || draft.source_tokens.empty()) return false;
  if (draft.source_margin < kMinSourceMargin) return false;
  const bool silent =
      IsSilence(draft) || draft.source.nobody || reading_.TokenText(draft.pieces[0].first) == "not";
  if (silent || IsAddressee(text, draft)) return false;
  // "This is what they said": that is still to come.
  const uint32_t end = draft.pieces[draft.piece_count - 1U].end;
  const bool open = reading_.DepthOf(end - 1) == 0 && end < draft.cue_tokens.first;
  if (open && reading_.word(end - 1).Is(WordClass::kQuestion)) return false;
  // “the Heron”: a nickname, a title, a scare quote.
  return draft.content_size() >= kShortestQuotation || !HasQuotation(reading_, draft);
}

}  // namespace newsmill::claims
