#include "processors/claims/sources.h"

#include <algorithm>

namespace newsmill::claims {
namespace {

constexpr uint32_t kSourceTail = 20;  // items behind a source that may describe it

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
         (phrases_.IsPhraseItem(items[end]) || items[end].Is(WordClass::kPreposition) ||
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

// "X, the minister, said" and "The minister, X, said", for the comma before the verb.
Source SourceFinder::BeforeApposition(const Segment& segment, uint32_t comma) const {
  const auto items = reading_.items();
  Source nearest;
  uint32_t tries = 0;
  const uint32_t stop =
      comma > segment.begin + PhraseFinder::kWindow ? comma - PhraseFinder::kWindow : segment.begin;
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
    const uint32_t begin = phrases_.PhraseBegin(segment, i);
    if (begin == i) {
      // "amid statements from X, the minister, indicating"
      if (nearest.found || i == segment.begin || !items[i - 1].Is(ItemKind::kName) ||
          !after.Is(WordClass::kDeterminer)) {
        continue;
      }
      Source source = Select(i - 1, i);
      AddAppositiveRole(segment, i, &source);
      source.end_item = comma + 1;
      return source;
    }
    // "X, 34, of Leeds, said"
    const bool age = begin > segment.begin && begin + 1 == i &&
                     items[begin].Is(ItemKind::kNumber) && items[begin - 1].Is(ItemKind::kComma);
    if (age) continue;
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
    // "X, the minister, one of many, said": each describes what stands before it.
    const bool quoted = begin > segment.begin && items[begin - 1].Is(ItemKind::kQuotation);
    const bool describes = begin > segment.begin && items[begin - 1].Is(ItemKind::kComma);
    if (!describes) return quoted || !nearest.found ? source : nearest;
    if (!nearest.found) nearest = source;
  }
  return nearest;
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
    const bool comma = noun > segment.begin && items[noun - 1].Is(ItemKind::kComma);
    if (comma) --noun;
    Source source = Select(phrases_.PhraseBegin(segment, noun), noun);
    source.end_item = end;
    // "people who say": the people; "X, who says": the pronoun.
    if (comma) source.relative = static_cast<int32_t>(last.first_token);
    return source;
  }
  if (last.Is(ItemKind::kComma)) return BeforeApposition(segment, end - 1);
  if (last.Is(WordClass::kDeterminer) && !phrases_.StandsAlone(last)) {
    return {};
  }
  return Select(phrases_.PhraseBegin(segment, end), end);
}

Source SourceFinder::After(const Segment& segment, uint32_t begin) const {
  const auto items = reading_.items();
  if (begin >= segment.end || !phrases_.StartsPhrase(items[begin])) return {};
  if (items[begin].Is(WordClass::kPronoun)) {
    Source source = Select(begin, begin + 1);
    source.pronoun = true;
    return source;
  }
  const uint32_t end = phrases_.PhraseEnd(segment, begin, false);
  Source source = Select(begin, end);
  if (!source.found || end + 1 >= segment.end || !items[end].Is(ItemKind::kComma)) return source;
  NameFromApposition(segment, end, &source);
  AddAppositiveRole(segment, end, &source);
  return source;
}

Source SourceFinder::Of(uint32_t first_token, uint32_t end_token) const {
  const auto items = reading_.items();
  const auto first = std::partition_point(
      items.begin(), items.end(), [&](const Item& item) { return item.end_token <= first_token; });
  const auto end = std::partition_point(
      first, items.end(), [&](const Item& item) { return item.first_token < end_token; });
  const auto begin_item = static_cast<uint32_t>(first - items.begin());
  const auto end_item = static_cast<uint32_t>(end - items.begin());
  if (begin_item == end_item || first->Is(ItemKind::kQuotation)) return {};
  uint32_t comma = begin_item;
  while (comma < end_item && !items[comma].Is(ItemKind::kComma)) ++comma;
  Source source = Select(begin_item, comma);
  source.pronoun =
      source.found && comma == begin_item + 1 && items[begin_item].Is(WordClass::kPronoun);
  if (!source.found || source.pronoun) return source;
  const Segment rest{begin_item,
                     std::min(static_cast<uint32_t>(items.size()), end_item + kSourceTail), false};
  if (comma < rest.end && items[comma].Is(ItemKind::kComma)) {
    NameFromApposition(rest, comma, &source);
    AddAppositiveRole(rest, comma, &source);
  }
  source.end_item = std::max(source.end_item, end_item);
  return source;
}

// "Speaking in Salem, Ohio, Lee said …": the item of "Lee"; `begin` where no participle leads.
uint32_t SourceFinder::BehindParticiple(const Segment& segment, uint32_t begin,
                                        uint32_t limit) const {
  const auto items = reading_.items();
  if (begin >= limit || !items[begin].Is(ItemKind::kWord)) return begin;
  const std::string_view word = reading_.Lower(items[begin]);
  const bool participle = word.ends_with("ing") && !word.ends_with("thing") && word.size() > 5;
  for (uint32_t i = begin + 1; participle && i + 1 < limit; ++i) {
    if (!items[i].Is(ItemKind::kComma) || !phrases_.StartsPhrase(items[i + 1])) continue;
    const uint32_t end =
        items[i + 1].Is(WordClass::kPronoun) ? i + 2 : phrases_.PhraseEnd(segment, i + 1, true);
    const bool verb =
        end < limit && items[end].Is(ItemKind::kWord) && !items[end].Is(WordClass::kCoordinator);
    if (verb) return i + 1;
  }
  return begin;
}

// "Publicly, Lee said", "Hours later, the union answered": the item of the subject; `begin` where
// that stands first.
uint32_t SourceFinder::BehindAdverbial(const Segment& segment, uint32_t begin,
                                       uint32_t limit) const {
  const auto items = reading_.items();
  if (begin >= limit || !items[begin].Is(WordClass::kOther)) return begin;
  uint32_t comma = phrases_.PhraseEnd(segment, begin, /*with_prepositions=*/true);
  while (comma < limit && items[comma].Is(WordClass::kAdverb)) ++comma;
  if (comma + 2 >= limit || !items[comma].Is(ItemKind::kComma)) return begin;
  const Item& next = items[comma + 1];
  if (!phrases_.StartsPhrase(next)) return begin;
  const uint32_t end = next.Is(WordClass::kPronoun)
                           ? comma + 2
                           : phrases_.PhraseEnd(segment, comma + 1, /*with_prepositions=*/true);
  const bool verb =
      end < limit && items[end].Is(ItemKind::kWord) && !items[end].Is(WordClass::kCoordinator);
  return verb ? comma + 1 : begin;
}

Source SourceFinder::Main(const Segment& segment, uint32_t before) const {
  const auto items = reading_.items();
  uint32_t begin = phrases_.SkipDateline(segment);
  const uint32_t limit = std::min(before, begin + PhraseFinder::kWindow);
  while (begin < limit &&
         (items[begin].Is(WordClass::kCoordinator) || items[begin].Is(WordClass::kAdverb) ||
          items[begin].Is(ItemKind::kSymbol) || items[begin].Is(ItemKind::kComma) ||
          items[begin].Is(ItemKind::kClitic))) {
    ++begin;
  }
  if (const uint32_t time = phrases_.TimePhrase(segment, begin); time != 0) {
    const uint32_t next = begin + time;
    if (next < limit && items[next].Is(ItemKind::kComma)) begin = next + 1;  // "last October, X"
    const bool year = begin + 1 < limit && items[begin].Is(ItemKind::kNumber) &&
                      items[begin + 1].Is(ItemKind::kComma);
    if (year) begin += 2;  // "On July 6, 2015, X"
  }
  if (begin < limit &&
      (items[begin].Is(WordClass::kPreposition) || items[begin].Is(WordClass::kSubordinator) ||
       reading_.IsText(items[begin], "according"))) {
    while (begin < limit && !items[begin].Is(ItemKind::kComma)) ++begin;
    ++begin;
  }
  begin = BehindParticiple(segment, begin, limit);
  begin = BehindAdverbial(segment, begin, limit);
  if (begin >= limit || !phrases_.StartsPhrase(items[begin])) return {};
  if (items[begin].Is(WordClass::kPronoun)) {
    Source source = Select(begin, begin + 1);
    source.pronoun = true;
    return source;
  }
  const uint32_t end = std::min(phrases_.PhraseEnd(segment, begin, true), limit);
  Source source = Select(begin, end);
  if (source.found && end < segment.end && items[end].Is(ItemKind::kComma)) {
    NameFromApposition(segment, end, &source);
    AddAppositiveRole(segment, end, &source);
  }
  return source;
}

}  // namespace newsmill::claims
