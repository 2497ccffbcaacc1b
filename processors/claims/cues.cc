#include "processors/claims/cues.h"

namespace newsmill::claims {
namespace {

bool IsBe(std::string_view word) {
  return word == "is" || word == "are" || word == "was" || word == "were" || word == "be" ||
         word == "been" || word == "being";
}

// "wasn't"
bool IsNotBe(std::string_view word) {
  if (word.ends_with("n't")) return IsBe(word.substr(0, word.size() - 3));
  return word.ends_with("n’t") && IsBe(word.substr(0, word.size() - 5));
}

bool IsFuture(std::string_view word) {
  return word == "will" || word == "would" || word == "can" || word == "could" || word == "may" ||
         word == "might" || word == "should" || word == "must" || word == "shall";
}

// "they'll", "I’d"
bool HasModal(std::string_view word) {
  for (const std::string_view end : {"'ll", "’ll", "'d", "’d"}) {
    if (word.ends_with(end)) return true;
  }
  return false;
}

// Verbs whose content is what was asked, where they are negated.
bool IsReply(std::string_view lemma) {
  return lemma == "reply" || lemma == "respond" || lemma == "answer" || lemma == "comment";
}

bool LooksLikeAdjective(std::string_view word) {
  for (const std::string_view suffix : {"s", "al", "ive", "ing", "ed", "ent", "ous", "ic", "ary",
                                        "ory", "ful", "able", "ible", "ian"}) {
    if (word.ends_with(suffix)) return true;
  }
  return false;
}

}  // namespace

// "refused to say whether …", for the item of "to"; "declined to say" is silence.
bool CueFinder::RefusesToSay(const Segment& segment, uint32_t to, const CueVerb& verb) const {
  const auto items = reading_.items();
  if (verb.lemma != "refuse" || to + 2 >= segment.end) return false;
  const Item& next = items[to + 2];
  return items[to].Is(WordClass::kTo) && reading_.IsText(items[to + 1], "say") &&
         (next.Is(WordClass::kQuestion) || next.Is(WordClass::kThat) ||
          reading_.IsText(next, "if"));
}

bool CueFinder::IsNoSpeech(const Segment& segment, uint32_t cue, uint32_t after,
                           const CueVerb& verb) const {
  const auto items = reading_.items();
  if (verb.Has(kInfinitive) && after + 1 < segment.end) {
    uint32_t i = after;
    if (items[i].Is(WordClass::kNegation)) ++i;
    if (items[i].Is(WordClass::kTo) && i + 1 < segment.end) {
      if (RefusesToSay(segment, i, verb)) return false;
      const std::string_view word = reading_.Lower(items[i + 1]);
      if (word == "comment" || word == "say" || word == "answer" || word == "discuss" ||
          word == "elaborate" || word == "be" || word == "give" || word == "name" ||
          word == "speak" || word == "reply" || word == "respond" || word == "disclose") {
        return verb.stance == Stance::kDenies || verb.stance == Stance::kAsks;
      }
    }
  }
  return cue > segment.begin && items[cue].capitalised && reading_.field() == Field::kText &&
         !reading_.tokens()[items[cue].first_token].all_caps;
}

// "rang the police to say that", "stopped to announce, “…”": was said all the same.
bool CueFinder::SaysAfter(const Segment& segment, uint32_t next) const {
  const auto items = reading_.items();
  if (next >= segment.end) return false;
  if (items[next].Is(WordClass::kThat)) return true;
  const bool mark = items[next].Is(ItemKind::kComma) || items[next].Is(ItemKind::kColon);
  return reading_.level() == 0 && mark && next + 1 < segment.end &&
         items[next + 1].Is(ItemKind::kQuotation);
}

// Whether the form stands where a finite verb or a participle can.
bool CueFinder::IsVerb(const Segment& segment, uint32_t cue, const VerbGroup& group) const {
  const auto items = reading_.items();
  const Item& item = items[cue];
  if (group.passive) return false;
  // "did not say that"; but "did not respond" is silence.
  if (group.negated && (item.form == VerbForm::kGerund || IsReply(item.cue->lemma))) return false;
  if (group.infinitive) {
    return item.cue->Has(kQuotation) && !item.cue->Has(kThought) && cue >= segment.begin + 3 &&
           items[cue - 2].cue == nullptr && SaysAfter(segment, cue + 1);
  }
  if (cue == segment.begin) return item.form == VerbForm::kPast || item.form == VerbForm::kGerund;
  const Item& left = items[cue - 1];
  const bool determined = (left.Is(WordClass::kDeterminer) && !phrases_.StandsAlone(left)) ||
                          left.Is(ItemKind::kClitic);
  if (determined) return false;
  if (left.Is(WordClass::kPreposition) && item.form != VerbForm::kGerund) return false;
  if (item.form == VerbForm::kBase && group.begin == cue) {
    if (left.Is(WordClass::kPronoun)) {
      return !reading_.IsText(left, "he") && !reading_.IsText(left, "she");
    }
    if (left.Is(WordClass::kRelative)) return true;
    if (left.Is(WordClass::kCoordinator)) {  // "she would look and say, “…”"
      return cue + 2 < segment.end && items[cue + 2].Is(ItemKind::kQuotation) &&
             (items[cue + 1].Is(ItemKind::kComma) || items[cue + 1].Is(ItemKind::kColon));
    }
    const bool noun =
        left.Is(ItemKind::kName) || left.Is(ItemKind::kComma) ||
        (left.Is(WordClass::kOther) && (left.capitalised || item.cue->lemma == "say"));
    if (noun && !item.cue->Has(kNoun)) return true;
    if (left.Is(ItemKind::kName)) {  // "Democrats question", but not "the Senate report"
      return reading_.TokenText(left.end_token - 1).ends_with('s');
    }
    return left.Is(WordClass::kOther) &&
           (reading_.Lower(left).ends_with('s') || reading_.IsText(left, "police") ||
            reading_.IsText(left, "people"));
  }
  if (item.form == VerbForm::kThird && item.cue->Has(kNoun)) {
    // "a state of emergency claims"? A noun unless a name, pronoun or singular noun leads.
    if (left.Is(WordClass::kOther)) {
      const bool noun = left.cue == nullptr && !LooksLikeAdjective(reading_.Lower(left));
      // "two battleground states"
      if (item.cue->lemma == "state" && !SaysAfter(segment, cue + 1)) return false;
      return noun && !(cue >= segment.begin + 2 && items[cue - 2].Is(ItemKind::kClitic));
    }
    return left.Is(ItemKind::kName) || left.Is(WordClass::kPronoun) ||
           left.Is(WordClass::kAdverb) || left.Is(WordClass::kRelative) ||
           left.Is(ItemKind::kParenthesis) || left.Is(ItemKind::kComma) ||
           left.Is(ItemKind::kQuotation) || left.Is(WordClass::kCoordinator);
  }
  return true;
}

// Inside somebody's words: what is said in the future, or by a participle without its auxiliary.
bool CueFinder::IsImagined(const Segment& segment, uint32_t cue, const VerbGroup& group) const {
  const auto items = reading_.items();
  if (group.future) return true;
  if (group.begin > segment.begin && HasModal(reading_.Lower(items[group.begin - 1]))) return true;
  return items[cue].form == VerbForm::kGerund && cue > segment.begin &&
         (items[cue - 1].Is(ItemKind::kName) || items[cue - 1].Is(WordClass::kOther) ||
          items[cue - 1].Is(WordClass::kAdverb)) &&
         !HasAuxiliary(group.begin, cue);
}

bool CueFinder::HasAuxiliary(uint32_t begin, uint32_t end) const {
  for (uint32_t i = begin; i < end; ++i) {
    if (reading_.items()[i].Is(WordClass::kAuxiliary)) return true;
  }
  return false;
}

VerbGroup CueFinder::ReadVerbGroup(const Segment& segment, uint32_t cue) const {
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
      // "not only said that"
      const Item& next = items[group.begin];
      group.negated = !reading_.IsText(next, "only") && !reading_.IsText(next, "just");
      if (nearest && items[cue].form == VerbForm::kPast && IsNotBe(reading_.Lower(item))) {
        group.passive = true;
      }
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
      if (phrases_.TimePhrase(segment, group.begin - back) == back) length = back;
    }
    if (length == 0) break;
    group.begin -= length;
  }
  return group;
}

std::optional<Cue> CueFinder::Find(const Segment& segment, uint32_t item, bool inner) const {
  const auto items = reading_.items();
  Cue cue;
  cue.verb = items[item].cue;
  cue.begin = item;
  cue.end = item + 1;
  if (cue.verb == nullptr) return std::nullopt;
  if (cue.end < segment.end && items[cue.end].Is(ItemKind::kWord)) {
    if (const CueVerb* phrasal = FindPhrasal(*cue.verb, reading_.Lower(items[cue.end]))) {
      cue.verb = phrasal;
      ++cue.end;
    }
  }
  if (cue.verb->Has(kPhrasalOnly)) return std::nullopt;
  cue.group = ReadVerbGroup(segment, item);
  if (!IsVerb(segment, item, cue.group) || IsNoSpeech(segment, item, cue.end, *cue.verb)) {
    return std::nullopt;
  }
  // “Some will say, ‘No’”, “voters saying ‘No’”: words that nobody has said yet.
  if (reading_.level() > 0 && IsImagined(segment, item, cue.group)) return std::nullopt;
  // “I think”: the speaker's own words already.
  if (inner && cue.verb->Has(kThought) && cue.group.begin > segment.begin) {
    const Item& subject = items[cue.group.begin - 1];
    const bool own = subject.Is(WordClass::kPronoun) && !reading_.IsText(subject, "he") &&
                     !reading_.IsText(subject, "she");
    if (own) return std::nullopt;
  }
  cue.participle = items[item].form == VerbForm::kGerund && cue.group.begin == item;
  if (RefusesToSay(segment, cue.end, *cue.verb)) {
    cue.end += 2;
    cue.verb = &kRefuseToSay;
    cue.group.negated = true;
  }
  return cue;
}

}  // namespace newsmill::claims
