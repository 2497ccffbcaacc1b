#ifndef NEWSMILL_PROCESSORS_TEXT_CHARACTERS_H_
#define NEWSMILL_PROCESSORS_TEXT_CHARACTERS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace newsmill {

// What a character is to the tokeniser.
enum class CharClass : uint8_t {
  kSpace,     // white space, line breaks included
  kLower,     // lower-case letter
  kUpper,     // upper- or title-case letter
  kCaseless,  // letter of a script without case
  kMark,      // combining mark: belongs to the letter before it
  kDigit,
  kOpenQuote,   // “ ‘ „ ‚ « ‹
  kCloseQuote,  // ” ’ » ›
  kStraightQuote,
  kHyphen,       // - and its Unicode siblings that join words
  kTerminator,   // . ! ? … and the full stops of other scripts
  kPunctuation,  // other punctuation
  kSymbol,       // everything else: currency, emoji, control characters
};

namespace characters_internal {

constexpr CharClass ClassifyAscii(char c) {
  if (c == ' ' || (c >= '\t' && c <= '\r')) return CharClass::kSpace;
  if (c >= 'a' && c <= 'z') return CharClass::kLower;
  if (c >= 'A' && c <= 'Z') return CharClass::kUpper;
  if (c >= '0' && c <= '9') return CharClass::kDigit;
  switch (c) {
    case '"':
    case '\'':
      return CharClass::kStraightQuote;
    case '-':
      return CharClass::kHyphen;
    case '.':
    case '!':
    case '?':
      return CharClass::kTerminator;
    case ',':
    case ';':
    case ':':
    case '(':
    case ')':
    case '[':
    case ']':
    case '{':
    case '}':
    case '/':
      return CharClass::kPunctuation;
    default:
      return CharClass::kSymbol;
  }
}

constexpr std::array<CharClass, 128> MakeAsciiTable() {
  std::array<CharClass, 128> table{};
  for (size_t c = 0; c < table.size(); ++c) table[c] = ClassifyAscii(static_cast<char>(c));
  return table;
}

inline constexpr std::array<CharClass, 128> kAscii = MakeAsciiTable();

}  // namespace characters_internal

// Class of a code point; above ASCII by Unicode's general category.
CharClass ClassifyWide(char32_t c);

inline CharClass Classify(char32_t c) {
  return c < 128 ? characters_internal::kAscii[c] : ClassifyWide(c);
}

// One decoded character. Past the end of the text: a space of size 0.
struct Character {
  char32_t code = U' ';
  uint32_t size = 0;  // bytes
  CharClass kind = CharClass::kSpace;
};

// The character at byte `at`. A byte that begins no valid sequence counts as a symbol of size 1.
Character ReadWide(std::string_view text, size_t at);

inline Character ReadCharacter(std::string_view text, size_t at) {
  if (at >= text.size()) return {};
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 128) return {byte, 1, characters_internal::kAscii[byte]};
  return ReadWide(text, at);
}

constexpr bool IsLetter(CharClass kind) {
  return kind == CharClass::kLower || kind == CharClass::kUpper || kind == CharClass::kCaseless;
}

// Letters, marks and digits.
constexpr bool IsAlphanumeric(CharClass kind) {
  return kind >= CharClass::kLower && kind <= CharClass::kDigit;
}

constexpr bool IsAsciiSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_TEXT_CHARACTERS_H_
