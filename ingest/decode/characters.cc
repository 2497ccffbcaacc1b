#include "ingest/decode/characters.h"

namespace newsmill {
namespace {

bool IsPlainAscii(uint32_t c) { return (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\t'; }

// Whether the character is kept and NFC leaves it alone. The ranges are most of the usual ones.
bool IsOrdinary(uint32_t c) {
  struct Range {
    uint32_t first, last;
  };
  static constexpr Range kRanges[] = {
      {0x00A1, 0x00AC},    // Latin-1 without the soft hyphen
      {0x00AE, 0x02FF},    // ... and more Latin
      {0x0400, 0x0482},    // Cyrillic
      {0x1D00, 0x1DBF},    // phonetic letters
      {0x1E00, 0x1EFF},    // Latin
      {0x2010, 0x2027},    // punctuation
      {0x2030, 0x205E},    // ... and more
      {0x2070, 0x20CF},    // superscripts, currency
      {0x3400, 0xA66E},    // Chinese
      {0xAC00, 0xD7A3},    // Korean
      {0x1D300, 0x1DFFF},  // mathematical letters
      {0x1F000, 0x1FFFF},  // emoji
  };
  for (const Range& range : kRanges) {
    if (c <= range.last) return c >= range.first;
  }
  return false;
}

}  // namespace

Fate FateOf(uint32_t c) {
  if (IsPlainAscii(c) || IsOrdinary(c)) return Fate::kKeep;
  if (c < 0xA0) {
    if (c == 0) return Fate::kNul;
    if (c == '\r' || c == 0x0B || c == 0x0C || c == 0x85) return Fate::kNewline;
    return Fate::kDrop;
  }
  if (c == 0xA0) return Fate::kSpace;
  if (c == 0xAD) return Fate::kDrop;
  if (c >= 0x2000 && c <= 0x206F) {
    if (c <= 0x200A || c == 0x202F || c == 0x205F) return Fate::kSpace;
    if (c == 0x200C || c == 0x200D) return Fate::kJoiner;
    if (c == 0x2028 || c == 0x2029) return Fate::kNewline;
    return Fate::kDrop;
  }
  if (c == 0x1680 || c == 0x3000) return Fate::kSpace;
  if (c == 0x180E || c == 0xFEFF) return Fate::kDrop;
  return Fate::kCompose;
}

}  // namespace newsmill
