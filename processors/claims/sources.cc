#include "processors/claims/sources.h"

#include <algorithm>

namespace newsmill::claims {
namespace {

constexpr uint32_t kDatelineWindow = 14;

bool IsBe(std::string_view word) {
  return word == "is" || word == "are" || word == "was" || word == "were" || word == "be" ||
         word == "been" || word == "being";
}

bool IsFuture(std::string_view word) {
  return word == "will" || word == "would" || word == "can" || word == "could" || word == "may" ||
         word == "might" || word == "should" || word == "must" || word == "shall";
}

}  // namespace

bool SourceFinder::IsNobody(uint32_t begin, uint32_t end) const {
  for (uint32_t i = begin; i < end; ++i) {
    const Item& item = reading_.items()[i];
    if (!item.Is(ItemKind::kWord)) continue;
    const std::string_view word = reading_.Lower(item);
    if (word == "nobody" || word == "none" || word == "neither" || word == "no") return true;
  }
  return false;
}

bool SourceFinder::StartsPhrase(const Item& item) const {
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

bool SourceFinder::IsPhraseItem(const Item& item) const {
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

uint32_t SourceFinder::TimePhrase(const Segment& segment, uint32_t begin) const {
  const auto items = reading_.items();
  uint32_t i = begin;
  const uint32_t limit = std::min(segment.end, begin + 4);
  while (i < limit) {
    const Item& item = items[i];
    if (item.Is(WordClass::kTime)) {
      ++i;
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

uint32_t SourceFinder::SkipDateline(const Segment& segment) const {
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

VerbGroup SourceFinder::ReadVerbGroup(const Segment& segment, uint32_t cue) const {
  const auto items = reading_.items();
  VerbGroup group;
  group.begin = cue;
  bool nearest = true;
  while (group.begin > segment.begin && cue - group.begin < 10) {
    const Item& item = items[group.begin - 1];
    if (!item.Is(ItemKind::kWord)) {
      // "last Tuesday", "in 2021": a year is a number.
      if (!item.Is(ItemKind::kNumber)) break;
    } else if (item.word_class == WordClass::kAuxiliary) {
      const std::string_view word = reading_.Lower(item);
      if (nearest && items[cue].form == VerbForm::kPast && IsBe(word)) group.passive = true;
      if (IsFuture(word)) group.future = true;
      nearest = false;
      --group.begin;
      continue;
    } else if (item.word_class == WordClass::kNegation) {
      group.negated = true;
      nearest = false;
      --group.begin;
      continue;
    } else if (item.word_class == WordClass::kTo) {
      group.infinitive = true;
      break;
    } else if (item.word_class == WordClass::kAdverb ||
               (item.word_class == WordClass::kOther && !item.capitalised &&
                reading_.Lower(item).ends_with("ly") && item.cue == nullptr)) {
      --group.begin;
      continue;
    }
    // A time phrase before the verb: "X on Tuesday said".
    uint32_t length = 0;
    for (uint32_t back = 1; back <= 3 && group.begin >= segment.begin + back; ++back) {
      if (TimePhrase(segment, group.begin - back) == back) length = back;
    }
    if (length == 0) break;
    group.begin -= length;
  }
  return group;
}

// “experts”, against a short quotation that somebody said: “No,”.
bool SourceFinder::IsQuotedWord(const Item& item) const {
  const char last =
      reading_.LastCharacter(reading_.quotations()[static_cast<size_t>(item.quotation)]);
  return last != ',' && last != '.' && last != '?' && last != '!';
}

// "officers and monitors": the words before it hold no verb, so it joins two nouns.
bool SourceFinder::JoinsPhrases(const Segment& segment, uint32_t coordinator) const {
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

uint32_t SourceFinder::PhraseBegin(const Segment& segment, uint32_t end) const {
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
uint32_t SourceFinder::SkipLeadingPrepositions(uint32_t begin, uint32_t end) const {
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

// The name if the phrase is one with its titles, else all of it.
Source SourceFinder::Select(uint32_t begin, uint32_t end) const {
  const auto items = reading_.items();
  Source source;
  if (begin >= end) return source;
  source.found = true;
  source.begin_item = begin;
  source.end_item = end;
  source.first_token = items[begin].first_token;
  source.end_token = items[end - 1].end_token;
  source.nobody = IsNobody(begin, end);
  for (uint32_t i = begin; i < end; ++i) {
    const Item& item = items[i];
    if (item.Is(WordClass::kPreposition) || item.Is(WordClass::kCoordinator)) break;
    if (!item.Is(ItemKind::kName)) continue;
    uint32_t next = i + 1;
    while (next < end && items[next].Is(ItemKind::kParenthesis)) ++next;
    const bool head = next == end || items[next].Is(WordClass::kPreposition);
    if (!head) continue;
    const Mention& mention = reading_.document().mentions[static_cast<size_t>(item.mention)];
    const EntityType type = reading_.document().entities[mention.entity].type;
    const bool alone = i == begin || (i == begin + 1 && items[begin].Is(WordClass::kDeterminer));
    if (type == EntityType::kMisc) continue;
    if (type == EntityType::kLocation && !alone) continue;
    source.mention = item.mention;
    source.first_token = item.first_token;
    source.end_token = item.end_token;
    uint32_t role = begin;
    while (role < i && items[role].Is(WordClass::kDeterminer)) ++role;
    if (role < i) {
      source.role_first = items[role].first_token;
      source.role_end = items[i - 1].end_token;
    }
    break;
  }
  return source;
}

// `comma` follows the name; "X, the minister of Y, said" gives the role "minister of Y".
void SourceFinder::AddAppositiveRole(const Segment& segment, uint32_t comma, Source* source) const {
  const auto items = reading_.items();
  if (source->mention < 0 || source->role_first != source->role_end) return;
  uint32_t begin = comma + 1;
  if (begin >= segment.end) return;
  const bool described = items[begin].Is(WordClass::kDeterminer) ||
                         (items[begin].Is(WordClass::kOther) && !items[begin].capitalised);
  if (!described) return;
  uint32_t end = begin;
  while (end < segment.end && end - begin < 16 &&
         (IsPhraseItem(items[end]) || items[end].Is(WordClass::kPreposition) ||
          items[end].Is(WordClass::kCoordinator))) {
    ++end;
  }
  const bool closed =
      end == segment.end || items[end].Is(ItemKind::kComma) || items[end].Is(ItemKind::kStop);
  while (begin < end && items[begin].Is(WordClass::kDeterminer)) ++begin;
  if (!closed || begin == end) return;
  source->role_first = items[begin].first_token;
  source->role_end = items[end - 1].end_token;
}

// "X, the minister, said" and "The minister, X, said", for the comma before the verb.
Source SourceFinder::BeforeApposition(const Segment& segment, uint32_t comma) const {
  const auto items = reading_.items();
  uint32_t tries = 0;
  const uint32_t stop = comma > segment.begin + kWindow ? comma - kWindow : segment.begin;
  for (uint32_t i = comma; i > stop && tries < 4;) {
    const Item& item = items[--i];
    if (item.Is(ItemKind::kSemicolon) || item.Is(ItemKind::kStop) || item.Is(ItemKind::kColon))
      break;
    if (!item.Is(ItemKind::kComma) || i + 1 == comma) continue;
    ++tries;
    const Item& after = items[i + 1];
    if (after.Is(WordClass::kCoordinator) || after.Is(WordClass::kPronoun) ||
        after.Is(WordClass::kSubordinator)) {
      continue;
    }
    const uint32_t begin = PhraseBegin(segment, i);
    if (begin == i) {
      // "amid statements from X, the minister, indicating"
      if (i == segment.begin || !items[i - 1].Is(ItemKind::kName) ||
          !after.Is(WordClass::kDeterminer)) {
        continue;
      }
      Source source = Select(i - 1, i);
      AddAppositiveRole(segment, i, &source);
      source.end_item = comma + 1;
      return source;
    }
    if (begin > segment.begin &&
        (items[begin - 1].Is(WordClass::kTo) || items[begin - 1].Is(WordClass::kVerb) ||
         items[begin - 1].Is(WordClass::kPreposition) ||
         items[begin - 1].Is(WordClass::kAuxiliary))) {
      continue;
    }
    Source source = Select(begin, i);
    NameFromApposition(segment, i, &source);
    AddAppositiveRole(segment, i, &source);
    source.end_item = comma + 1;
    return source;
  }
  return {};
}

Source SourceFinder::Before(const Segment& segment, uint32_t end) const {
  const auto items = reading_.items();
  if (end <= segment.begin) return {};
  const Item& last = items[end - 1];
  if (last.Is(WordClass::kPronoun)) {
    Source source = Select(end - 1, end);
    source.pronoun = true;
    // "we all thought" is rare; "it" after a preposition is no subject.
    if (end >= segment.begin + 2 && items[end - 2].Is(WordClass::kPreposition)) return {};
    return source;
  }
  if (last.Is(WordClass::kRelative)) {
    uint32_t noun = end - 1;
    if (noun > segment.begin && items[noun - 1].Is(ItemKind::kComma)) --noun;
    Source source = Select(PhraseBegin(segment, noun), noun);
    source.end_item = end;
    return source;
  }
  if (last.Is(ItemKind::kComma)) return BeforeApposition(segment, end - 1);
  if (last.Is(WordClass::kDeterminer) && !reading_.IsText(last, "both") &&
      !reading_.IsText(last, "each") && !reading_.IsText(last, "others") &&
      !reading_.IsText(last, "this") && !reading_.IsText(last, "many") &&
      !reading_.IsText(last, "some") && !reading_.IsText(last, "neither") &&
      !reading_.IsText(last, "most")) {
    return {};
  }
  return Select(PhraseBegin(segment, end), end);
}

uint32_t SourceFinder::PhraseEnd(const Segment& segment, uint32_t begin,
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
      break;
    } else if (item.Is(WordClass::kOther) && inside && !item.capitalised) {
      const std::string_view word = reading_.Lower(item);
      if (word.ends_with("ed") && !items[end - 1].Is(WordClass::kDeterminer)) break;
    } else if (item.Is(WordClass::kDeterminer) && inside &&
               !items[end - 1].Is(WordClass::kPreposition) &&
               !items[end - 1].Is(WordClass::kDeterminer)) {
      break;
    }
    ++end;
  }
  return end;
}

Source SourceFinder::After(const Segment& segment, uint32_t begin) const {
  const auto items = reading_.items();
  if (begin >= segment.end || !StartsPhrase(items[begin])) return {};
  if (items[begin].Is(WordClass::kPronoun)) {
    Source source = Select(begin, begin + 1);
    source.pronoun = true;
    return source;
  }
  const uint32_t end = PhraseEnd(segment, begin, false);
  Source source = Select(begin, end);
  if (!source.found || end + 1 >= segment.end || !items[end].Is(ItemKind::kComma)) return source;
  NameFromApposition(segment, end, &source);
  AddAppositiveRole(segment, end, &source);
  return source;
}

// "said the mediator, Marguerite Oudard," for the comma before the name.
void SourceFinder::NameFromApposition(const Segment& segment, uint32_t comma,
                                      Source* source) const {
  const auto items = reading_.items();
  if (source->mention >= 0) return;
  uint32_t name = comma + 1;
  while (name < segment.end && name < comma + 4 && items[name].Is(WordClass::kOther) &&
         items[name].capitalised) {
    ++name;  // "Justice", "Dr"
  }
  if (name >= segment.end) return;
  uint32_t end = name + 1;
  while (end < segment.end && items[end].Is(ItemKind::kParenthesis)) ++end;
  const bool closed =
      end >= segment.end || items[end].Is(ItemKind::kComma) || items[end].Is(ItemKind::kStop);
  if (!items[name].Is(ItemKind::kName) || !closed) return;
  const Source named = Select(name, name + 1);
  if (named.mention < 0) return;
  source->mention = named.mention;
  source->role_first = source->first_token;
  source->role_end = source->end_token;
  source->first_token = named.first_token;
  source->end_token = named.end_token;
  source->end_item = end;
}

Source SourceFinder::Main(const Segment& segment, uint32_t before) const {
  const auto items = reading_.items();
  uint32_t begin = SkipDateline(segment);
  const uint32_t limit = std::min(before, begin + kWindow);
  while (begin < limit &&
         (items[begin].Is(WordClass::kCoordinator) || items[begin].Is(WordClass::kAdverb) ||
          items[begin].Is(ItemKind::kSymbol) || items[begin].Is(ItemKind::kComma))) {
    ++begin;
  }
  if (begin < limit &&
      (items[begin].Is(WordClass::kPreposition) || items[begin].Is(WordClass::kSubordinator) ||
       reading_.IsText(items[begin], "according"))) {
    while (begin < limit && !items[begin].Is(ItemKind::kComma)) ++begin;
    ++begin;
  }
  if (begin >= limit || !StartsPhrase(items[begin])) return {};
  if (items[begin].Is(WordClass::kPronoun)) {
    Source source = Select(begin, begin + 1);
    source.pronoun = true;
    return source;
  }
  const uint32_t end = std::min(PhraseEnd(segment, begin, true), limit);
  Source source = Select(begin, end);
  if (source.found && end < segment.end && items[end].Is(ItemKind::kComma)) {
    NameFromApposition(segment, end, &source);
    AddAppositiveRole(segment, end, &source);
  }
  return source;
}

}  // namespace newsmill::claims
