#include "processors/claims/phrases.h"

#include <algorithm>

namespace newsmill::claims {
namespace {

constexpr uint32_t kDatelineWindow = 14;

}  // namespace

bool PhraseFinder::StartsPhrase(const Item& item) const {
  if (item.kind == ItemKind::kName || item.kind == ItemKind::kNumber) return true;
  if (item.kind != ItemKind::kWord) return false;
  switch (item.word_class) {
    case WordClass::kOther:
      return item.cue == nullptr || item.cue->Has(kNoun);
    case WordClass::kPronoun:
    case WordClass::kDeterminer:
      return true;
    default:
      return false;
  }
}

bool PhraseFinder::StandsAlone(const Item& determiner) const {
  constexpr std::string_view kAlone[] = {"both", "each", "others",  "this",    "many",
                                         "some", "most", "neither", "another", "several"};
  return std::ranges::find(kAlone, reading_.Lower(determiner)) != std::end(kAlone);
}

bool PhraseFinder::IsPhraseItem(const Item& item) const {
  if (item.kind == ItemKind::kName || item.kind == ItemKind::kNumber ||
      item.kind == ItemKind::kClitic || item.kind == ItemKind::kParenthesis) {
    return true;
  }
  if (item.kind == ItemKind::kQuotation) return item.end_token - item.first_token <= 5;
  if (item.kind == ItemKind::kSymbol) return reading_.TokenText(item.first_token) == "%";
  if (item.kind != ItemKind::kWord) return false;
  if (item.word_class == WordClass::kDeterminer) return true;
  if (item.word_class != WordClass::kOther) return false;
  return item.cue == nullptr || item.cue->Has(kNoun);
}

// “experts”, against a short quotation that somebody said: “No,”.
bool PhraseFinder::IsQuotedWord(const Item& item) const {
  const char last =
      reading_.LastCharacter(reading_.quotations()[static_cast<size_t>(item.quotation)]);
  return last != ',' && last != '.' && last != '?' && last != '!';
}

uint32_t PhraseFinder::TimePhrase(const Segment& segment, uint32_t begin) const {
  const auto items = reading_.items();
  uint32_t i = begin;
  const uint32_t limit = std::min(segment.end, begin + 4);
  while (i < limit) {
    const Item& item = items[i];
    if (item.Is(WordClass::kTime)) {
      ++i;
      if (i < segment.end && items[i].Is(ItemKind::kClitic)) return 0;  // "Friday’s test"
      while (i < limit && (items[i].Is(ItemKind::kNumber) || items[i].Is(WordClass::kTime))) ++i;
      return i - begin;
    }
    const std::string_view word = item.Is(ItemKind::kWord) ? reading_.Lower(item) : "";
    if (word == "yesterday" || word == "today" || word == "tonight") return i + 1 - begin;
    const bool leads = (item.Is(WordClass::kPreposition) && i == begin) || word == "last" ||
                       word == "this" || word == "late" || word == "early" || word == "the" ||
                       word == "next" || (item.Is(ItemKind::kNumber) && i > begin);
    if (!leads) return 0;
    if (item.Is(ItemKind::kNumber)) {  // "in 2023"
      const bool year = reading_.TokenText(item.first_token).size() == 4;
      if (i == begin + 1 && year) return 2;
    }
    ++i;
  }
  return 0;
}

uint32_t PhraseFinder::SkipDateline(const Segment& segment) const {
  const auto items = reading_.items();
  if (segment.begin == segment.end) return segment.begin;
  const Item& first = items[segment.begin];
  if (first.Is(ItemKind::kQuotation)) return segment.begin;
  const uint32_t end = std::min(segment.end, segment.begin + kDatelineWindow);
  const bool numeric = first.Is(ItemKind::kNumber);
  const bool caps = reading_.tokens()[first.first_token].all_caps;
  for (uint32_t i = segment.begin + 1; i < end && (caps || numeric); ++i) {
    if (items[i].Is(ItemKind::kDash)) return i + 1;
    if (numeric && i > segment.begin + 2) break;
  }
  return segment.begin;
}

// "officers and monitors": the words before it hold no verb, so it joins two nouns.
bool PhraseFinder::JoinsPhrases(const Segment& segment, uint32_t coordinator) const {
  const auto items = reading_.items();
  if (!reading_.IsText(items[coordinator], "and")) return false;
  uint32_t i = coordinator;
  for (uint32_t steps = 0; i > segment.begin && steps < 14; ++steps) {
    const Item& item = items[--i];
    if (item.Is(ItemKind::kComma) || item.Is(ItemKind::kSemicolon) || item.Is(ItemKind::kColon) ||
        item.Is(ItemKind::kDash)) {
      return steps > 0;
    }
    if (item.Is(ItemKind::kQuotation)) return false;
    if (item.kind != ItemKind::kWord) continue;
    if (item.word_class == WordClass::kAuxiliary || item.word_class == WordClass::kVerb ||
        item.word_class == WordClass::kPronoun || item.word_class == WordClass::kObjectPronoun) {
      return false;
    }
    if (item.cue != nullptr && !item.cue->Has(kNoun)) return false;
    if (!item.capitalised && reading_.Lower(item).ends_with("ed")) return false;
    if (item.word_class == WordClass::kSubordinator || item.word_class == WordClass::kThat) {
      return steps > 0;
    }
  }
  return coordinator > segment.begin;
}

uint32_t PhraseFinder::PhraseBegin(const Segment& segment, uint32_t end) const {
  const auto items = reading_.items();
  uint32_t begin = end;
  while (begin > segment.begin && end - begin < kWindow / 2) {
    const Item& item = items[begin - 1];
    const bool inside = begin < end;
    // A verb's form behind an article is a noun: "the find".
    const bool noun = item.cue != nullptr && begin >= segment.begin + 2 &&
                      items[begin - 2].Is(WordClass::kDeterminer);
    if (IsPhraseItem(item) || noun) {
      // "the minister of finance": fine; a long quotation in front is the content.
      if (item.Is(ItemKind::kQuotation) && (!inside || !IsQuotedWord(item))) break;
    } else if (item.Is(WordClass::kThat) && inside && begin >= segment.begin + 2 &&
               items[begin - 2].Is(WordClass::kPreposition)) {
      // "in that hall"
    } else if (item.Is(WordClass::kPreposition) && inside) {
      // part of the phrase, or trimmed by SkipLeadingPrepositions()
    } else if (item.Is(WordClass::kCoordinator) && inside) {
      if (!JoinsPhrases(segment, begin - 1)) break;
    } else {
      break;
    }
    --begin;
  }
  return SkipLeadingPrepositions(begin, end);
}

// "In Tbilisi the minister": the phrase starts at "the".
uint32_t PhraseFinder::SkipLeadingPrepositions(uint32_t begin, uint32_t end) const {
  const auto items = reading_.items();
  while (begin < end &&
         (items[begin].Is(ItemKind::kClitic) || items[begin].Is(ItemKind::kParenthesis))) {
    ++begin;
  }
  if (begin == end || !items[begin].Is(WordClass::kPreposition)) return begin;
  const std::string_view first = reading_.Lower(items[begin]);
  if (first == "at" && begin + 2 < end && reading_.IsText(items[begin + 1], "least")) return begin;
  for (uint32_t i = begin + 2; i < end; ++i) {
    const Item& before = items[i - 1];
    if (before.Is(WordClass::kPreposition) || before.Is(WordClass::kDeterminer)) continue;
    if (items[i].Is(WordClass::kDeterminer)) return i;
    if ((items[i].Is(ItemKind::kName) || items[i].capitalised) && !before.capitalised &&
        !before.Is(ItemKind::kClitic)) {
      return i;
    }
  }
  return end;
}

uint32_t PhraseFinder::PhraseEnd(const Segment& segment, uint32_t begin,
                                 bool with_prepositions) const {
  const auto items = reading_.items();
  uint32_t end = begin;
  while (end < segment.end && end - begin < kWindow / 2) {
    const Item& item = items[end];
    const bool inside = end > begin;
    if (item.Is(ItemKind::kQuotation)) {
      const bool between = inside && end + 1 < segment.end && IsPhraseItem(items[end + 1]);
      if (!between || !IsPhraseItem(item)) break;
    } else if (item.Is(WordClass::kPreposition)) {
      const std::string_view word = reading_.Lower(item);
      const bool attaches = word == "of" || word == "for" || word == "from" || with_prepositions;
      if (!inside || !attaches || end + 1 == segment.end || !StartsPhrase(items[end + 1])) break;
      if (TimePhrase(segment, end) != 0) break;
    } else if (item.Is(WordClass::kCoordinator)) {
      const bool joins =
          inside && with_prepositions && end + 1 < segment.end &&
          (items[end + 1].Is(ItemKind::kName) || items[end + 1].Is(WordClass::kOther));
      if (!joins || (end + 1 < segment.end && items[end + 1].cue != nullptr)) break;
    } else if (!IsPhraseItem(item)) {
      // A verb's form behind an article is a noun: "the ruling".
      if (item.cue == nullptr || !inside || !items[end - 1].Is(WordClass::kDeterminer)) break;
    } else if (item.Is(WordClass::kOther) && inside && !item.capitalised) {
      const std::string_view word = reading_.Lower(item);
      if (word.ends_with("ed") && !items[end - 1].Is(WordClass::kDeterminer)) break;
      const bool manner = word.ends_with("ly") && end + 1 < segment.end;
      if (manner && !IsPhraseItem(items[end + 1])) break;  // "leaders quickly countered"
    } else if (item.Is(WordClass::kDeterminer) && inside &&
               !items[end - 1].Is(WordClass::kPreposition) &&
               !items[end - 1].Is(WordClass::kDeterminer)) {
      break;
    }
    ++end;
  }
  return end;
}

}  // namespace newsmill::claims
