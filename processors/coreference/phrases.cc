#include "processors/coreference/phrases.h"

#include <algorithm>

namespace newsmill::coreference {
namespace {

constexpr uint32_t kLongestCore = 8;    // tokens of a noun with its modifiers
constexpr uint32_t kLongestAside = 16;  // tokens between a name's commas
constexpr uint32_t kAdverbs = 2;        // between a subject and its verb

}  // namespace

void PhraseReader::Read(const Passage& passage, std::vector<Phrase>* phrases) {
  passage_ = &passage;
  phrases_ = phrases;
  sentence_ = outer_sentence_ = paragraph_ = 0;
  if (!phrases->empty()) {
    const Phrase& last = phrases->back();
    sentence_ = last.sentence + 1;
    outer_sentence_ = last.outer_sentence + 1;
    paragraph_ = last.paragraph + 1;
  }
  for (const Sentence& s : passage.document().layout(passage.field()).sentences) {
    if (s.starts_paragraph) ++paragraph_;
    if (!s.outside_story) ReadSentence(s);
    ++sentence_;
    // "“One. Two. Three,” he said.": the second stands within.
    const bool within = s.first_token < s.end_token &&
                        passage.quotation_at(s.first_token) != Passage::kNone &&
                        passage.quotation_at(s.end_token - 1) != Passage::kNone;
    if (!within) ++outer_sentence_;
  }
}

void PhraseReader::ReadSentence(const Sentence& sentence) {
  sentence_first_ = sentence.first_token;
  sentence_end_ = sentence.end_token;
  sentence_phrases_ = phrases_->size();
  for (uint32_t t = sentence.first_token; t < sentence.end_token;) {
    t = std::max(t + 1, ReadAt(t, sentence.end_token));
  }
}

// Reads the phrase that begins at `t`, if any; where to go on.
uint32_t PhraseReader::ReadAt(uint32_t t, uint32_t end) {
  const Passage& p = *passage_;
  if (const int32_t at = p.name_at(t); at != Passage::kNone) {
    const NameTokens& name = p.names()[static_cast<size_t>(at)];
    AddName(name);
    // "Slovenia's finance minister", "the European Commission spokesman"
    if (p.IsClitic(name.end_token)) return ReadNominal(t, name.end_token + 1, end);
    return p.IsContent(name.end_token) ? ReadNominal(t, name.end_token, end) : name.end_token;
  }
  const uint64_t facts = p.facts(t);
  if ((facts & word::kPronounOfThird) != 0) {
    Phrase phrase;
    phrase.begin = phrase.head = t;
    phrase.end = t + 1;
    phrase.kind = PhraseKind::kPronoun;
    phrase.facts = facts;
    phrase.plural = (facts & word::kThey) != 0;
    // "her" is an object as often.
    phrase.possessor =
        (facts & word::kPossessive) != 0 &&
        ((facts & word::kShe) == 0 || p.IsContent(t + 1) || p.name_at(t + 1) != Passage::kNone);
    Add(phrase);
    if (!phrase.possessor) return t + 1;
    return ReadNominal(t, t + 1, end);
  }
  if ((facts & (word::kDefinite | word::kIndefinite | word::kPossessive)) != 0)
    return ReadNominal(t, t + 1, end);
  if (p.IsContent(t)) return ReadNominal(t, t, end);
  return t + 1;
}

// Noun phrases whose words without determiner begin at `core`, each the possessor of the next
// ("the party's leader's aide"); where to go on.
uint32_t PhraseReader::ReadNominal(uint32_t begin, uint32_t core, uint32_t end) {
  for (;;) {
    const Core found = ReadCore(core, end);
    if (found.next == core) return core;
    if (found.names) return found.next;
    if (!AddNominal(begin, core, found)) return found.next;
    const uint32_t behind = phrases_->back().end;
    if (!passage_->IsClitic(behind)) return std::max(behind, found.next);
    core = behind + 1;
  }
}

// The words of a noun phrase from `t` on; names that are no more than its modifiers are added.
PhraseReader::Core PhraseReader::ReadCore(uint32_t t, uint32_t end) {
  const Passage& p = *passage_;
  const uint32_t first = t;
  const uint32_t limit = std::min(end, t + kLongestCore);
  Core core;
  while (t < limit) {
    if (const int32_t at = p.name_at(t); at != Passage::kNone) {
      const NameTokens& name = p.names()[static_cast<size_t>(at)];
      core.names =
          !p.IsContent(name.end_token);  // "finance minister Anja Verbič": the name's phrase
      if (core.names) break;
      AddName(name);
      t = name.end_token;
      continue;
    }
    if (!p.IsContent(t) && (t > first || !p.Is(t, word::kIndefinite))) break;
    if (p.Is(t, word::kNoun)) core.noun = t;
    ++t;
  }
  core.next = t;
  return core;
}

bool PhraseReader::AddNominal(uint32_t begin, uint32_t core, const Core& found) {
  const Passage& p = *passage_;
  const bool determined = begin < core;
  const bool listed = found.noun != UINT32_MAX;
  if (!listed && (!determined || p.name_at(found.next - 1) != Passage::kNone)) return false;
  if (!determined && !p.Is(found.noun, word::kPerson | word::kGroup | word::kPeople)) return false;
  Phrase phrase;
  phrase.begin = begin;
  phrase.head = listed ? found.noun : found.next - 1;
  phrase.end = phrase.head + 1;
  phrase.facts = p.facts(phrase.head);
  phrase.possessed = determined && (p.name_at(begin) != Passage::kNone ||
                                    p.Is(begin, word::kPossessive) || p.IsClitic(core - 1));
  phrase.definite = determined && (phrase.possessed || p.Is(begin, word::kDefinite));
  phrase.indefinite = determined && !phrase.definite;
  const std::string_view word = p.Word(phrase.head);
  phrase.plural =
      listed ? p.Is(phrase.head, word::kPlural) : word.ends_with('s') && !word.ends_with("ss");
  Add(phrase);
  return true;
}

void PhraseReader::AddName(const NameTokens& name) {
  Phrase phrase;
  phrase.begin = name.first_token;
  phrase.end = name.end_token;
  phrase.head = name.end_token - 1;
  phrase.kind = PhraseKind::kName;
  phrase.entity = static_cast<int32_t>(name.entity);
  Add(phrase);
}

// Where the noun phrase around `t` begins.
uint32_t PhraseReader::CoreBegin(uint32_t t) const {
  const uint32_t limit = t - std::min(t - sentence_first_, kLongestCore);
  while (t > limit && passage_->IsContent(t - 1)) --t;
  if (t > limit && passage_->Is(t - 1, word::kDefinite | word::kIndefinite)) --t;
  return t;
}

void PhraseReader::Add(Phrase phrase) {
  phrase.field = passage_->field();
  phrase.sentence = sentence_;
  phrase.outer_sentence = outer_sentence_;
  phrase.paragraph = paragraph_;
  phrase.quotation = passage_->quotation_at(phrase.head);
  phrase.first = phrases_->size() == sentence_phrases_;
  Describe(&phrase);
  phrases_->push_back(phrase);
}

void PhraseReader::Describe(Phrase* phrase) const {
  const Passage& p = *passage_;
  if (phrase->kind != PhraseKind::kPronoun) phrase->possessor = p.IsClitic(phrase->end);
  const uint32_t before = CoreBegin(phrase->begin);
  phrase->after_preposition = before > sentence_first_ && p.Is(before - 1, word::kPreposition);
  const bool subjective = phrase->kind != PhraseKind::kPronoun ||
                          (phrase->facts & (word::kSubjectPronoun | word::kIt)) != 0;
  // "The fishmonger, Ignazio Grech, insists": the verb is that of both.
  const bool apposed = before > sentence_first_ && p.IsPunctuation(before - 1, ',') &&
                       p.IsPunctuation(phrase->end, ',');
  const bool verb_behind =
      apposed && p.Is(phrase->end + 1, word::kAuxiliary | word::kVerb | word::kSpeech);
  phrase->speaks = !phrase->after_preposition && !phrase->possessor &&
                   ((verb_behind && p.Is(phrase->end + 1, word::kSpeech)) || Speaks(*phrase));
  phrase->subject = phrase->speaks || verb_behind ||
                    (subjective && !phrase->after_preposition && !phrase->possessor &&
                     IsFollowedByVerb(phrase->end));
}

// Whether a verb stands at `t`, adverbs and what is between commas left out.
bool PhraseReader::IsFollowedByVerb(uint32_t t) const {
  const Passage& p = *passage_;
  if (p.IsPunctuation(t, ',')) {
    const uint32_t limit = std::min(sentence_end_, t + kLongestAside);
    uint32_t close = t + 1;
    while (close < limit && !p.IsPunctuation(close, ',') && !p.IsStop(close)) ++close;
    if (close >= limit || !p.IsPunctuation(close, ',')) return false;
    t = close + 1;
    return p.Is(t, word::kAuxiliary | word::kVerb | word::kSpeech);
  }
  for (uint32_t i = 0; i < kAdverbs && p.Is(t, word::kAdverb | word::kRelative); ++i) ++t;
  if (t >= sentence_end_ || p.token(t).kind != TokenKind::kWord) return p.Is(t, word::kAuxiliary);
  if (p.Is(t, word::kAuxiliary | word::kVerb | word::kSpeech | word::kNegation)) return true;
  return p.IsContent(t) && !p.token(t).capitalised && !p.Is(t, word::kNoun);
}

// "X said", "said X", "X, the minister, said".
bool PhraseReader::Speaks(const Phrase& phrase) const {
  const Passage& p = *passage_;
  if (p.Is(phrase.head, word::kSpeech) && phrase.kind != PhraseKind::kName) return false;
  uint32_t t = phrase.end;
  for (uint32_t i = 0; i < kAdverbs && p.Is(t, word::kAdverb | word::kRelative | word::kAuxiliary);
       ++i)
    ++t;
  if (t < sentence_end_ && p.Is(t, word::kSpeech)) return true;
  const uint32_t before = CoreBegin(phrase.begin);
  if (before > sentence_first_ && p.Is(before - 1, word::kSpeech)) {
    // Behind a quotation; "denied the charge" has its subject before it, "told X" a hearer behind.
    const uint32_t verb = before - 1;
    const bool inverted = verb == sentence_first_ || (p.token(verb - 1).kind != TokenKind::kWord &&
                                                      p.token(verb - 1).kind != TokenKind::kNumber);
    return inverted && !SameWord(p.Word(verb), "told");
  }
  if (!p.IsPunctuation(phrase.end, ',')) return false;
  const uint32_t limit = std::min(sentence_end_, phrase.end + kLongestAside);
  for (t = phrase.end + 1; t < limit && !p.IsStop(t); ++t) {
    if (p.IsPunctuation(t, ',')) return p.Is(t + 1, word::kSpeech);
  }
  return false;
}

}  // namespace newsmill::coreference
