#include "processors/text/letter_case.h"

#include <unicode/uchar.h>

#include "processors/text/characters.h"

namespace newsmill {
namespace {

void AppendUtf8(char32_t c, std::string* out) {
  if (c < 0x80) {
    *out += static_cast<char>(c);
    return;
  }
  if (c >= 0x10000) {
    *out += static_cast<char>(0xF0 | (c >> 18));
    *out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
  } else if (c >= 0x800) {
    *out += static_cast<char>(0xE0 | (c >> 12));
  } else {
    *out += static_cast<char>(0xC0 | (c >> 6));
    *out += static_cast<char>(0x80 | (c & 0x3F));
    return;
  }
  *out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
  *out += static_cast<char>(0x80 | (c & 0x3F));
}

void AppendLower(std::string_view word, size_t at, const Character& c, std::string* out) {
  if (c.kind != CharClass::kUpper) {
    out->append(word.substr(at, c.size));
  } else {
    AppendUtf8(static_cast<char32_t>(u_tolower(static_cast<UChar32>(c.code))), out);
  }
}

}  // namespace

void FoldCase(std::string_view word, std::string* folded) {
  folded->clear();
  for (size_t at = 0; at < word.size();) {
    const Character c = ReadCharacter(word, at);
    AppendLower(word, at, c, folded);
    at += c.size;
  }
}

void TitleCase(std::string_view word, std::string* folded) {
  folded->clear();
  bool first = true;
  for (size_t at = 0; at < word.size();) {
    const Character c = ReadCharacter(word, at);
    if (first) {
      folded->append(word.substr(at, c.size));
    } else {
      AppendLower(word, at, c, folded);
    }
    first = !IsLetter(c.kind);
    at += c.size;
  }
}

}  // namespace newsmill
