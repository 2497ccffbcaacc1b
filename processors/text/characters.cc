#include "processors/text/characters.h"

#include <unicode/uchar.h>

namespace newsmill {
namespace {

// The general punctuation that the Unicode category alone would misjudge.
bool ClassifyPunctuation(char32_t c, CharClass* kind) {
  switch (c) {
    case U'\u201c':  // “
    case U'\u2018':  // ‘
    case U'\u201e':  // „
    case U'\u201a':  // ‚
    case U'\u00ab':  // «
    case U'\u2039':  // ‹
    case U'\u300c':  // 「
    case U'\u300e':  // 『
      *kind = CharClass::kOpenQuote;
      return true;
    case U'\u201d':  // ”
    case U'\u2019':  // ’
    case U'\u00bb':  // »
    case U'\u203a':  // ›
    case U'\u300d':  // 」
    case U'\u300f':  // 』
      *kind = CharClass::kCloseQuote;
      return true;
    case U'\u2010':  // hyphen
    case U'\u2011':  // non-breaking hyphen
      *kind = CharClass::kHyphen;
      return true;
    case U'\u2026':  // …
    case U'\u203c':
    case U'\u2047':
    case U'\u2048':
    case U'\u2049':
    case U'\u3002':  // 。
    case U'\uff01':
    case U'\uff0e':
    case U'\uff1f':
    case U'\u061f':  // ؟
    case U'\u06d4':  // Urdu full stop
    case U'\u0964':  // danda
    case U'\u0589':  // Armenian full stop
      *kind = CharClass::kTerminator;
      return true;
    default:
      return false;
  }
}

}  // namespace

CharClass ClassifyWide(char32_t c) {
  CharClass kind = CharClass::kSymbol;
  if (ClassifyPunctuation(c, &kind)) return kind;
  switch (u_charType(static_cast<UChar32>(c))) {
    case U_UPPERCASE_LETTER:
    case U_TITLECASE_LETTER:
      return CharClass::kUpper;
    case U_LOWERCASE_LETTER:
      return CharClass::kLower;
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER:
    case U_LETTER_NUMBER:
      return CharClass::kCaseless;
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_COMBINING_SPACING_MARK:
      return CharClass::kMark;
    case U_DECIMAL_DIGIT_NUMBER:
    case U_OTHER_NUMBER:
      return CharClass::kDigit;
    case U_DASH_PUNCTUATION:
    case U_START_PUNCTUATION:
    case U_END_PUNCTUATION:
    case U_CONNECTOR_PUNCTUATION:
    case U_OTHER_PUNCTUATION:
    case U_INITIAL_PUNCTUATION:
    case U_FINAL_PUNCTUATION:
      return CharClass::kPunctuation;
    case U_SPACE_SEPARATOR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
      return CharClass::kSpace;
    default:
      return c == U'\u0085' ? CharClass::kSpace : CharClass::kSymbol;
  }
}

Character ReadWide(std::string_view text, size_t at) {
  constexpr Character kInvalid = {U'\ufffd', 1, CharClass::kSymbol};
  const auto lead = static_cast<unsigned char>(text[at]);
  const uint32_t size = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
  if (size == 0 || text.size() - at < size) return kInvalid;
  char32_t code = lead & (0x7FU >> size);
  for (uint32_t i = 1; i < size; ++i) {
    const auto byte = static_cast<unsigned char>(text[at + i]);
    if ((byte & 0xC0U) != 0x80U) return kInvalid;
    code = code << 6 | (byte & 0x3FU);
  }
  return {code, size, ClassifyWide(code)};
}

}  // namespace newsmill
