#ifndef NEWSMILL_TESTS_QUALITY_CODE_POINTS_H_
#define NEWSMILL_TESTS_QUALITY_CODE_POINTS_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace newsmill::quality {

// The code point of well-formed UTF-8 at `*at`, which moves behind it. REQUIRES: *at < size.
inline char32_t NextCodePoint(std::string_view text, size_t* at) {
  const auto first = static_cast<unsigned char>(text[(*at)++]);
  if (first < 0x80) return first;
  char32_t point = first & (first < 0xE0 ? 0x1FU : first < 0xF0 ? 0x0FU : 0x07U);
  while (*at < text.size() && (static_cast<unsigned char>(text[*at]) & 0xC0U) == 0x80U) {
    point = (point << 6U) | (static_cast<unsigned char>(text[(*at)++]) & 0x3FU);
  }
  return point;
}

}  // namespace newsmill::quality

#endif  // NEWSMILL_TESTS_QUALITY_CODE_POINTS_H_
