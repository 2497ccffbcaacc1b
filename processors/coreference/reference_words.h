#ifndef NEWSMILL_PROCESSORS_COREFERENCE_REFERENCE_WORDS_H_
#define NEWSMILL_PROCESSORS_COREFERENCE_REFERENCE_WORDS_H_

#include <cstdint>
#include <string_view>

namespace newsmill::coreference {

namespace word {

// What a word may be; the classes of processors/models/reference_words.tsv in its order, as bits.
enum Fact : uint64_t {
  kHe = 1U << 0,
  kShe = 1U << 1,
  kIt = 1U << 2,
  kThey = 1U << 3,
  kI = 1U << 4,
  kWe = 1U << 5,
  kSubjectPronoun = 1U << 6,
  kPossessive = 1U << 7,
  kReflexive = 1U << 8,
  kDefinite = 1U << 9,
  kIndefinite = 1U << 10,
  kPreposition = 1U << 11,
  kConjunction = 1U << 12,
  kRelative = 1U << 13,
  kAuxiliary = 1U << 14,
  kNegation = 1U << 15,
  kCopula = 1U << 16,
  kAdverb = 1U << 17,
  kTime = 1U << 18,
  kVerb = 1U << 19,
  kSpeech = 1U << 20,      // a verb of saying
  kDeed = 1U << 21,        // what a government does in words
  kPleonastic = 1U << 22,  // near it an "it" may stand for nothing
  kMale = 1U << 23,
  kFemale = 1U << 24,
  kPerson = 1U << 25,  // a noun for one person: "minister"
  kGroup = 1U << 26,   // for a body: "ministry"
  kCompany = 1U << 27,
  kDocument = 1U << 28,
  kPlace = 1U << 29,
  kCountry = 1U << 30,
  kCity = uint64_t{1} << 31,
  kPeople = uint64_t{1} << 32,
  kPlural = uint64_t{1} << 33,  // the plural of a noun of the classes before
};

constexpr uint64_t kPronounOfThird = kHe | kShe | kIt | kThey;
constexpr uint64_t kPronoun = kPronounOfThird | kI | kWe;
// Words that are no part of a noun phrase's core.
constexpr uint64_t kFunction = kPronoun | kDefinite | kIndefinite | kPreposition | kConjunction |
                               kRelative | kAuxiliary | kNegation | kAdverb;
constexpr uint64_t kNoun = kPerson | kGroup | kPlace | kPeople;

}  // namespace word

// The facts of a word in any case (ASCII letters only are lowered), as bits of word::Fact.
// Thread-safe.
uint64_t FactsOf(std::string_view word);

// Equal but for the case of ASCII letters.
bool SameWord(std::string_view a, std::string_view b);

}  // namespace newsmill::coreference

#endif  // NEWSMILL_PROCESSORS_COREFERENCE_REFERENCE_WORDS_H_
