#ifndef NEWSMILL_INGEST_DECODE_CHARACTERS_H_
#define NEWSMILL_INGEST_DECODE_CHARACTERS_H_

#include <cstdint>

namespace newsmill {

struct CodePoint {
  uint32_t value = 0;
  uint32_t size = 1;  // in bytes
};

// Decodes the code point that starts at `at`; the text is valid UTF-8.
inline CodePoint DecodeUtf8(const char* at) {
  const auto byte = [at](int i) {
    return static_cast<uint32_t>(static_cast<unsigned char>(at[i]));
  };
  const uint32_t lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  if (lead < 0xE0) return {((lead & 0x1F) << 6) | (byte(1) & 0x3F), 2};
  if (lead < 0xF0) {
    return {((lead & 0x0F) << 12) | ((byte(1) & 0x3F) << 6) | (byte(2) & 0x3F), 3};
  }
  return {
      ((lead & 0x07) << 18) | ((byte(1) & 0x3F) << 12) | ((byte(2) & 0x3F) << 6) | (byte(3) & 0x3F),
      4};
}

// What becomes of a character in plain text. kCompose: it is kept, and NFC may change it or its
// neighbours; kJoiner: TakesJoiner() of the one before it decides.
enum class Fate : uint8_t { kKeep, kCompose, kDrop, kSpace, kNewline, kJoiner, kNul };
Fate FateOf(uint32_t code_point);

// Scripts (from Armenian on) and emoji in which joiners carry meaning; not Latin, Greek, Cyrillic
// and not punctuation.
constexpr bool TakesJoiner(uint32_t before) {
  return (before >= 0x530 && before < 0x1E00) || before >= 0x2190;
}

// Combining marks of scripts that take no joiners. NFC may put them behind one that does: what they
// stand on decides.
constexpr bool IsOtherMark(uint32_t c) {
  return (c >= 0x300 && c <= 0x36F) || (c >= 0x483 && c <= 0x487) || (c >= 0x20D0 && c <= 0x20FF);
}

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_DECODE_CHARACTERS_H_
