#include "processors/coreference/antecedents.h"

#include <algorithm>
#include <cmath>

namespace newsmill::coreference {
namespace {

constexpr size_t kPhraseWindow = 80;
constexpr uint32_t kSentenceWindow = 6;
constexpr uint32_t kPleonasticWindow = 4;
constexpr uint32_t kTagWindow = 3;  // between a quotation and "he said"
constexpr size_t kMostRuledOut = 8;
constexpr uint32_t kLongestVerb = 5;  // "had not been told"

float& At(FeatureVector& features, Feature feature) {
  return features[static_cast<size_t>(feature)];
}

void Set(FeatureVector& features, Feature feature, bool holds) {
  if (holds) At(features, feature) = 1;
}

// In sentences; those within a quotation do not count from outside to outside.
uint32_t Distance(const Phrase& pronoun, const Phrase& before) {
  const bool outside = pronoun.quotation == Phrase::kNone && before.quotation == Phrase::kNone;
  return outside ? pronoun.outer_sentence - before.outer_sentence
                 : pronoun.sentence - before.sentence;
}

uint64_t PronounFacts(uint64_t facts) { return facts & word::kPronounOfThird; }

}  // namespace

PronounGroup AntecedentFinder::GroupOf(const Phrase& pronoun) {
  if ((pronoun.facts & word::kThey) != 0) return PronounGroup::kPlural;
  return (pronoun.facts & word::kIt) != 0 ? PronounGroup::kThing : PronounGroup::kPerson;
}

// Gender, number and kind; an entity's kind is its type, that of the others their noun's.
bool AntecedentFinder::Agrees(const Document& document, const Phrase& pronoun,
                              int32_t chain) const {
  const Chain& c = chains_[static_cast<size_t>(chain)];
  const PronounGroup group = GroupOf(pronoun);
  const bool named = static_cast<size_t>(chain) < document.entities.size();
  if (group == PronounGroup::kPerson) {
    const Gender gender = (pronoun.facts & word::kHe) != 0 ? Gender::kMale : Gender::kFemale;
    if (c.gender != Gender::kUnknown && c.gender != gender) return false;
  }
  if (named) {
    const Entity& entity = document.entities[static_cast<size_t>(chain)];
    if (entity.subtype == "norp") return false;
    switch (group) {
      case PronounGroup::kPerson:
        return entity.type == EntityType::kPerson;
      case PronounGroup::kThing:
        return entity.type != EntityType::kPerson;
      case PronounGroup::kPlural:
        return entity.type != EntityType::kMisc;
    }
  }
  const Phrase& first = phrases_[static_cast<size_t>(c.first)];
  switch (group) {
    case PronounGroup::kPerson:
      return !first.plural && (first.facts & word::kPerson) != 0;
    case PronounGroup::kThing:
      return !first.plural && (first.facts & word::kPerson) == 0;
    case PronounGroup::kPlural:
      return first.plural || (first.facts & (word::kGroup | word::kPerson)) != 0;
  }
  return false;
}

// "A fighter had told her": two people, with nothing but verbs between them.
bool AntecedentFinder::IsItsSubject(const Passage& passage, const Phrase& pronoun,
                                    const Phrase& phrase) {
  const bool object = !pronoun.possessor && (pronoun.facts & word::kReflexive) == 0 &&
                      !pronoun.subject && (pronoun.facts & word::kSubjectPronoun) == 0;
  if (!object || !phrase.subject || pronoun.begin - phrase.end > kLongestVerb) return false;
  for (uint32_t t = phrase.end; t < pronoun.begin; ++t) {
    const bool verbal = passage.IsContent(t) || passage.Is(t, word::kAuxiliary | word::kVerb |
                                                                  word::kSpeech | word::kAdverb);
    if (!verbal || passage.Is(t, word::kNoun)) return false;
  }
  return true;
}

// Who cannot be meant, whatever else speaks for it.
bool AntecedentFinder::IsRuledOut(const Passage& passage, const Phrase& pronoun,
                                  const Phrase& phrase) const {
  if (IsItsSubject(passage, pronoun, phrase)) return true;
  const bool outside = pronoun.quotation == Phrase::kNone;
  if (outside) {
    // "“Sade believed it,” he said": nobody names himself in his own words.
    const uint32_t back = std::min(pronoun.begin, kTagWindow);
    for (uint32_t t = pronoun.begin - back; pronoun.speaks && t < pronoun.begin; ++t) {
      const int32_t said = passage.quotation_at(t);
      if (said != Passage::kNone && said == phrase.quotation) return true;
    }
    // Whom only somebody's words introduce.
    const auto& chain = chains_[static_cast<size_t>(phrase.chain)];
    const bool named = static_cast<size_t>(phrase.chain) < passage.document().entities.size();
    return !named && phrases_[static_cast<size_t>(chain.first)].quotation != Phrase::kNone;
  }
  // "Smith waited. “He lied,” she said": who acted last speaks, and not of himself.
  return phrase.quotation == Phrase::kNone && (phrase.subject || phrase.speaks) &&
         phrase.paragraph == pronoun.paragraph && pronoun.sentence - phrase.sentence <= 1;
}

void AntecedentFinder::Find(const Passage& passage, size_t at,
                            std::vector<Antecedent>* antecedents) const {
  antecedents->clear();
  const Phrase& pronoun = phrases_[at];
  std::array<int32_t, kMostRuledOut> ruled_out;
  ruled_out.fill(Phrase::kNone);
  size_t ruled_out_count = 0;
  const size_t stop = at - std::min(at, kPhraseWindow);
  for (size_t i = at; i > stop && antecedents->size() < kMostAntecedents; --i) {
    const Phrase& phrase = phrases_[i - 1];
    if (Distance(pronoun, phrase) > kSentenceWindow) {
      if (phrase.quotation == Phrase::kNone) break;
      continue;
    }
    // The noun that a possessive pronoun is part of.
    if (phrase.chain == Phrase::kNone || phrase.guess || phrase.end > pronoun.begin) continue;
    const bool seen = std::ranges::any_of(
        *antecedents, [&](const Antecedent& a) { return a.chain == phrase.chain; });
    if (seen || !Agrees(passage.document(), pronoun, phrase.chain)) continue;
    if (ruled_out_count < ruled_out.size() && IsRuledOut(passage, pronoun, phrase)) {
      ruled_out[ruled_out_count++] = phrase.chain;
    }
    if (std::ranges::find(ruled_out, phrase.chain) != ruled_out.end()) continue;
    Antecedent antecedent;
    antecedent.chain = phrase.chain;
    Look(passage, pronoun, antecedents->size(), &antecedent);
    antecedents->push_back(antecedent);
  }
  const auto count = [&](const Antecedent& a) {
    return chains_[static_cast<size_t>(a.chain)].count;
  };
  if (!antecedents->empty()) {
    auto most = std::ranges::max_element(*antecedents, {}, count);
    Set(most->features, Feature::kMostFrequent, count(*most) > 1);
  }
  antecedents->push_back(None(passage, pronoun, antecedents->size()));
}

void AntecedentFinder::Look(const Passage& passage, const Phrase& pronoun, size_t rank,
                            Antecedent* antecedent) const {
  FeatureVector& f = antecedent->features;
  const Chain& chain = chains_[static_cast<size_t>(antecedent->chain)];
  At(f, Feature::kAny) = 1;
  Set(f, Feature::kNearest, rank == 0);
  Set(f, Feature::kSecondNearest, rank == 1);
  Set(f, Feature::kInTitle, chain.title);
  At(f, Feature::kFrequency) = std::log2(static_cast<float>(1 + std::min(chain.count, 30U)));
  if (GroupOf(pronoun) == PronounGroup::kPerson) {
    Set(f, Feature::kSameGender, chain.gender != Gender::kUnknown);
    Set(f, Feature::kGenderUnknown, chain.gender == Gender::kUnknown);
  }
  LookAtPlace(pronoun, phrases_[static_cast<size_t>(chain.last)], antecedent);
  LookAtKind(passage.document(), antecedent->chain, antecedent);
}

void AntecedentFinder::LookAtPlace(const Phrase& pronoun, const Phrase& last,
                                   Antecedent* antecedent) const {
  FeatureVector& f = antecedent->features;
  const uint32_t distance = Distance(pronoun, last);
  Set(f, Feature::kSameSentence, distance == 0);
  Set(f, Feature::kSentenceBefore, distance == 1);
  Set(f, Feature::kTwoSentencesBefore, distance == 2);
  Set(f, Feature::kFarther, distance > 2);
  Set(f, Feature::kOtherParagraph, pronoun.paragraph != last.paragraph);
  const bool subject = (pronoun.facts & word::kSubjectPronoun) != 0 && pronoun.subject;
  Set(f, Feature::kSubject, last.subject);
  Set(f, Feature::kSubjectOfSubject, last.subject && subject);
  Set(f, Feature::kFirstInSentence, last.first);
  Set(f, Feature::kSpeaks, last.speaks);
  Set(f, Feature::kSpeaksBoth, last.speaks && pronoun.speaks);
  Set(f, Feature::kPossessor, last.possessor);
  Set(f, Feature::kAfterPreposition, last.after_preposition);
  Set(f, Feature::kPronounBefore, last.kind == PhraseKind::kPronoun);
  Set(f, Feature::kSamePronoun,
      last.kind == PhraseKind::kPronoun && PronounFacts(last.facts) == PronounFacts(pronoun.facts));
  const bool possessive = pronoun.possessor;
  Set(f, Feature::kPossessiveOfSubject, distance == 0 && possessive && last.subject);
  // "He called him": two people.
  Set(f, Feature::kObjectOfSubject,
      distance == 0 && !possessive && !subject && last.subject &&
          (pronoun.facts & word::kReflexive) == 0);
  Set(f, Feature::kReflexive,
      distance == 0 && (pronoun.facts & word::kReflexive) != 0 && last.subject);
  const bool same = pronoun.quotation == last.quotation;
  Set(f, Feature::kSameQuotation, same && pronoun.quotation != Phrase::kNone);
  Set(f, Feature::kIntoQuotation, !same && pronoun.quotation != Phrase::kNone);
  Set(f, Feature::kOutOfQuotation, !same && pronoun.quotation == Phrase::kNone);
  Set(f, Feature::kSpeakerOfQuotation,
      pronoun.quotation != Phrase::kNone && last.quotation != pronoun.quotation && last.speaks);
}

void AntecedentFinder::LookAtKind(const Document& document, int32_t chain,
                                  Antecedent* antecedent) const {
  FeatureVector& f = antecedent->features;
  if (static_cast<size_t>(chain) < document.entities.size()) {
    const EntityType type = document.entities[static_cast<size_t>(chain)].type;
    Set(f, Feature::kOrganisation, type == EntityType::kOrganisation);
    Set(f, Feature::kLocation, type == EntityType::kLocation);
    Set(f, Feature::kMisc, type == EntityType::kMisc);
    Set(f, Feature::kPerson, type == EntityType::kPerson);
    return;
  }
  const Phrase& first = phrases_[static_cast<size_t>(chains_[static_cast<size_t>(chain)].first)];
  Set(f, Feature::kUnnamed, true);
  Set(f, Feature::kUnnamedIndefinite, first.indefinite);
  Set(f, Feature::kUnnamedUnlisted, (first.facts & word::kNoun) == 0);
  Set(f, Feature::kGroupNoun, (first.facts & word::kGroup) != 0);
  Set(f, Feature::kPlural, first.plural);
}

Antecedent AntecedentFinder::None(const Passage& passage, const Phrase& pronoun,
                                  size_t others) const {
  Antecedent none;
  At(none.features, Feature::kNone) = 1;
  Set(none.features, Feature::kNoneOnly, others == 0);
  Set(none.features, Feature::kNoneSubject, pronoun.subject);
  Set(none.features, Feature::kNoneInQuotation, pronoun.quotation != Phrase::kNone);
  for (uint32_t t = pronoun.end; t < pronoun.end + kPleonasticWindow; ++t) {
    Set(none.features, Feature::kNonePleonastic, passage.Is(t, word::kPleonastic));
  }
  return none;
}

}  // namespace newsmill::coreference
