#include "sinks/json_output.h"

#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>

#include "sinks/rfc3339.h"

namespace newsmill {
namespace {

constexpr size_t kBlock = 32;

bool NeedsEscape(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

// Without branches and of a fixed length: the compiler makes vector instructions of it.
bool BlockNeedsEscape(const char* block) {
  unsigned char any = 0;
  for (size_t i = 0; i < kBlock; ++i) any |= static_cast<unsigned char>(NeedsEscape(block[i]));
  return any != 0;
}

// Whether any byte of the word is zero; the lowest that has its high bit set in the result is one.
constexpr uint64_t ZeroBytes(uint64_t word) {
  return (word - 0x0101010101010101U) & ~word & 0x8080808080808080U;
}

// As ZeroBytes(), of the characters that need an escape.
uint64_t EscapesIn(uint64_t word) {
  const uint64_t control = (word - 0x2020202020202020U) & ~word & 0x8080808080808080U;
  return control | ZeroBytes(word ^ 0x2222222222222222U) | ZeroBytes(word ^ 0x5C5C5C5C5C5C5C5CU);
}

// Offset of the first character from `at` on that cannot stand in a JSON string, or the size.
size_t FindEscape(std::string_view text, size_t at) {
  static_assert(std::endian::native == std::endian::little, "the first byte must be the lowest");
  while (at + kBlock <= text.size() && !BlockNeedsEscape(text.data() + at)) at += kBlock;
  for (; at + sizeof(uint64_t) <= text.size(); at += sizeof(uint64_t)) {
    uint64_t word;
    std::memcpy(&word, text.data() + at, sizeof(word));
    if (const uint64_t escapes = EscapesIn(word); escapes != 0) {
      return at + static_cast<size_t>(std::countr_zero(escapes)) / 8;
    }
  }
  while (at < text.size() && !NeedsEscape(text[at])) ++at;
  return at;
}

void WriteEscaped(char c, StringOutput& out) {
  constexpr std::string_view kPlain = "\"\\\b\f\n\r\t";
  constexpr std::string_view kLetters = "\"\\bfnrt";
  constexpr std::string_view kHexDigits = "0123456789ABCDEF";
  out.Put('\\');
  if (const size_t found = kPlain.find(c); found != std::string_view::npos) {
    out.Put(kLetters[found]);
  } else {
    out.Append("u00");
    out.Put(kHexDigits[static_cast<unsigned char>(c) >> 4]);
    out.Put(kHexDigits[static_cast<unsigned char>(c) & 0xF]);
  }
}

}  // namespace

void JsonWriter::String(std::string_view text) {
  Prefix(rapidjson::kStringType);
  os_->Put('"');
  size_t from = 0;
  for (size_t at = FindEscape(text, 0); at < text.size(); at = FindEscape(text, from)) {
    os_->Append(text.substr(from, at - from));
    WriteEscaped(text[at], *os_);
    from = at + 1;
  }
  os_->Append(text.substr(from));
  os_->Put('"');
}

void JsonWriter::Raw(std::string_view json) {
  Prefix(rapidjson::kObjectType);
  os_->Append(json);
}

void WriteInteger(JsonWriter& json, std::string_view name, int64_t value) {
  WriteString(json, name);
  json.Int64(value);
}

void WriteBool(JsonWriter& json, std::string_view name, bool value) {
  WriteString(json, name);
  json.Bool(value);
}

void WriteNumber(JsonWriter& json, std::string_view name, double value) {
  std::array<char, 64> digits{};
  const char* end = std::to_chars(digits.data(), digits.data() + digits.size(),
                                  std::isfinite(value) ? value : 0.0)
                        .ptr;
  WriteRaw(json, name, {digits.data(), static_cast<size_t>(end - digits.data())});
}

void WriteScore(JsonWriter& json, std::string_view name, float value) {
  std::array<char, 64> digits{};
  const char* end = std::to_chars(digits.data(), digits.data() + digits.size(),
                                  std::isfinite(value) ? value : 0.0F, std::chars_format::fixed, 4)
                        .ptr;
  while (end[-1] == '0') --end;
  if (end[-1] == '.') --end;
  WriteRaw(json, name, {digits.data(), static_cast<size_t>(end - digits.data())});
}

void WriteTime(JsonWriter& json, std::string_view name, std::optional<int64_t> unix_ms) {
  if (!unix_ms.has_value()) return;
  Rfc3339Text text;
  WriteMember(json, name, WriteRfc3339(*unix_ms, &text));
}

void WriteRaw(JsonWriter& json, std::string_view name, std::string_view value) {
  WriteString(json, name);
  json.Raw(value);
}

}  // namespace newsmill
