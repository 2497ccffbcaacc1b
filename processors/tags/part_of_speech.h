#ifndef NEWSMILL_PROCESSORS_TAGS_PART_OF_SPEECH_H_
#define NEWSMILL_PROCESSORS_TAGS_PART_OF_SPEECH_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace newsmill {

// The tags of the Penn Treebank (Marcus et al. 1993) with the additions of the English Web
// Treebank, in the order of PartOfSpeechNames(). Their numbers are part of the tag model's format.
enum class PartOfSpeech : uint8_t {
  kDollar,        // $: a currency sign
  kCloseQuote,    // ''
  kComma,         // ,
  kOpenBracket,   // -LRB-
  kCloseBracket,  // -RRB-
  kStop,          // . ? !
  kColon,         // : ; ... --
  kADD,           // a mail or web address
  kAFX,           // an affix that stands alone
  kCC,            // coordinating conjunction
  kCD,            // cardinal number
  kDT,            // determiner
  kEX,            // existential "there"
  kFW,            // foreign word
  kGW,            // a piece of a word that was cut apart by mistake
  kHYPH,          // hyphen within a word
  kIN,            // preposition or subordinating conjunction
  kJJ,            // adjective
  kJJR,
  kJJS,
  kLS,   // list item's mark
  kMD,   // modal verb
  kNFP,  // other punctuation: emoticons, rules of dashes
  kNN,   // common noun
  kNNP,  // proper noun
  kNNPS,
  kNNS,
  kPDT,        // predeterminer
  kPOS,        // possessive ending
  kPRP,        // personal pronoun
  kPRPOfWhom,  // PRP$: possessive pronoun
  kRB,         // adverb
  kRBR,
  kRBS,
  kRP,         // particle
  kSYM,        // symbol
  kTO,         // "to"
  kUH,         // interjection
  kVB,         // verb: base form
  kVBD,        // past tense
  kVBG,        // gerund or present participle
  kVBN,        // past participle
  kVBP,        // present, not third person singular
  kVBZ,        // present, third person singular
  kWDT,        // "which", "that" as a relative
  kWP,         // "who"
  kWPOfWhom,   // WP$: "whose"
  kWRB,        // "where", "when"
  kOpenQuote,  // ``
};

inline constexpr size_t kPartsOfSpeech = static_cast<size_t>(PartOfSpeech::kOpenQuote) + 1;

// The tags' names, by their numbers.
const std::vector<std::string>& PartOfSpeechNames();
std::string_view PartOfSpeechName(PartOfSpeech tag);
// Nothing for a name that is none of them.
std::optional<PartOfSpeech> FindPartOfSpeech(std::string_view name);

constexpr bool IsNoun(PartOfSpeech tag) {
  return tag >= PartOfSpeech::kNN && tag <= PartOfSpeech::kNNS;
}
constexpr bool IsProperNoun(PartOfSpeech tag) {
  return tag == PartOfSpeech::kNNP || tag == PartOfSpeech::kNNPS;
}
// Modal verbs are none of them.
constexpr bool IsVerb(PartOfSpeech tag) {
  return tag >= PartOfSpeech::kVB && tag <= PartOfSpeech::kVBZ;
}
constexpr bool IsFiniteVerb(PartOfSpeech tag) {
  return tag == PartOfSpeech::kVBD || tag == PartOfSpeech::kVBP || tag == PartOfSpeech::kVBZ ||
         tag == PartOfSpeech::kMD;
}

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_TAGS_PART_OF_SPEECH_H_
