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
  for (const Draft& draft : drafts) {
    if (draft.level > 0 || draft.turn) continue;
    for (size_t p = 0; p < draft.piece_count; ++p) {
      std::fill(in_content_.begin() + draft.pieces[p].first,
                in_content_.begin() + draft.pieces[p].end, true);
    }
  }
}

// "that …", "whether …", “…” or "them to go" behind a cue with a source of its own.
bool InnerDrafts::IsExplicit(const Draft& draft) const {
  if (!draft.by_rules || draft.rule_confidence < kSureRule || draft.cue == nullptr) return false;
  if (draft.cue->Has(kObjectTo)) return true;
  if (draft.cue->Has(kThought | kNaming)) return false;
  return draft.cue->Has(kQuotation) && IsClauseOrQuotation(reading_, draft);
}

bool InnerDrafts::IsClaim(const Draft& draft) const {
  // Inside a quotation: "it is time to say that …" says nothing.
  if (draft.level > 0) return draft.source.found;
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
