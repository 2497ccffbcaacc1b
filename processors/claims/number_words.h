#ifndef NEWSMILL_PROCESSORS_CLAIMS_NUMBER_WORDS_H_
#define NEWSMILL_PROCESSORS_CLAIMS_NUMBER_WORDS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

namespace newsmill::claims {

enum class NumberWordKind : uint8_t {
  kNone,
  kUnits,    // zero to nineteen
  kTens,     // twenty to ninety
  kScale,    // hundred, dozen, million
  kVague,    // tens, hundreds, millions: at least one of them
  kHalf,     // half
  kPart,     // quarter, thirds: one over `value`
  kOrdinal,  // first, third
  kMonth,    // 1 to 12
  kArticle,  // a, an
  kMinus,    // minus
};

struct NumberWord {
  std::string_view word;  // lower case
  NumberWordKind kind = NumberWordKind::kNone;
  double value = 0;
};

// The word in any case; kNone where it is none of them.
NumberWord FindNumberWord(std::string_view word);

// "m", "bn", "k" written right behind a number: 1e6, 1e9, 1e3; else 0.
double FindScaleLetters(std::string_view word);

// A word's ASCII letters in lower case; empty where the word is longer than any that is looked up.
class LowerCase {
 public:
  explicit LowerCase(std::string_view word);
  std::string_view view() const { return {letters_, size_}; }

 private:
  static constexpr size_t kLongestWord = 16;
  char letters_[kLongestWord];
  size_t size_ = 0;
};

template <size_t kCount>
bool IsOneOf(std::string_view word, const std::string_view (&words)[kCount]) {
  return std::ranges::find(words, word) != std::end(words);
}

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_NUMBER_WORDS_H_
