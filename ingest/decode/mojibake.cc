#include "ingest/decode/mojibake.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "ingest/decode/windows_1252.h"

namespace newsmill {
namespace {

uint8_t Byte(char c) { return static_cast<uint8_t>(c); }

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// A run of characters that were the bytes of one other character. size == 0: none.
struct Run {
  size_t size = 0;  // bytes of the run
  std::array<char, 4> meant = {};
  size_t meant_size = 0;
  bool odd = false;  // no language writes it
};

// The byte from 0x80 to 0xBF that the character at `at` was read from, or 0.
uint8_t OriginalByte(std::string_view text, size_t at, size_t* size) {
  const std::string_view rest = text.substr(at, 4);
  if (rest.size() < 2) return 0;
  if (Byte(rest[0]) == 0xC2) {
    *size = 2;
    return Byte(rest[1]);
  }
  for (size_t i = 0; i < kWindows1252.size(); ++i) {
    if (kWindows1252[i].empty() || !rest.starts_with(kWindows1252[i])) continue;
    *size = kWindows1252[i].size();
    return static_cast<uint8_t>(0x80 + i);
  }
  return 0;
}

// How many bytes a character has that begins with `lead`, if it is one that is repaired; else 0.
size_t MeantSize(uint8_t lead) {
  if ((lead >= 0xC2 && lead <= 0xC5) || (lead >= 0xCE && lead <= 0xD1)) return 2;
  if (lead == 0xE2) return 3;
  return lead == 0xF0 ? 4 : 0;
}

bool IsTypographic(uint8_t second, uint8_t third) {
  if (second == 0x80) return third >= 0x90 && third <= 0xBA && third != 0xA8 && third != 0xA9;
  return (second == 0x82 && third == 0xAC) || (second == 0x84 && third == 0xA2);  // € ™
}

// Whether the second character of a pair never stands behind a letter: signs and control
// characters, but not quotation marks, dashes, an ellipsis, spaces or a soft hyphen.
bool IsOddSecond(std::string_view character) {
  if (Byte(character[0]) != 0xC2) return false;
  const uint8_t tail = Byte(character[1]);
  return tail != 0xA0 && tail != 0xAB && tail != 0xAD && tail != 0xBB;
}

// The run at `at`, where a byte 0xC3 is.
Run ReadRun(std::string_view text, size_t at) {
  Run run;
  if (at + 2 > text.size()) return {};
  const uint8_t lead = static_cast<uint8_t>(0xC0 | (Byte(text[at + 1]) & 0x3F));
  run.meant_size = MeantSize(lead);
  run.meant[0] = static_cast<char>(lead);
  run.size = 2;
  for (size_t i = 1; i < run.meant_size; ++i) {
    size_t size = 0;
    const uint8_t byte = OriginalByte(text, at + run.size, &size);
    if (byte == 0) return {};
    run.meant[i] = static_cast<char>(byte);
    run.size += size;
  }
  const auto meant = [&run](size_t i) { return Byte(run.meant[i]); };
  switch (run.meant_size) {
    case 2:
      run.odd = IsOddSecond(text.substr(at + 2));
      return run;
    case 3:
      run.odd = true;
      return IsTypographic(meant(1), meant(2)) ? run : Run{};
    case 4:
      run.odd = true;
      return meant(1) == 0x9F ? run : Run{};
    default:
      return {};
  }
}

size_t NextCandidate(std::string_view text, size_t from) {
  if (from >= text.size()) return text.size();
  const void* const found = std::memchr(text.data() + from, 0xC3, text.size() - from);
  if (found == nullptr) return text.size();
  return static_cast<size_t>(static_cast<const char*>(found) - text.data());
}

// Whether one run proves that the text was read wrongly.
bool IsProven(std::string_view text, size_t at) {
  for (; at < text.size(); at = NextCandidate(text, at + 1)) {
    const Run run = ReadRun(text, at);
    if (run.size == 0 || !run.odd) continue;
    const size_t end = at + run.size;
    if ((at > 0 && IsLetter(text[at - 1])) || (end < text.size() && IsLetter(text[end]))) {
      return true;
    }
  }
  return false;
}

}  // namespace

// A byte 0xC3 and the next are the character that Latin-1 has for the lead byte.
bool MayBeginMojibake(uint32_t code_point) {
  return code_point >= 0xC0 && code_point <= 0xFF &&
         MeantSize(static_cast<uint8_t>(code_point)) != 0;
}

std::string_view RepairMojibake(std::string_view text, Arena& arena) {
  size_t at = NextCandidate(text, 0);
  if (at == text.size() || !IsProven(text, at)) return text;
  char* const start = arena.Allocate(text.size());
  char* out = start;
  size_t kept = 0;
  while (at < text.size()) {
    const Run run = ReadRun(text, at);
    if (run.size == 0) {
      at = NextCandidate(text, at + 1);
      continue;
    }
    out = std::copy(text.data() + kept, text.data() + at, out);
    out = std::copy_n(run.meant.data(), run.meant_size, out);
    kept = at + run.size;
    at = NextCandidate(text, kept);
  }
  out = std::copy(text.data() + kept, text.data() + text.size(), out);
  const size_t size = static_cast<size_t>(out - start);
  arena.Shrink(start, text.size(), size);
  return {start, size};
}

}  // namespace newsmill
