#ifndef NEWSMILL_PROCESSORS_COREFERENCE_PHRASES_H_
#define NEWSMILL_PROCESSORS_COREFERENCE_PHRASES_H_

#include <cstdint>
#include <vector>

#include "processors/coreference/passage.h"

namespace newsmill::coreference {

enum class PhraseKind : uint8_t { kName, kNominal, kPronoun };

// Something that stands for a person or thing: a name, a noun with what stands before it, or a
// pronoun of the third person. Tokens of one field; ranges are half-open.
struct Phrase {
  static constexpr int32_t kNone = -1;

  uint32_t begin = 0;
  uint32_t end = 0;
  uint32_t head = 0;  // the noun, or the name's last word
  Field field = Field::kText;
  PhraseKind kind = PhraseKind::kNominal;
  uint64_t facts = 0;           // of the head; 0 for names
  int32_t entity = kNone;       // of names
  uint32_t sentence = 0;        // counted through both fields, the title's first
  uint32_t outer_sentence = 0;  // the same without those that stand within a quotation
  uint32_t paragraph = 0;
  int32_t quotation = kNone;
  int32_t chain = kNone;  // who it stands for; see antecedents.h
  float confidence = 0;   // that it does
  bool guess = false;     // too unsure to be another's antecedent
  bool definite = false;
  bool indefinite = false;
  bool plural = false;
  bool possessed = false;  // "its leader": somebody's
  bool possessor = false;  // ’s follows, or a possessive pronoun
  bool subject = false;    // a verb follows
  bool speaks = false;     // with a verb of saying
  bool after_preposition = false;
  bool first = false;  // no other before it in the sentence
};

// Finds the phrases of a field in text order. Linear: each look around is bounded.
class PhraseReader {
 public:
  // Appends to *phrases, whose sentences and paragraphs count on.
  void Read(const Passage& passage, std::vector<Phrase>* phrases);

 private:
  // A noun with its modifiers.
  struct Core {
    uint32_t next = 0;           // the token behind
    uint32_t noun = UINT32_MAX;  // the last listed noun
    bool names = false;          // a name that is no modifier follows
  };

  void ReadSentence(const Sentence& sentence);
  uint32_t ReadAt(uint32_t token, uint32_t end);
  uint32_t ReadNominal(uint32_t begin, uint32_t core, uint32_t end);
  Core ReadCore(uint32_t t, uint32_t end);
  bool AddNominal(uint32_t begin, uint32_t core, const Core& found);
  void AddName(const NameTokens& name);
  void Add(Phrase phrase);
  uint32_t CoreBegin(uint32_t t) const;
  void Describe(Phrase* phrase) const;
  bool IsFollowedByVerb(uint32_t token) const;
  bool Speaks(const Phrase& phrase) const;

  const Passage* passage_ = nullptr;
  std::vector<Phrase>* phrases_ = nullptr;
  uint32_t sentence_ = 0;
  uint32_t outer_sentence_ = 0;
  uint32_t paragraph_ = 0;
  uint32_t sentence_first_ = 0;  // tokens
  uint32_t sentence_end_ = 0;
  size_t sentence_phrases_ = 0;  // number of phrases before the sentence
};

}  // namespace newsmill::coreference

#endif  // NEWSMILL_PROCESSORS_COREFERENCE_PHRASES_H_
