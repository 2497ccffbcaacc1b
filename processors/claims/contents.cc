#include "processors/claims/contents.h"

#include <algorithm>

namespace newsmill::claims {
namespace {

constexpr uint32_t kAnchorWindow = 24;

bool IsClauseVerb(const CueVerb& verb) { return verb.Has(kThat | kThatOnly | kAddressee); }

}  // namespace

Content ContentFinder::Make(const Segment& segment, uint32_t begin, const CueVerb& verb) const {
  Content content;
  content.begin = begin;
  content.end = clauses_.ClauseEnd(segment, begin, verb);
  content.found = content.end > begin;
  return content;
}

// A full quotation is the content; a part of a clause takes the clause with it.
Content ContentFinder::Quoted(const Segment& segment, uint32_t quotation,
                              const CueVerb& verb) const {
  const auto items = reading_.items();
  const char last = reading_.LastCharacter(
      reading_.quotations()[static_cast<size_t>(items[quotation].quotation)]);
  const uint32_t next = quotation + 1;
  const bool ends = last == '.' || last == '?' || last == '!' || last == ',' ||
                    next >= segment.end || items[next].Is(ItemKind::kComma) ||
                    items[next].Is(ItemKind::kStop);
  if (!ends) {
    Content content = Make(segment, quotation, verb);
    content.quotation = content.end == next;
    return content;
  }
  return {true, true, quotation, next};
}

// Content that says itself where it starts: "that", a question word, a quotation, "to".
Content ContentFinder::Explicit(const Segment& segment, uint32_t begin, const CueVerb& verb) const {
  const auto items = reading_.items();
  if (begin >= segment.end) return {};
  const Item& item = items[begin];
  if (item.Is(WordClass::kThat) && (IsClauseVerb(verb) || verb.Has(kObject))) {
    return Make(segment, begin, verb);
  }
  if (item.Is(ItemKind::kQuotation)) return Quoted(segment, begin, verb);
  const bool mark =
      item.Is(ItemKind::kComma) || item.Is(ItemKind::kColon) || item.Is(ItemKind::kDash);
  if (mark && begin + 1 < segment.end) {
    if (items[begin + 1].Is(ItemKind::kQuotation)) return Quoted(segment, begin + 1, verb);
    const bool speech = verb.Has(kQuotation) && !verb.Has(kThought);
    if (item.Is(ItemKind::kColon) && speech) return Make(segment, begin + 1, verb);
    return {};
  }
  if ((item.Is(WordClass::kQuestion) || reading_.IsText(item, "if")) && IsClauseVerb(verb) &&
      verb.stance != Stance::kWarns) {
    if (item.Is(WordClass::kQuestion) || verb.stance == Stance::kAsks)
      return Make(segment, begin, verb);
  }
  if (item.Is(WordClass::kTo) && verb.Has(kInfinitive)) return Make(segment, begin, verb);
  if (item.Is(WordClass::kNegation) && begin + 1 < segment.end &&
      items[begin + 1].Is(WordClass::kTo) && (verb.Has(kInfinitive) || verb.Has(kObjectTo))) {
    return Make(segment, begin, verb);
  }
  if (item.Is(WordClass::kPreposition) && verb.Has(kPreposition)) {
    const std::string_view word = reading_.Lower(item);
    if (word == "of" || word == "about" || word == "against" || word == "at" || word == "for") {
      return Make(segment, begin, verb);
    }
  }
  return {};
}

// "told reporters in Bender on Tuesday that": explicit content behind a phrase or two.
Content ContentFinder::Anchored(const Segment& segment, uint32_t begin, const CueVerb& verb) const {
  const auto items = reading_.items();
  const uint32_t end = std::min(segment.end, begin + kAnchorWindow);
  for (uint32_t i = begin; i < end; ++i) {
    const Item& item = items[i];
    const bool asks = item.Is(WordClass::kQuestion) && verb.Has(kAddressee);
    if (item.Is(WordClass::kThat) || asks) return Explicit(segment, i, verb);
    if (item.Is(ItemKind::kQuotation)) {
      return verb.Has(kAddressee) ? Explicit(segment, i, verb) : Content{};
    }
    if (item.Is(ItemKind::kComma) || item.Is(ItemKind::kColon)) {
      if (i + 1 < end && items[i + 1].Is(ItemKind::kQuotation)) return Explicit(segment, i, verb);
      if (item.Is(ItemKind::kColon)) return Explicit(segment, i, verb);
      return {};
    }
    const bool stops = item.Is(ItemKind::kStop) || item.Is(ItemKind::kSemicolon) ||
                       item.Is(WordClass::kCoordinator) || item.Is(WordClass::kAuxiliary) ||
                       item.Is(WordClass::kRelative) || item.Is(WordClass::kVerb);
    if (stops || (item.cue != nullptr && !item.cue->Has(kNoun))) return {};
  }
  return {};
}

// The end of a hearer's phrase: a pronoun, a name, a plural noun, a noun with its article.
bool ContentFinder::IsAddressee(const Segment& segment, uint32_t begin, uint32_t* end) const {
  const auto items = reading_.items();
  const Item& item = items[begin];
  *end = begin + 1;
  if (item.Is(ItemKind::kName) && *end < segment.end && items[*end].Is(ItemKind::kClitic)) {
    *end = phrases_.PhraseEnd(segment, begin, false);  // "the Herald's Lee"
    return true;
  }
  if (item.Is(WordClass::kObjectPronoun) || item.Is(ItemKind::kName)) return true;
  if (item.Is(WordClass::kPronoun))
    return reading_.IsText(item, "you") || reading_.IsText(item, "it");
  if (item.Is(WordClass::kDeterminer)) {
    const bool her =
        reading_.IsText(item, "her") && (*end >= segment.end || !items[*end].Is(WordClass::kOther));
    if (her) return true;
    *end = phrases_.PhraseEnd(segment, begin, false);
    return *end > begin + 1;
  }
  if (item.Is(WordClass::kOther) && item.cue == nullptr) {
    if (reading_.Lower(item).ends_with('s') || reading_.IsText(item, "parliament")) return true;
    *end = phrases_.PhraseEnd(segment, begin, false);
    return *end > begin;
  }
  return false;
}

Content ContentFinder::AfterAddressee(const Segment& segment, uint32_t begin,
                                      const CueVerb& verb) const {
  const auto items = reading_.items();
  uint32_t end = 0;
  if (!IsAddressee(segment, begin, &end)) return {};
  if (end < segment.end && verb.Has(kObjectTo)) {
    uint32_t to = end;
    if (items[to].Is(WordClass::kNegation)) ++to;
    if (to < segment.end && items[to].Is(WordClass::kTo)) {
      return Make(segment, verb.stance == Stance::kWarns ? end : begin, verb);
    }
  }
  if (const Content content = Explicit(segment, end, verb); content.found) return content;
  if (const Content content = Anchored(segment, end, verb); content.found) return content;
  if (!verb.Has(kThat) || verb.stance == Stance::kPromises) return {};
  end += phrases_.TimePhrase(segment, end);
  if (end < segment.end && phrases_.StartsPhrase(items[end]) &&
      clauses_.StartsClause(segment, end)) {
    return Make(segment, end, verb);
  }
  return {};
}

// Whether the name that somebody gives a thing is at its end with the quotation: “gardening,” or
// “gardening” -, where `behind` what it names.
bool ContentFinder::EndsName(const Segment& segment, uint32_t quotation, bool behind) const {
  const auto items = reading_.items();
  if (quotation + 1 >= segment.end) return false;
  const Item& next = items[quotation + 1];
  if (next.Is(ItemKind::kComma) || !behind) return next.Is(ItemKind::kComma);
  const auto number = static_cast<size_t>(items[quotation].quotation);
  return next.Is(ItemKind::kDash) || reading_.LastCharacter(reading_.quotations()[number]) == ',';
}

// "called it “gardening”", "calls the programme a model", "described the talks as frank".
Content ContentFinder::Named(const Segment& segment, uint32_t begin, const CueVerb& verb) const {
  const auto items = reading_.items();
  if (begin >= segment.end) return {};
  const Item& first = items[begin];
  if (!phrases_.StartsPhrase(first) && !first.Is(WordClass::kObjectPronoun) &&
      !first.Is(ItemKind::kQuotation)) {
    return {};
  }
  const uint32_t end = std::min(segment.end, begin + kAnchorWindow);
  const bool measure = verb.lemma == "put";
  bool several = false;
  for (uint32_t i = begin; i < end; ++i) {
    const Item& item = items[i];
    if (item.Is(ItemKind::kStop)) break;
    if (item.Is(ItemKind::kComma) || item.Is(WordClass::kCoordinator)) {
      if (measure) break;
      several = true;
      continue;
    }
    // "both the mayor and his deputy “thieves”", but not "the mayor a thief and said “…”"
    const bool phrase = item.Is(ItemKind::kQuotation) || phrases_.IsPhraseItem(item) ||
                        item.Is(WordClass::kPreposition);
    if (several && (!phrase || item.cue != nullptr)) break;
    if (measure) {
      const bool at = item.Is(WordClass::kPreposition) && i + 1 < end &&
                      reading_.IsText(item, "at") &&
                      (items[i + 1].Is(ItemKind::kNumber) || items[i + 1].Is(ItemKind::kSymbol));
      if (at || (item.Is(ItemKind::kWord) && reading_.IsText(item, "higher"))) {
        return Make(segment, begin, verb);
      }
      continue;
    }
    const bool second = !several && i > begin && item.Is(WordClass::kDeterminer) &&
                        !items[i - 1].Is(WordClass::kPreposition) &&
                        (reading_.IsText(item, "a") || reading_.IsText(item, "an"));
    const bool as = item.Is(WordClass::kSubordinator) && reading_.IsText(item, "as");
    if (item.Is(ItemKind::kQuotation) || as || (second && verb.lemma == "call")) {
      Content content = Make(segment, begin, verb);
      if (item.Is(ItemKind::kQuotation) && EndsName(segment, i, i > begin)) content.end = i + 1;
      return content;
    }
  }
  return {};
}

// "denied the charge", "offered him a job"; nothing where it says so ("I deny nothing").
Content ContentFinder::Object(const Segment& segment, uint32_t begin, const CueVerb& verb) const {
  const auto items = reading_.items();
  const Item& first = items[begin];
  if (first.Is(ItemKind::kWord) && reading_.IsText(first, "nothing")) return {};
  const bool pronoun = first.Is(WordClass::kObjectPronoun);
  if (pronoun && verb.stance == Stance::kDemands) return {};
  const bool hearer = pronoun && begin + 1 < segment.end && phrases_.StartsPhrase(items[begin + 1]);
  if (hearer && verb.stance == Stance::kPromises) return Make(segment, begin + 1, verb);
  return Make(segment, begin, verb);
}

Content ContentFinder::After(const Segment& segment, uint32_t begin, const CueVerb& verb) const {
  const auto items = reading_.items();
  while (begin < segment.end &&
         ((items[begin].Is(WordClass::kAdverb) && !reading_.IsText(items[begin], "there")) ||
          items[begin].Is(ItemKind::kParenthesis))) {
    ++begin;
  }
  if (begin >= segment.end) return {};
  if (verb.Has(kNaming)) return Named(segment, begin, verb);
  if (verb.Has(kAccusing)) {
    const uint32_t end = std::min(segment.end, begin + kAnchorWindow);
    for (uint32_t i = begin; i < end && !items[i].Is(ItemKind::kStop); ++i) {
      if (items[i].Is(WordClass::kPreposition) && reading_.IsText(items[i], "of")) {
        return Make(segment, begin, verb);
      }
    }
    return {};
  }
  if (const Content content = Explicit(segment, begin, verb); content.found) return content;
  if (verb.Has(kAddressee | kObjectTo)) {
    if (const Content content = AfterAddressee(segment, begin, verb); content.found) return content;
  }
  const Item& item = items[begin];
  const bool dated = item.Is(WordClass::kTime) && begin + 1 < segment.end &&
                     items[begin + 1].Is(ItemKind::kClitic);
  const bool phrase =
      dated || phrases_.StartsPhrase(item) || item.Is(WordClass::kObjectPronoun) ||
      reading_.IsText(item, "there") || reading_.IsText(item, "having") ||
      (item.Is(WordClass::kPreposition) && begin + 1 < segment.end &&
       (items[begin + 1].Is(ItemKind::kNumber) || reading_.IsText(items[begin + 1], "least")));
  const uint32_t time = phrases_.TimePhrase(segment, begin);
  if (time != 0 || item.Is(WordClass::kPreposition) || item.Is(WordClass::kTo)) {
    if (verb.Has(kThat | kThatOnly | kQuotation)) {
      if (const Content content = Anchored(segment, begin, verb); content.found) return content;
    }
    if (time != 0 && verb.Has(kThat) && begin + time < segment.end &&
        phrases_.StartsPhrase(items[begin + time]) &&
        clauses_.StartsClause(segment, begin + time)) {
      return Make(segment, begin + time, verb);
    }
    if (!phrase) return {};
  }
  if (!phrase) return {};
  if (verb.Has(kObject)) return Object(segment, begin, verb);
  if (verb.Has(kThat) && !verb.Has(kAddressee) && clauses_.StartsClause(segment, begin)) {
    return Make(segment, begin, verb);
  }
  return {};
}

}  // namespace newsmill::claims
