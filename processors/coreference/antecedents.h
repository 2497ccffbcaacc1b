#ifndef NEWSMILL_PROCESSORS_COREFERENCE_ANTECEDENTS_H_
#define NEWSMILL_PROCESSORS_COREFERENCE_ANTECEDENTS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "processors/coreference/genders.h"
#include "processors/coreference/phrases.h"

namespace newsmill::coreference {

// All that stands for one person or thing so far. The first chains are the document's entities, by
// their numbers; the others are those whom the text does not name.
struct Chain {
  int32_t last = Phrase::kNone;   // index of its last phrase
  int32_t first = Phrase::kNone;  // of its first one
  uint32_t count = 0;
  Gender gender = Gender::kUnknown;
  bool title = false;  // stands in the title
  bool text = false;   // and in the text
};

// Which of the pronouns of the third person: each has weights of its own.
enum class PronounGroup : uint8_t { kPerson, kThing, kPlural };
constexpr size_t kPronounGroups = 3;

// What is looked at in a possible antecedent, or (the last ones) in the lack of any.
enum class Feature : uint8_t {
  kAny,
  kSameSentence,
  kSentenceBefore,
  kTwoSentencesBefore,
  kFarther,
  kNearest,
  kSecondNearest,
  kOtherParagraph,
  kSubject,
  kSubjectOfSubject,
  kFirstInSentence,
  kSpeaks,
  kSpeaksBoth,
  kPossessor,
  kAfterPreposition,
  kPronounBefore,
  kSamePronoun,
  kSameGender,
  kGenderUnknown,
  kFrequency,
  kMostFrequent,
  kInTitle,
  kUnnamed,
  kUnnamedIndefinite,
  kUnnamedUnlisted,
  kOrganisation,
  kLocation,
  kMisc,
  kPerson,
  kGroupNoun,
  kPlural,
  kIntoQuotation,
  kOutOfQuotation,
  kSameQuotation,
  kPossessiveOfSubject,
  kObjectOfSubject,
  kSpeakerOfQuotation,
  kReflexive,
  kNone,
  kNonePleonastic,
  kNoneSubject,
  kNoneInQuotation,
  kNoneOnly,
};
constexpr size_t kFeatures = static_cast<size_t>(Feature::kNoneOnly) + 1;
using FeatureVector = std::array<float, kFeatures>;

// The names of the features, as the file of weights has them.
std::span<const std::string_view, kFeatures> FeatureNames();

// A possible antecedent of a pronoun. The one without a chain is "none of these".
struct Antecedent {
  int32_t chain = Phrase::kNone;
  FeatureVector features{};
  float probability = 0;
};

// The weights of a log-linear model that ranks antecedents.
struct ReferenceWeights {
  std::array<FeatureVector, kPronounGroups> groups{};

  // Reads lines `feature TAB weight TAB weight TAB weight`, one for each group; "#" begins a
  // comment. Errors name the line.
  static absl::StatusOr<ReferenceWeights> Parse(std::string_view lines);
  std::string Format() const;

  // Fills the probabilities.
  void Judge(PronounGroup group, std::span<Antecedent> antecedents) const;
};

// Collects the antecedents that agree with a pronoun. Looks at a bounded number of phrases.
class AntecedentFinder {
 public:
  static constexpr size_t kMostAntecedents = 12;

  AntecedentFinder(const std::vector<Phrase>& phrases, const std::vector<Chain>& chains)
      : phrases_(phrases), chains_(chains) {}

  // Clears *antecedents and fills it for phrases[pronoun]: the nearest first, "none" last.
  void Find(const Passage& passage, size_t pronoun, std::vector<Antecedent>* antecedents) const;

  // Whether the chain agrees with the pronoun in gender, number and kind.
  bool Agrees(const Document& document, const Phrase& pronoun, int32_t chain) const;

  static PronounGroup GroupOf(const Phrase& pronoun);

 private:
  bool IsRuledOut(const Passage& passage, const Phrase& pronoun, const Phrase& phrase) const;
  static bool IsItsSubject(const Passage& passage, const Phrase& pronoun, const Phrase& phrase);
  void Look(const Passage& passage, const Phrase& pronoun, size_t rank,
            Antecedent* antecedent) const;
  void LookAtPlace(const Phrase& pronoun, const Phrase& last, Antecedent* antecedent) const;
  void LookAtKind(const Document& document, int32_t chain, Antecedent* antecedent) const;
  Antecedent None(const Passage& passage, const Phrase& pronoun, size_t others) const;

  const std::vector<Phrase>& phrases_;
  const std::vector<Chain>& chains_;
};

}  // namespace newsmill::coreference

#endif  // NEWSMILL_PROCESSORS_COREFERENCE_ANTECEDENTS_H_
