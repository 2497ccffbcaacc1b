#include "sinks/json_output.h"

#include <array>
#include <charconv>
#include <cmath>

#include "processors/base/byte_blocks.h"
#include "sinks/rfc3339.h"

namespace newsmill {
namespace {

bool NeedsEscape(char c) {
  return (static_cast<unsigned char>(c) < 0x20) | (c == '"') | (c == '\\');
}

// Offset of the first character from `at` on that cannot stand in a JSON string, or the size.
size_t FindEscape(std::string_view text, size_t at) {
  while (at + kBlockBytes <= text.size()) {
    const size_t plain = FindInBlock(text.data() + at, [](char c) { return NeedsEscape(c); });
    at += plain;
    if (plain < kBlockBytes) return at;
  }
  while (at < text.size() && !NeedsEscape(text[at])) ++at;
  return at;
}

// What stands behind the backslash; 'u': the number.
char EscapeLetter(char c) {
  switch (c) {
    case '"':
    case '\\':
      return c;
    case '\b':
      return 'b';
    case '\f':
      return 'f';
    case '\n':
      return 'n';
    case '\r':
      return 'r';
    case '\t':
      return 't';
    default:
      return 'u';
  }
}

void WriteEscaped(char c, StringOutput& out) {
  constexpr std::string_view kHexDigits = "0123456789ABCDEF";
  const char letter = EscapeLetter(c);
  out.Put('\\');
  out.Put(letter);
  if (letter != 'u') return;
  out.Append("00");
  out.Put(kHexDigits[static_cast<unsigned char>(c) >> 4]);
  out.Put(kHexDigits[static_cast<unsigned char>(c) & 0xF]);
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

void JsonWriter::Escaped(std::string_view text) {
  Prefix(rapidjson::kStringType);
  os_->Put('"');
  os_->Append(text);
  os_->Put('"');
}

void JsonWriter::Raw(std::string_view json) {
  Prefix(rapidjson::kObjectType);
  os_->Append(json);
}

void WriteInteger(JsonWriter& json, std::string_view name, int64_t value) {
  json.Key(name);
  json.Int64(value);
}

void WriteBool(JsonWriter& json, std::string_view name, bool value) {
  json.Key(name);
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
  WritePlain(json, name, WriteRfc3339(*unix_ms, &text));
}

void WriteRaw(JsonWriter& json, std::string_view name, std::string_view value) {
  json.Key(name);
  json.Raw(value);
}

}  // namespace newsmill
