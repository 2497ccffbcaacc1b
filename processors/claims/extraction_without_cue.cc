// The attributions of an Extractor that no verb reports: by a colon, a dash or a label, and
// quotations that stand alone.
#include <algorithm>

#include "processors/claims/extraction.h"

namespace newsmill::claims {
namespace {

constexpr uint32_t kSourceWindow = 60;      // items
constexpr uint32_t kShortestQuotation = 5;  // tokens, marks included
constexpr float kFair = 0.65F;
constexpr float kWeak = 0.5F;

}  // namespace

bool Extractor::IsPure(const Segment& segment) const {
  bool quotation = false;
  for (uint32_t i = segment.begin; i < segment.end; ++i) {
    const Item& item = reading_.items()[i];
    quotation = quotation || item.Is(ItemKind::kQuotation);
    if (!item.Is(ItemKind::kQuotation) && !item.Is(ItemKind::kStop) &&
        !item.Is(ItemKind::kSymbol)) {
      return false;
    }
  }
  return quotation;
}

bool Extractor::EndsAt(const Draft& draft, uint32_t token) const {
  return !draft.turn && draft.piece_count < Draft::kMaxPieces &&
         draft.pieces[draft.piece_count - 1U].end == token;
}

// `Yusuf-Elmi denied this: “…”`, `OFFICER: ‘…’`.
void Extractor::TryColon(uint32_t segment_index, size_t first_draft) {
  const auto items = reading_.items();
  const Segment& segment = reading_.segments()[segment_index];
  for (uint32_t i = segment.begin + 1; i + 1 < segment.end; ++i) {
    if (!items[i].Is(ItemKind::kColon) || !items[i + 1].Is(ItemKind::kQuotation)) continue;
    if (IsUsed(items[i + 1].quotation)) continue;
    if (drafts_->size() > first_draft && EndsAt(drafts_->back(), items[i].first_token) &&
        IsClause(drafts_->back(), segment)) {
      // "said that it had rained: “It poured.”"
      GoOn(&drafts_->back(), TokensOf(reading_, i + 1, i + 2), segment_index, items[i + 1]);
      continue;
    }
    Draft draft = NewDraft(segment_index, kFair);
    draft.cue = &kColonCue;
    draft.cue_tokens = TokensOf(reading_, i, i + 1);
    draft.AddPiece(TokensOf(reading_, i + 1, i + 2));
    draft.quotation = true;
    if (drafts_->size() > first_draft) {
      draft.source = drafts_->back().source;
    } else {
      // "A call from X on Y: “…”": the name behind "by" or "from", else the first noun phrase.
      const uint32_t first = i > segment.begin + kSourceWindow ? i - kSourceWindow : segment.begin;
      for (uint32_t k = first + 1; k < i && !draft.source.found; ++k) {
        const bool leads =
            items[k - 1].Is(WordClass::kPreposition) &&
            (reading_.IsText(items[k - 1], "by") || reading_.IsText(items[k - 1], "from"));
        if (leads) draft.source = sources_.After(segment, k);
      }
      // "Said X: “…”"
      if (!draft.source.found && items[first].cue != nullptr) {
        draft.source = sources_.After(segment, first + 1);
      }
      if (!draft.source.found) draft.source = sources_.Main(segment, i);
      // Inside somebody's words: "we went: ‘…’" is a manner of speaking.
      if (draft.source.pronoun && reading_.level() > 0) continue;
    }
    Add(draft);
  }
}

// "He said:" with the quotation in the paragraph behind it. *draft gets source and cue.
bool Extractor::Introduced(uint32_t segment_index, Draft* draft) const {
  if (segment_index == 0) return false;
  const auto items = reading_.items();
  const Segment& before = reading_.segments()[segment_index - 1];
  const uint32_t colon = before.end - 1;
  if (before.begin >= colon || !items[colon].Is(ItemKind::kColon)) return false;
  draft->cue = &kColonCue;
  draft->cue_tokens = TokensOf(reading_, colon, before.end);
  draft->source = sources_.Main(before, colon);
  const uint32_t first =
      colon > before.begin + kSourceWindow ? colon - kSourceWindow : before.begin;
  for (uint32_t i = colon; i > first; --i) {
    if (items[i - 1].cue == nullptr) continue;
    const std::optional<Cue> cue = cues_.Find(before, i - 1, reading_.level() > 0);
    if (!cue || !cue->verb->Has(kQuotation) || cue->begin == before.begin) continue;
    const Source source = sources_.Before(before, cue->group.begin);
    if (!source.found) continue;
    draft->cue = cue->verb;
    draft->stance = cue->verb->stance;
    draft->cue_tokens = TokensOf(reading_, cue->begin, cue->end);
    draft->source = source;
    break;
  }
  return true;
}

// `“…” ― Ana Ruiz`: a quotation with its name under it.
void Extractor::TryDash(uint32_t segment_index) {
  const auto items = reading_.items();
  const Segment& segment = reading_.segments()[segment_index];
  uint32_t dash = segment.begin;
  while (dash < segment.end && items[dash].Is(ItemKind::kQuotation)) ++dash;
  if (dash == segment.begin || dash + 1 >= segment.end || !items[dash].Is(ItemKind::kDash)) return;
  Draft draft = NewDraft(segment_index, kFair);
  draft.source = sources_.After(segment, dash + 1);
  const bool rest = draft.source.end_item < segment.end &&
                    !items[draft.source.end_item].Is(ItemKind::kStop) &&
                    !items[draft.source.end_item].Is(ItemKind::kComma);
  if (!draft.source.found || draft.source.pronoun || rest) return;
  for (uint32_t i = segment.begin; i < dash; ++i) draft.AddPiece(TokensOf(reading_, i, i + 1));
  Add(draft);
}

// A headline's "Verbič: no new taxes before 2028".
void Extractor::TryLabel(uint32_t segment_index) {
  const auto items = reading_.items();
  const Segment& segment = reading_.segments()[segment_index];
  const uint32_t colon = segment.begin + 1;
  if (colon + 1 >= segment.end || !items[colon].Is(ItemKind::kColon)) return;
  if (!items[segment.begin].Is(ItemKind::kName) || items[colon + 1].Is(ItemKind::kQuotation))
    return;
  Draft draft = NewDraft(segment_index, kWeak);
  draft.source = sources_.After(segment, segment.begin);
  if (draft.source.mention < 0) return;
  const Mention& mention = reading_.document().mentions[static_cast<size_t>(draft.source.mention)];
  if (reading_.document().entities[mention.entity].type == EntityType::kLocation) return;
  draft.cue = &kColonCue;
  draft.cue_tokens = TokensOf(reading_, colon, colon + 1);
  draft.AddPiece(TokensOf(reading_, colon + 1, clauses_.TrimEnd(colon + 1, segment.end)));
  Add(draft);
}

// `“…,” X said, stressing that …. “…”`: what is quoted in the next sentence, or a paragraph that is
// all quotation, belongs to the quotation before.
bool Extractor::Continues(uint32_t segment_index, const Item& quotation) {
  for (size_t i = drafts_->size(); i > level_first_draft_; --i) {
    Draft& last = (*drafts_)[i - 1];
    if (last.segment + 1 < segment_index) return false;
    if (!last.quotation || last.turn || last.piece_count == Draft::kMaxPieces) continue;
    GoOn(&last, {quotation.first_token, quotation.end_token}, segment_index, quotation);
    return true;
  }
  return false;
}

// The last draft of the level if its source said something in the sentence before, else null.
Draft* Extractor::SpokeBefore(uint32_t segment_index) {
  if (segment_index == 0 || reading_.segments()[segment_index].starts_paragraph) return nullptr;
  if (drafts_->size() == level_first_draft_) return nullptr;
  Draft& last = drafts_->back();
  const bool open = last.segment + 1 == segment_index && !last.turn && last.source.found &&
                    last.piece_count < Draft::kMaxPieces;
  return open ? &last : nullptr;
}

// Whether the content, which begins in the segment, is one or is quoted: "that …", "it rained".
bool Extractor::IsClause(const Draft& draft, const Segment& segment) const {
  const auto items = reading_.items();
  const uint32_t first = draft.pieces[0].first;
  if (reading_.word(first).Is(WordClass::kThat)) return true;
  if (reading_.DepthOf(first) > reading_.level()) return true;
  uint32_t begin = segment.begin;
  while (begin < segment.end && items[begin].first_token < first) ++begin;
  return clauses_.StartsClause(segment, begin);
}

// `X said that it rained. “It poured.”`: what follows a clause in marks goes on with it.
bool Extractor::ContinuesClause(uint32_t segment_index, const Item& quotation) {
  Draft* last = SpokeBefore(segment_index);
  if (last == nullptr) return false;
  const bool clause = IsClause(*last, reading_.segments()[segment_index - 1]);
  if (clause) GoOn(last, {quotation.first_token, quotation.end_token}, segment_index, quotation);
  return clause;
}

// `“We had to,” X said. Selling was “a very hard thing to do.”`: so does a sentence that ends in
// words in marks, if these are most of it.
void Extractor::ContinueInside(uint32_t segment_index) {
  Draft* last = SpokeBefore(segment_index);
  if (last == nullptr || !last->quotation) return;
  const auto items = reading_.items();
  const Segment& segment = reading_.segments()[segment_index];
  uint32_t end = segment.end;
  while (end > segment.begin && items[end - 1].Is(ItemKind::kStop)) --end;
  if (end == segment.begin || !items[end - 1].Is(ItemKind::kQuotation)) return;
  const Item& quotation = items[end - 1];
  const uint32_t lead = quotation.first_token - items[segment.begin].first_token;
  const uint32_t size = quotation.end_token - quotation.first_token;
  if (size < std::max(lead, kShortestQuotation) || IsUsed(quotation.quotation)) return;
  GoOn(last, TokensOf(reading_, segment.begin, end), segment_index, quotation);
}

void Extractor::GoOn(Draft* draft, TokenRange piece, uint32_t segment, const Item& quotation) {
  draft->AddPiece(piece);
  draft->segment = segment;
  draft->quotation = true;
  Use(quotation, static_cast<size_t>(draft - drafts_->data()));
}

// “All Bets Are Off”: a heading or a title, by the capitals of its words.
bool Extractor::IsTitle(const Item& quotation) const {
  constexpr uint32_t kLongestTitle = 16;     // tokens
  constexpr uint32_t kLongestSmallWord = 4;  // bytes: "from" may be small
  if (quotation.end_token - quotation.first_token > kLongestTitle) return false;
  uint32_t capitals = 0;
  for (uint32_t t = quotation.first_token; t < quotation.end_token; ++t) {
    const Token& token = reading_.tokens()[t];
    if (token.kind != TokenKind::kWord) continue;
    capitals += token.capitalised ? 1 : 0;
    if (!token.capitalised && token.end - token.begin > kLongestSmallWord) return false;
  }
  return capitals > 2;
}

// 'A good bridge.': a heading, by its single marks where what was said has double ones.
bool Extractor::HasOtherMarks(const Item& quotation) const {
  if (drafts_->size() == level_first_draft_ || !drafts_->back().quotation) return false;
  const Draft& last = drafts_->back();
  const std::string_view own = reading_.TokenText(quotation.first_token);
  const std::string_view usual = reading_.TokenText(last.pieces[last.piece_count - 1U].first);
  return (own == "'" || own == "‘") && (usual == "''" || usual == "\"" || usual == "“");
}

// "— Ana Ruiz, writing to the board": whose name stands in the paragraph behind a quotation's.
Source Extractor::Signature(uint32_t segment_index) const {
  if (segment_index >= reading_.segments().size()) return {};
  const auto items = reading_.items();
  const Segment& segment = reading_.segments()[segment_index];
  if (!segment.starts_paragraph || segment.begin + 1 >= segment.end) return {};
  if (!items[segment.begin].Is(ItemKind::kDash)) return {};
  const Source source = sources_.After(segment, segment.begin + 1);
  return source.mention >= 0 ? source : Source{};
}

// What nobody's cue governs: a sentence that is all quotation goes on with the speaker before.
void Extractor::TakeQuotations(uint32_t segment_index, size_t first_draft) {
  const auto items = reading_.items();
  const Segment& segment = reading_.segments()[segment_index];
  const bool in_turn = reading_.level() == 0 && parent_ != Draft::kNone;
  if (drafts_->size() > first_draft || in_turn) return;
  if (!IsPure(segment)) {
    ContinueInside(segment_index);
    return;
  }
  const Item* quotation = nullptr;
  for (uint32_t i = segment.begin; i < segment.end && quotation == nullptr; ++i) {
    if (items[i].Is(ItemKind::kQuotation)) quotation = &items[i];
  }
  if (IsUsed(quotation->quotation) ||
      quotation->end_token - quotation->first_token < kShortestQuotation)
    return;
  const bool same = !segment.starts_paragraph && drafts_->size() > level_first_draft_;
  const bool title = segment.starts_paragraph && (IsTitle(*quotation) || HasOtherMarks(*quotation));
  if (!title &&
      (Continues(segment_index, *quotation) || ContinuesClause(segment_index, *quotation))) {
    return;
  }
  Draft draft = NewDraft(segment_index, kWeak);
  draft.AddPiece({quotation->first_token, quotation->end_token});
  draft.quotation = true;
  if (Introduced(segment_index, &draft)) return Add(draft);
  if (title) return;
  if (Source signed_by = Signature(segment_index + 1); signed_by.found) {
    draft.source = signed_by;
    return Add(draft);
  }
  if (!segment.starts_paragraph && segment_index > 0) {
    const Segment& before = reading_.segments()[segment_index - 1];
    if (same && drafts_->back().segment + 1 == segment_index) {
      draft.source = drafts_->back().source;
    } else {
      draft.source = sources_.Main(before, before.end);
    }
  }
  Add(draft);
}

}  // namespace newsmill::claims
