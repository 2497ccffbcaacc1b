#ifndef NEWSMILL_PROCESSORS_CLAIMS_LEXICON_H_
#define NEWSMILL_PROCESSORS_CLAIMS_LEXICON_H_

#include <cstdint>
#include <string_view>

#include "processors/base/annotations.h"

namespace newsmill::claims {

// What a cue verb takes as its content; the bits of CueVerb::frames.
enum Frame : uint32_t {
  kThat = 1U << 0,          // a clause, with or without "that"
  kThatOnly = 1U << 1,      // a clause only with "that" or a question word ("found that")
  kObject = 1U << 2,        // a bare noun phrase is content ("denied the charge")
  kInfinitive = 1U << 3,    // "to" and infinitive is content ("promised to go")
  kObjectTo = 1U << 4,      // content is object and infinitive ("urged both camps to wait")
  kAddressee = 1U << 5,     // a hearer stands before the content ("told reporters that")
  kPreposition = 1U << 6,   // content may start with a preposition ("warned of")
  kQuotation = 1U << 7,     // may introduce or follow quoted speech
  kNoun = 1U << 8,          // the forms are nouns as often: needs clear surroundings ("claims")
  kThought = 1U << 9,       // nothing was said: a thought, wish or attitude
  kPhrasalOnly = 1U << 10,  // a cue only with its particle ("ruled out")
  kNaming = 1U << 11,       // "called X a Y", "described X as Y"
  kAccusing = 1U << 12,     // "accused X of Y": the object alone is no content
};

struct CueVerb {
  std::string_view lemma;     // with its particle: "rule out"
  std::string_view particle;  // "" or "out"
  Stance stance = Stance::kSays;
  uint32_t frames = 0;

  bool Has(uint32_t frame) const { return (frames & frame) != 0; }
};

enum class VerbForm : uint8_t { kNone, kBase, kThird, kPast, kGerund };

enum class WordClass : uint8_t {
  kOther,
  kPronoun,        // a personal one that can be a subject: he, she, it, they, I, we, you
  kObjectPronoun,  // him, her (also possessive), them, me, us
  kDeterminer,     // the, a, some, two, his, our, each
  kPreposition,
  kCoordinator,   // and, but, or
  kSubordinator,  // while, as, because, when, if, although
  kThat,
  kRelative,  // who, which, whose, whom
  kQuestion,  // whether, what, how, why, where
  kAuxiliary,
  kNegation,
  kAdverb,
  kTo,
  kTime,  // weekdays, months, today, week, year
  kVerb,  // a frequent finite verb that is no cue
};

struct LexiconWord {
  WordClass word_class = WordClass::kOther;
  VerbForm form = VerbForm::kNone;
  const CueVerb* cue = nullptr;  // static storage
};

// What is known of a lower-case word; a LexiconWord of class kOther where nothing is. Thread-safe.
LexiconWord FindWord(std::string_view lower);

// The cue that `verb` makes with the word after it ("call" + "on"), or null.
const CueVerb* FindPhrasal(const CueVerb& verb, std::string_view next_lower);

// The cue lemma of "according to".
extern const CueVerb kAccordingTo;
// That of "refused to say whether".
extern const CueVerb kRefuseToSay;
// A colon or an interview's label in place of a cue.
extern const CueVerb kColonCue;

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_LEXICON_H_
