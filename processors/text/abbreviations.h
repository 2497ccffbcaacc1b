#ifndef NEWSMILL_PROCESSORS_TEXT_ABBREVIATIONS_H_
#define NEWSMILL_PROCESSORS_TEXT_ABBREVIATIONS_H_

#include <cstdint>
#include <string_view>

namespace newsmill {

// What the full stop behind a word may mean.
enum class Abbreviation : uint8_t {
  kNone,
  kTitle,         // "Gen": a name follows, never a new sentence
  kCompany,       // "Inc": may end a sentence
  kBeforeNumber,  // "No", "Jan": an abbreviation only where a number follows
  kTime,          // "p.m": a new sentence unless a day or time zone follows
  kInner,         // "e.g", "vs": never ends a sentence
  kLast,          // "etc": ends a sentence where a capital follows
  kState,  // "Calif", "R-Ky": an abbreviation only behind a place or party; may end a sentence
};

// `word` without its last full stop. Case matters as in print ("Gen", not "gen").
Abbreviation FindAbbreviation(std::string_view word);

// Whether `word` opens sentences and does not continue a name ("The", "He", "In"): after "Inc." or
// "U.S." it shows that a sentence has ended.
bool IsSentenceOpener(std::string_view word);

// "Monday", "EST", "GMT": after "a.m." the same sentence goes on.
bool IsTimeSuffix(std::string_view word);

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_TEXT_ABBREVIATIONS_H_
