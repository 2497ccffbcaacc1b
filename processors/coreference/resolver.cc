#include "processors/coreference/resolver.h"

#include <algorithm>
#include <tuple>

namespace newsmill::coreference {
namespace {

constexpr float kApposed = 0.9F;
constexpr float kDescribed = 0.75F;
constexpr float kOnly = 0.6F;
constexpr float kGuess = 0.4F;
constexpr float kLink = 0.5F;   // a less likely antecedent is a guess
constexpr float kLeast = 0.4F;  // or none
constexpr float kSureOfGender = 0.5F;
constexpr size_t kPhraseWindow = 60;
constexpr uint32_t kKindSentences = 2;  // how far back "the company" reaches
constexpr uint32_t kNounSentences = 8;  // and "the officer"
constexpr uint32_t kIntroSentences = 2;
constexpr uint32_t kBodySentences = 3;

bool IsOnePerson(const Phrase& phrase, std::string_view head) {
  return (phrase.facts & word::kPerson) != 0 && !phrase.plural && !head.starts_with("spokes");
}

}  // namespace

void Resolver::Resolve(Document& doc) {
  doc_ = &doc;
  doc.references.clear();
  phrases_.clear();
  title_.Start(doc, Field::kTitle);
  reader_.Read(title_, &phrases_);
  const size_t title_end = phrases_.size();
  text_.Start(doc, Field::kText);
  reader_.Read(text_, &phrases_);
  descriptions_.Start(text_);
  chains_.assign(doc.entities.size(), {});
  for (size_t e = 0; e < doc.entities.size(); ++e) chains_[e].gender = descriptions_.gender(e);
  ResolveField(title_, 0, title_end);
  ResolveField(text_, title_end, phrases_.size());
  ResolveTitle(title_end);
  // Who spoke before a name was given has added to the descriptions.
  for (size_t e = 0; e < doc.entities.size(); ++e) doc.entities[e].role = descriptions_.role(e);
  Emit(doc);
}

void Resolver::ResolveField(const Passage& passage, size_t begin, size_t end) {
  for (size_t i = begin; i < end; ++i) {
    switch (phrases_[i].kind) {
      case PhraseKind::kName:
        ResolveName(i);
        break;
      case PhraseKind::kNominal:
        ResolveNominal(passage, i);
        break;
      case PhraseKind::kPronoun:
        ResolvePronoun(passage, i);
        break;
    }
  }
}

void Resolver::ResolveName(size_t at) {
  const Phrase& phrase = phrases_[at];
  const bool known = chains_[static_cast<size_t>(phrase.entity)].text;
  Join(at, phrase.entity, 1);
  if (!known && phrase.field == Field::kText) IntroduceEarlier(at);
}

// "A customs officer denied … “I checked,” Joris de Wolde said": a name nobody introduces is the
// person who spoke just before.
void Resolver::IntroduceEarlier(size_t at) {
  const Phrase& name = phrases_[at];
  const auto entity = static_cast<size_t>(name.entity);
  if (!name.speaks || doc_->entities[entity].type != EntityType::kPerson) return;
  if (!descriptions_.role(entity).empty()) return;
  const size_t stop = at - std::min(at, kPhraseWindow);
  for (size_t i = at; i > stop; --i) {
    Phrase& before = phrases_[i - 1];
    if (before.field != name.field || before.sentence + kIntroSentences < name.sentence) return;
    if (before.quotation != Phrase::kNone || (!before.speaks && !before.subject)) continue;
    const bool unnamed = before.kind == PhraseKind::kNominal && before.chain != Phrase::kNone &&
                         static_cast<size_t>(before.chain) >= doc_->entities.size();
    if (!unnamed && before.kind == PhraseKind::kNominal) continue;
    if (!unnamed || !IsOnePerson(before, text_.Word(before.head))) {
      if (before.speaks) return;
      continue;
    }
    const bool determined =
        text_.Is(before.begin, word::kDefinite | word::kIndefinite | word::kPossessive);
    descriptions_.Add(before.begin + (determined ? 1 : 0), before.end,
                      static_cast<uint32_t>(entity));
    Rename(before.chain, name.entity, i - 1, at);
    return;
  }
}

// The phrases of an unnamed chain in [begin, end) stand for an entity, as one learns only now.
void Resolver::Rename(int32_t unnamed, int32_t entity, size_t begin, size_t end) {
  for (size_t i = begin; i < end; ++i) {
    if (phrases_[i].chain != unnamed) continue;
    phrases_[i].chain = entity;
    phrases_[i].confidence = std::min(phrases_[i].confidence, kGuess);
  }
}

// Whom the text describes with this noun; kNone where nobody is.
int32_t Resolver::FindDescribed(const Passage& passage, const Phrase& phrase,
                                float* confidence) const {
  const bool title = passage.field() == Field::kTitle;
  if (!title) {
    const int32_t apposed = descriptions_.described_by(phrase.head);
    *confidence = kApposed;
    if (apposed != Reference::kNoEntity) return apposed;
  }
  const bool definite = phrase.definite || title || passage.token(phrase.begin).all_caps;
  if (phrase.plural || !definite) return Phrase::kNone;
  *confidence = kDescribed;
  return descriptions_.Find(passage, phrase.begin, phrase.head, phrase.begin, title);
}

// "the company", "the city": the one of its kind that was spoken of just now.
int32_t Resolver::FindOnly(const Document& doc, size_t at, uint64_t kind) const {
  const Phrase& phrase = phrases_[at];
  int32_t found = Phrase::kNone;
  const size_t stop = at - std::min(at, kPhraseWindow);
  for (size_t i = at; i > stop; --i) {
    const Phrase& before = phrases_[i - 1];
    if (before.sentence + kKindSentences < phrase.sentence) break;
    if (before.kind != PhraseKind::kName) continue;
    const Entity& entity = doc.entities[static_cast<size_t>(before.entity)];
    const bool fits = kind == word::kCompany ? entity.type == EntityType::kOrganisation
                      : kind == word::kCountry
                          ? entity.subtype == "country"
                          : entity.subtype == "city" || entity.subtype == "capital";
    if (!fits || before.entity == found) continue;
    if (found != Phrase::kNone) return Phrase::kNone;
    found = before.entity;
  }
  return found;
}

// "A customs officer … the officer".
int32_t Resolver::FindSameNoun(const Passage& passage, size_t at) const {
  const Phrase& phrase = phrases_[at];
  const size_t stop = at - std::min(at, kPhraseWindow);
  for (size_t i = at; i > stop; --i) {
    const Phrase& before = phrases_[i - 1];
    if (before.sentence + kNounSentences < phrase.sentence) break;
    if (before.kind != PhraseKind::kNominal || before.field != phrase.field) continue;
    if (before.chain == Phrase::kNone || before.plural != phrase.plural) continue;
    if (SameWord(passage.Word(before.head), passage.Word(phrase.head))) return before.chain;
  }
  return Phrase::kNone;
}

void Resolver::ResolveNominal(const Passage& passage, size_t at) {
  const Phrase& phrase = phrases_[at];
  float confidence = 0;
  int32_t chain = FindDescribed(passage, phrase, &confidence);
  if (chain != Phrase::kNone && confidence == kApposed && phrase.definite) {
    // "A fishmonger called. … The fishmonger, Ignazio Grech, said"
    const int32_t same = FindSameNoun(passage, at);
    const bool unnamed =
        same != Phrase::kNone && static_cast<size_t>(same) >= doc_->entities.size();
    if (unnamed) Rename(same, chain, at - std::min(at, kPhraseWindow), at);
  }
  if (chain == Phrase::kNone && phrase.definite && !phrase.plural && !phrase.possessed) {
    confidence = kOnly;
    for (const uint64_t kind :
         {uint64_t{word::kCompany}, uint64_t{word::kCountry}, uint64_t{word::kCity}}) {
      if (chain == Phrase::kNone && (phrase.facts & kind) != 0) chain = FindOnly(*doc_, at, kind);
    }
  }
  if (chain == Phrase::kNone && phrase.definite) {
    confidence = kOnly;
    chain = FindSameNoun(passage, at);
  }
  if (chain == Phrase::kNone) {
    chain = NewChain(passage, at);
    confidence = 1;
  }
  Join(at, chain, confidence);
}

// "Voltara said it would close", "She said that she": who says so.
int32_t Resolver::FindSpeaker(const Passage& passage, size_t at) const {
  const Phrase& pronoun = phrases_[at];
  uint32_t t = pronoun.begin;
  if (!pronoun.subject || at == 0 || t < 2) return Phrase::kNone;
  if (SameWord(passage.Word(t - 1), "that")) --t;
  if (!passage.Is(--t, word::kSpeech)) return Phrase::kNone;
  const Phrase& before = phrases_[at - 1];
  const bool fits = before.chain != Phrase::kNone && !before.guess &&
                    before.field == pronoun.field && before.speaks && before.end == t &&
                    before.quotation == pronoun.quotation;
  if (!fits || !finder_.Agrees(passage.document(), pronoun, before.chain)) return Phrase::kNone;
  return before.chain;
}

// "it added", "they said": only bodies and groups speak, and the last that acted or spoke does.
int32_t Resolver::FindBody(const Passage& passage, size_t at) const {
  const Phrase& pronoun = phrases_[at];
  const PronounGroup group = AntecedentFinder::GroupOf(pronoun);
  if (!pronoun.speaks || group == PronounGroup::kPerson || pronoun.quotation != Phrase::kNone) {
    return Phrase::kNone;
  }
  const size_t stop = at - std::min(at, kPhraseWindow);
  for (size_t i = at; i > stop; --i) {
    const Phrase& before = phrases_[i - 1];
    if (before.outer_sentence + kBodySentences < pronoun.outer_sentence) break;
    if (before.chain == Phrase::kNone || before.quotation != Phrase::kNone) continue;
    if (!before.subject || !finder_.Agrees(passage.document(), pronoun, before.chain)) continue;
    const auto chain = static_cast<size_t>(before.chain);
    if (chain < doc_->entities.size()) {
      const EntityType type = doc_->entities[chain].type;
      if (type == EntityType::kOrganisation || before.speaks) return before.chain;
    } else {
      const uint64_t facts = phrases_[static_cast<size_t>(chains_[chain].first)].facts;
      if ((facts & (word::kGroup | word::kPerson | word::kPeople)) != 0) return before.chain;
    }
  }
  return Phrase::kNone;
}

void Resolver::ResolvePronoun(const Passage& passage, size_t at) {
  if (!teacher_) {
    const int32_t speaker = FindSpeaker(passage, at);
    const int32_t sure = speaker != Phrase::kNone ? speaker : FindBody(passage, at);
    if (sure != Phrase::kNone) {
      Join(at, sure, speaker != Phrase::kNone ? kDescribed : kOnly);
      return;
    }
  }
  finder_.Find(passage, at, &antecedents_);
  const PronounGroup group = AntecedentFinder::GroupOf(phrases_[at]);
  weights_->Judge(group, antecedents_);
  const size_t choice = teacher_
                            ? teacher_(passage, phrases_, at, antecedents_)
                            : static_cast<size_t>(std::ranges::max_element(
                                                      antecedents_, {}, &Antecedent::probability) -
                                                  antecedents_.begin());
  const Antecedent& antecedent = antecedents_[choice];
  if (antecedent.chain == Phrase::kNone) return;
  if (antecedent.probability < kLink && !teacher_) {
    Guess(at, antecedent);
    return;
  }
  Chain& chain = chains_[static_cast<size_t>(antecedent.chain)];
  // As sure as its own antecedent is, where that is a pronoun.
  const Phrase& last = phrases_[static_cast<size_t>(chain.last)];
  const bool sure = antecedent.probability * last.confidence >= kSureOfGender;
  if (group == PronounGroup::kPerson && chain.gender == Gender::kUnknown && sure) {
    chain.gender = (phrases_[at].facts & word::kHe) != 0 ? Gender::kMale : Gender::kFemale;
  }
  Join(at, antecedent.chain, antecedent.probability);
}

// "Ana met Eva, who knew that she …": either, so what follows does not build on it.
void Resolver::Guess(size_t at, const Antecedent& antecedent) {
  Phrase& phrase = phrases_[at];
  if (antecedent.probability < kLeast) return;
  if (AntecedentFinder::GroupOf(phrase) != PronounGroup::kPerson) return;
  phrase.chain = antecedent.chain;
  phrase.confidence = antecedent.probability;
  phrase.guess = true;
}

// Titles name people by what the text calls them later.
void Resolver::ResolveTitle(size_t end) {
  for (size_t i = 0; i < end; ++i) {
    Phrase& phrase = phrases_[i];
    const bool open = static_cast<size_t>(phrase.chain) >= doc_->entities.size();
    if (phrase.kind != PhraseKind::kNominal || !open) continue;
    float confidence = 0;
    const int32_t entity = FindDescribed(title_, phrase, &confidence);
    if (entity == Phrase::kNone) continue;
    phrase.chain = entity;
    phrase.confidence = confidence;
  }
}

int32_t Resolver::NewChain(const Passage& passage, size_t at) {
  Chain chain;
  if ((phrases_[at].facts & word::kPerson) != 0) {
    chain.gender = GenderOfWord(passage.Word(phrases_[at].head));
  }
  chains_.push_back(chain);
  return static_cast<int32_t>(chains_.size() - 1);
}

void Resolver::Join(size_t at, int32_t number, float confidence) {
  Phrase& phrase = phrases_[at];
  phrase.chain = number;
  phrase.confidence = confidence;
  Chain& chain = chains_[static_cast<size_t>(number)];
  if (chain.first == Phrase::kNone) chain.first = static_cast<int32_t>(at);
  chain.last = static_cast<int32_t>(at);
  ++chain.count;
  (phrase.field == Field::kTitle ? chain.title : chain.text) = true;
}

void Resolver::Emit(Document& doc) const {
  for (size_t i = 0; i < phrases_.size(); ++i) {
    const Phrase& phrase = phrases_[i];
    if (phrase.kind == PhraseKind::kName || phrase.chain == Phrase::kNone) continue;
    const bool named = static_cast<size_t>(phrase.chain) < doc.entities.size();
    const Chain& chain = chains_[static_cast<size_t>(phrase.chain)];
    if (!named && (chain.first == static_cast<int32_t>(i) || phrase.kind != PhraseKind::kPronoun)) {
      continue;
    }
    const auto span = [&](const Phrase& p) {
      return (p.field == Field::kTitle ? title_ : text_).Span(p.begin, p.end);
    };
    Reference reference;
    reference.span = span(phrase);
    reference.confidence = phrase.confidence;
    if (named) {
      reference.entity = phrase.chain;
    } else {
      reference.introduced = span(phrases_[static_cast<size_t>(chain.first)]);
    }
    doc.references.push_back(reference);
  }
  std::ranges::sort(doc.references, {}, [](const Reference& r) {
    return std::tuple(r.span.field, r.span.begin, r.span.end);
  });
}

}  // namespace newsmill::coreference
