#include "processors/claims/clauses.h"

#include <algorithm>

namespace newsmill::claims {
namespace {

constexpr uint32_t kVerbWindow = 24;
// Longer clauses are cut here: nobody's sentence has so many words.
constexpr uint32_t kClauseWindow = 200;
constexpr uint32_t kOccasionWindow = 5;
constexpr std::string_view kOccasions[] = {
    "tweet",    "tweets", "statement", "interview", "interviews", "speech",
    "letter",   "email",  "e-mail",    "post",      "posts",      "twitter",
    "facebook", "rally",  "broadcast", "debate",    "appearance", "conference"};

}  // namespace

// "[12]": where a paper refers to others.
bool ClauseFinder::IsCitation(const Item& item) const {
  if (!item.Is(ItemKind::kParenthesis) || reading_.TokenText(item.first_token) != "[") return false;
  for (uint32_t t = item.first_token + 1; t + 1 < item.end_token; ++t) {
    if (reading_.tokens()[t].kind == TokenKind::kWord) return false;
  }
  return true;
}

uint32_t ClauseFinder::TrimEnd(uint32_t begin, uint32_t end) const {
  const auto items = reading_.items();
  while (end > begin) {
    const Item& last = items[end - 1];
    const bool edge = last.Is(ItemKind::kStop) || last.Is(ItemKind::kComma) ||
                      last.Is(ItemKind::kDash) || last.Is(ItemKind::kColon) ||
                      last.Is(ItemKind::kSemicolon) || IsCitation(last) ||
                      (last.Is(ItemKind::kSymbol) && last.end_token - last.first_token == 1 &&
                       reading_.TokenText(last.first_token) != "%");
    if (!edge) break;
    --end;
  }
  return end;
}

// ", he said" and "but insisted": the subject and cue of another attribution start at `begin`.
bool ClauseFinder::HasSubjectAndCue(const Segment& segment, uint32_t begin) const {
  const auto items = reading_.items();
  if (begin >= segment.end) return false;
  uint32_t i = begin;
  const uint32_t end = std::min(segment.end, begin + 8);
  if (items[i].cue != nullptr && items[i].form != VerbForm::kBase && !items[i].cue->Has(kNoun)) {
    return true;
  }
  if (!phrases_.StartsPhrase(items[i])) return false;
  i = items[i].Is(WordClass::kPronoun) ? i + 1 : phrases_.PhraseEnd(segment, i, false);
  while (i < end && (items[i].Is(WordClass::kAuxiliary) || items[i].Is(WordClass::kAdverb))) ++i;
  return i < end && items[i].cue != nullptr && items[i].form != VerbForm::kBase &&
         items[i].form != VerbForm::kGerund && !items[i].cue->Has(kThought);
}

bool ClauseFinder::HasSubordinator(uint32_t begin, uint32_t end) const {
  for (uint32_t i = begin; i < end; ++i) {
    if (reading_.items()[i].Is(WordClass::kSubordinator)) return true;
  }
  return false;
}

// Whether a finite verb stands in the items.
bool ClauseFinder::HasVerb(uint32_t begin, uint32_t end) const {
  for (uint32_t i = begin; i < end; ++i) {
    const Item& item = reading_.items()[i];
    if (item.Is(WordClass::kAuxiliary) || item.Is(WordClass::kVerb) || item.cue != nullptr ||
        item.Is(ItemKind::kQuotation)) {
      return true;
    }
    if (item.Is(WordClass::kOther) && !item.capitalised && reading_.Lower(item).ends_with("ed")) {
      return true;
    }
  }
  return false;
}

// Whether a finite verb follows soon: "it had not been", against "the complaint".
bool ClauseFinder::StartsClause(const Segment& segment, uint32_t begin) const {
  const auto items = reading_.items();
  const uint32_t end = std::min(segment.end, begin + kVerbWindow);
  for (uint32_t i = begin; i < end; ++i) {
    const Item& item = items[i];
    if (item.Is(ItemKind::kStop) || item.Is(WordClass::kThat) || item.Is(WordClass::kRelative)) {
      return false;
    }
    if (i == begin) continue;
    if (item.Is(WordClass::kCoordinator) && i + 1 < end &&
        (items[i + 1].Is(WordClass::kAuxiliary) || items[i + 1].Is(WordClass::kVerb))) {
      return false;  // "declared its independence and is …"
    }
    if (item.Is(WordClass::kAuxiliary) || item.Is(WordClass::kVerb)) return true;
    if (item.cue != nullptr && item.form != VerbForm::kGerund) return true;
    if (item.Is(WordClass::kOther) && !item.capitalised) {
      const std::string_view word = reading_.Lower(item);
      if (word.ends_with("ed")) return true;
    }
  }
  return false;
}

bool ClauseFinder::EndsAtComma(const Segment& segment, uint32_t begin, uint32_t comma) const {
  const auto items = reading_.items();
  const uint32_t next = comma + 1;
  if (next >= segment.end) return true;
  // "that on a trip to Leeds, he would speak": the clause is yet to come.
  const bool leads = items[comma].Is(ItemKind::kComma) && items[begin].Is(WordClass::kThat) &&
                     items[begin + 1].Is(WordClass::kPreposition);
  if (leads && comma > begin + 1 && !HasVerb(begin + 1, comma)) return false;
  const Item& item = items[next];
  if (item.Is(WordClass::kSubordinator)) {
    const std::string_view word = reading_.Lower(item);
    return word == "while" || word == "as" || word == "after" || word == "although" ||
           word == "though" || word == "whereas";
  }
  if (item.cue != nullptr && item.form == VerbForm::kGerund && !item.cue->Has(kPhrasalOnly)) {
    return true;
  }
  if (item.Is(ItemKind::kWord) && reading_.IsText(item, "according")) return true;
  if (item.Is(WordClass::kTime) || reading_.IsText(item, "hours") ||
      reading_.IsText(item, "days")) {
    return next + 1 < segment.end && reading_.IsText(items[next + 1], "after");
  }
  const Item& left = items[comma].Is(ItemKind::kQuotation) ? items[comma] : items[comma - 1];
  if (item.Is(WordClass::kRelative) && left.Is(ItemKind::kQuotation)) return true;
  // “…,” alluding to the flood
  const bool gerund = item.Is(WordClass::kOther) && !item.capitalised && item.cue == nullptr &&
                      reading_.Lower(item).ends_with("ing");
  if (gerund && left.Is(ItemKind::kQuotation)) return true;
  // "that it was late, so, that's fine"
  if (item.Is(ItemKind::kWord) && reading_.IsText(item, "so")) {
    return next + 1 < segment.end && items[next + 1].Is(ItemKind::kComma);
  }
  // ", but he also said": ", and that" goes on, ", and that's true" does not.
  if (item.Is(WordClass::kCoordinator)) {
    if (next + 1 < segment.end && items[next + 1].Is(WordClass::kThat)) {
      return next + 2 < segment.end &&
             (items[next + 2].Is(WordClass::kAuxiliary) || items[next + 2].Is(ItemKind::kClitic));
    }
    if (reading_.IsText(item, "but")) return true;
    uint32_t subject = next + 1;
    subject += phrases_.TimePhrase(segment, subject);
    if (subject < segment.end && items[subject].Is(WordClass::kPronoun)) return true;
    return HasSubjectAndCue(segment, next + 1);
  }
  // "that they were not, she sent him a pot", but not "that if it rained, it would".
  if (item.Is(WordClass::kPronoun)) return !HasSubordinator(begin, comma);
  // A parenthetical "…, she said": the own content is before and behind it.
  return comma > begin + 1 && HasSubjectAndCue(segment, next) &&
         !items[next].Is(WordClass::kPronoun);
}

bool ClauseFinder::EndsAtCoordinator(const Segment& segment, uint32_t begin,
                                     uint32_t coordinator) const {
  const auto items = reading_.items();
  uint32_t next = coordinator + 1;
  if (next >= segment.end || coordinator <= begin) return false;
  if (reading_.IsText(items[coordinator], "or")) return false;
  while (next < segment.end &&
         (items[next].Is(WordClass::kAdverb) || items[next].Is(WordClass::kAuxiliary))) {
    ++next;
  }
  if (next >= segment.end) return false;
  const Item& item = items[next];
  if (item.cue == nullptr || item.form == VerbForm::kBase) return false;
  if (item.cue->Has(kPhrasalOnly)) {
    return next + 1 < segment.end && items[next + 1].Is(ItemKind::kWord) &&
           FindPhrasal(*item.cue, reading_.Lower(items[next + 1])) != nullptr;
  }
  return !item.cue->Has(kNoun) || item.form == VerbForm::kPast;
}

// "in a tweet", "during an interview", "on Twitter": where something was said.
bool ClauseFinder::IsOccasion(const Segment& segment, uint32_t preposition) const {
  const auto items = reading_.items();
  if (!items[preposition].Is(WordClass::kPreposition)) return false;
  const std::string_view word = reading_.Lower(items[preposition]);
  if (word != "in" && word != "on" && word != "during" && word != "at") return false;
  const uint32_t end = std::min(segment.end, preposition + kOccasionWindow);
  for (uint32_t i = preposition + 1; i < end; ++i) {
    if (items[i].Is(WordClass::kPreposition) || items[i].Is(ItemKind::kComma)) return false;
    if (items[i].end_token != items[i].first_token + 1) continue;
    if (std::ranges::find(kOccasions, reading_.Lower(items[i])) != std::end(kOccasions))
      return true;
  }
  return false;
}

// "supported the bridge": what the verb takes is a phrase, not a clause.
bool ClauseFinder::IsPlainObject(uint32_t begin, uint32_t limit, const CueVerb& verb) const {
  const Item& first = reading_.items()[begin];
  if (!verb.Has(kObject) || first.Is(WordClass::kThat) || first.Is(WordClass::kTo) ||
      first.Is(WordClass::kQuestion)) {
    return false;
  }
  return !verb.Has(kThat) || !StartsClause({begin, limit, false}, begin);
}

// Behind such an object: "her in an interview", "Trump, giving him a boost".
bool ClauseFinder::EndsObject(const Segment& segment, uint32_t at) const {
  if (IsOccasion(segment, at)) return true;
  const auto items = reading_.items();
  if (!items[at].Is(ItemKind::kComma) || at + 1 >= segment.end) return false;
  const Item& next = items[at + 1];
  if (!next.Is(WordClass::kOther) || next.capitalised || next.cue != nullptr) return false;
  const std::string_view word = reading_.Lower(next);
  return word.ends_with("ing") && word.size() > std::string_view("thing").size();
}

// "said they are worried, compared with a third last year".
bool ClauseFinder::IsComparison(const Segment& segment, uint32_t at) const {
  const auto items = reading_.items();
  if (at + 1 >= segment.end || !items[at].Is(WordClass::kOther)) return false;
  if (!reading_.IsText(items[at], "compared")) return false;
  return reading_.IsText(items[at + 1], "with") || reading_.IsText(items[at + 1], "to");
}

uint32_t ClauseFinder::ClauseEnd(const Segment& segment, uint32_t begin,
                                 const CueVerb& verb) const {
  const auto items = reading_.items();
  const uint32_t limit = std::min(segment.end, begin + kClauseWindow);
  const bool quotes = std::any_of(items.begin() + begin, items.begin() + limit,
                                  [](const Item& item) { return item.Is(ItemKind::kQuotation); });
  const bool object = !quotes && IsPlainObject(begin, limit, verb);
  uint32_t end = begin + 1;
  for (; end < limit; ++end) {
    const Item& item = items[end];
    if (object && EndsObject(segment, end)) break;
    if (!quotes && IsComparison(segment, end)) break;
    if (item.Is(ItemKind::kSemicolon)) break;
    if (item.Is(ItemKind::kColon)) break;
    if (item.Is(ItemKind::kDash) && end + 1 < limit && HasSubjectAndCue(segment, end + 1)) break;
    if (item.Is(ItemKind::kComma) && EndsAtComma(segment, begin, end)) break;
    if (item.Is(WordClass::kCoordinator) && EndsAtCoordinator(segment, begin, end)) break;
    if (item.Is(ItemKind::kWord) && item.cue == nullptr && item.word_class == WordClass::kOther &&
        reading_.IsText(item, "according")) {
      break;
    }
    // “a danger” in an interview
    const bool behind = end > begin + 1 && items[end - 1].Is(ItemKind::kQuotation);
    if (behind && IsOccasion(segment, end)) break;
    // A quotation with its own full stop ends the sentence.
    if (verb.Has(kAccusing | kNaming) && item.Is(WordClass::kSubordinator) &&
        items[end - 1].Is(ItemKind::kQuotation) && end > begin + 1 &&
        !reading_.IsText(item, "because") && !reading_.IsText(item, "than")) {
      break;  // "accused it of “arithmetic” after a power cut"
    }
    if (item.Is(ItemKind::kQuotation) && end > begin) {
      const char last =
          reading_.LastCharacter(reading_.quotations()[static_cast<size_t>(item.quotation)]);
      // “…,” adding: the comma stands inside.
      const bool comma = last == ',' && end + 1 < limit;
      if (comma &&
          (EndsAtComma(segment, begin, end) || (items[end + 1].Is(WordClass::kCoordinator) &&
                                                EndsAtCoordinator(segment, begin, end + 1)))) {
        ++end;
        break;
      }
    }
  }
  end = TrimEnd(begin, end);
  // "ruled out any new taxes on Tuesday": the time of speaking, where no clause could own it.
  if (verb.Has(kObject) && !items[begin].Is(WordClass::kThat) && end >= begin + 3 &&
      !StartsClause({begin, end - 2, false}, begin) && items[end - 1].Is(WordClass::kTime) &&
      reading_.IsText(items[end - 2], "on")) {
    end -= 2;
  }
  return end;
}

}  // namespace newsmill::claims
