#include "processors/claims/leading_contents.h"

#include <algorithm>

namespace newsmill::claims {
namespace {

constexpr uint32_t kFollowingWindow = 40;
constexpr uint32_t kContentWindow = 300;
constexpr float kLikely = 0.8F;

}  // namespace

TokenRange TokensOf(const Reading& reading, uint32_t begin_item, uint32_t end_item) {
  if (begin_item >= end_item) return {};
  const auto items = reading.items();
  return {items[begin_item].first_token, items[end_item - 1].end_token};
}

// The item of the quotation that ends right before `end`, a comma between allowed; -1: none.
int32_t LeadingContentFinder::QuotationBefore(const Segment& segment, uint32_t end) const {
  const auto items = reading_.items();
  uint32_t i = end;
  bool comma = false;
  if (i > segment.begin &&
      (items[i - 1].Is(ItemKind::kComma) || items[i - 1].Is(ItemKind::kDash))) {
    comma = true;
    --i;
  }
  if (i == segment.begin || !items[i - 1].Is(ItemKind::kQuotation)) return -1;
  const Quotation& quotation = reading_.quotations()[static_cast<size_t>(items[i - 1].quotation)];
  const char last = reading_.LastCharacter(quotation);
  const bool introduced = comma || last == ',' || last == '?' || last == '!' || last == '.';
  const bool leads = i - 1 == segment.begin;
  return introduced || leads ? static_cast<int32_t>(i - 1) : -1;
}

// `“…,” X said, “…”`: what follows belongs to the same quotation.
void LeadingContentFinder::AddFollowingQuotation(const Segment& segment, uint32_t after,
                                                 Draft* draft) const {
  const auto items = reading_.items();
  const uint32_t end = std::min(segment.end, after + kFollowingWindow);
  for (uint32_t i = after; i < end; ++i) {
    if (items[i].cue != nullptr && !items[i].cue->Has(kNoun)) return;
    if (!items[i].Is(ItemKind::kQuotation)) continue;
    if (i == segment.begin) return;
    const Item& before = items[i - 1];
    if (before.Is(ItemKind::kComma) || before.Is(ItemKind::kColon) || before.Is(ItemKind::kDash) ||
        before.Is(ItemKind::kStop) || before.Is(WordClass::kCoordinator)) {
      draft->AddPiece(TokensOf(reading_, i, i + 1));
    }
    return;
  }
}

// Whether a quotation behind `before` is a sentence of its own: "On the bridge, “We agree,” …", but
// not "As for the bridge, “we agree,” …".
bool LeadingContentFinder::StartsBehind(const Item& before, const Item& quotation) const {
  if (before.Is(ItemKind::kComma)) {
    return reading_.StartsWithCapital(
        reading_.quotations()[static_cast<size_t>(quotation.quotation)]);
  }
  return before.Is(ItemKind::kColon) || before.Is(ItemKind::kSymbol) ||
         before.Is(ItemKind::kStop) || before.Is(ItemKind::kDash) ||
         before.Is(ItemKind::kQuotation);
}

// `“…,” said X` and `“…,” X said`.
bool LeadingContentFinder::Quoted(const Segment& segment, uint32_t cue, uint32_t after,
                                  std::span<const int32_t> used_by, Draft* draft) const {
  const auto items = reading_.items();
  if (!draft->cue->Has(kQuotation)) return false;
  int32_t quotation = QuotationBefore(segment, cue);
  uint32_t behind = after;
  if (quotation >= 0) {
    const Source source = sources_.After(segment, after);
    if (!source.found) return false;
    draft->source = source;
    behind = source.end_item;
  } else if (draft->source.found) {
    quotation = QuotationBefore(segment, draft->source.begin_item);
  }
  if (quotation < 0) return false;
  const Item& item = items[static_cast<size_t>(quotation)];
  if (used_by[static_cast<size_t>(item.quotation)] != Draft::kNone) return false;
  const uint32_t at = static_cast<uint32_t>(quotation);
  // “no time”, they said after words of the sentence: the clause is the content.
  const uint32_t start = phrases_.SkipDateline(segment);
  const bool partial = at > start && !StartsBehind(items[at - 1], item);
  const uint32_t from = partial ? ContentStart(segment, at) : at;
  draft->AddPiece(TokensOf(reading_, from, at + 1));
  draft->quotation = true;
  draft->confidence = partial ? kLikely : kSure;
  AddFollowingQuotation(segment, behind, draft);
  return true;
}

// Where the content of "…, she said" starts: the sentence, or behind a colon or semicolon.
uint32_t LeadingContentFinder::ContentStart(const Segment& segment, uint32_t comma) const {
  const auto items = reading_.items();
  const uint32_t start = phrases_.SkipDateline(segment);
  const uint32_t stop = comma > start + kContentWindow ? comma - kContentWindow : start;
  for (uint32_t i = comma; i > stop; --i) {
    if (items[i - 1].Is(ItemKind::kSemicolon) || items[i - 1].Is(ItemKind::kColon)) return i;
  }
  return stop;
}

// "The cause was heart failure, her husband said": `comma` is before the subject.
bool LeadingContentFinder::Indirect(const Segment& segment, uint32_t comma, uint32_t after,
                                    Draft* draft) const {
  const auto items = reading_.items();
  if (comma <= segment.begin || !items[comma].Is(ItemKind::kComma)) return false;
  uint32_t begin = ContentStart(segment, comma);
  if (begin < comma && items[begin].Is(WordClass::kCoordinator)) ++begin;
  if (begin >= comma) return false;
  // "After the vote, he told the paper how …": an adverbial, unless the sentence ends here.
  const bool adverbial =
      items[begin].Is(WordClass::kPreposition) || items[begin].Is(WordClass::kSubordinator);
  const bool ends = after >= segment.end || items[after].Is(ItemKind::kStop) ||
                    items[after].Is(ItemKind::kComma) || phrases_.TimePhrase(segment, after) != 0;
  if (adverbial && !ends) return false;
  const bool whole = comma - begin >= 3 && clauses_.HasVerb(begin, comma);
  draft->AddPiece(TokensOf(reading_, begin, comma));
  // A parenthetical: the sentence goes on behind it.
  const uint32_t next = after + 1;
  if (next < segment.end && items[after].Is(ItemKind::kComma)) {
    const Item& item = items[next];
    const bool goes_on = (!item.Is(WordClass::kSubordinator) || reading_.IsText(item, "when") ||
                          reading_.IsText(item, "because") || reading_.IsText(item, "if")) &&
                         !item.Is(WordClass::kRelative) &&
                         !(item.cue != nullptr && item.form == VerbForm::kGerund) &&
                         !reading_.IsText(item, "but");
    if (goes_on) {
      const uint32_t end = clauses_.ClauseEnd(segment, next, *draft->cue);
      draft->AddPiece(TokensOf(reading_, next, end));
    }
  }
  draft->confidence = kLikely;
  return whole || draft->piece_count > 1;
}

// "…, said the ministry."
bool LeadingContentFinder::Inverted(const Segment& segment, uint32_t cue, uint32_t after,
                                    Draft* draft) const {
  const auto items = reading_.items();
  if (cue <= segment.begin || !items[cue - 1].Is(ItemKind::kComma)) return false;
  if (items[cue].form != VerbForm::kPast && items[cue].form != VerbForm::kThird) return false;
  if (!draft->cue->Has(kQuotation) || !draft->cue->Has(kThat)) return false;
  const Source source = sources_.After(segment, after);
  if (!source.found) return false;
  const uint32_t end = source.end_item;
  const bool closed = end >= segment.end || items[end].Is(ItemKind::kStop) ||
                      items[end].Is(ItemKind::kComma) || phrases_.TimePhrase(segment, end) != 0;
  // "Lee, who built it, told reporters, “…”"
  const bool hearer = end + 1 < segment.end && items[end].Is(ItemKind::kComma) &&
                      items[end + 1].Is(ItemKind::kQuotation);
  if (!closed || hearer) return false;
  draft->source = source;
  return Indirect(segment, cue - 1, segment.end, draft);
}

}  // namespace newsmill::claims
