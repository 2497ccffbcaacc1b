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

constexpr size_t kMostDigits = 20;  // of an int64_t, with its sign
constexpr size_t kMostEscaped = 6;

// Writes the escape to `to`; returns its end.
char* WriteEscaped(char c, char* to) {
  constexpr std::string_view kHexDigits = "0123456789ABCDEF";
  const char letter = EscapeLetter(c);
  *to++ = '\\';
  *to++ = letter;
  if (letter != 'u') return to;
  *to++ = '0';
  *to++ = '0';
  *to++ = kHexDigits[static_cast<unsigned char>(c) >> 4];
  *to++ = kHexDigits[static_cast<unsigned char>(c) & 0xF];
  return to;
}

// Writes what of *text fits between `to` and `end` and takes it away; returns the end. In local
// variables: members would be loaded again after each byte that is written.
char* WriteSome(std::string_view* text, char* to, const char* end) {
  std::string_view rest = *text;
  while (!rest.empty() && end - to >= static_cast<ptrdiff_t>(kBlockBytes + kMostEscaped)) {
    const char* const block = CopyBlock(rest, '"', to);
    const size_t plain = FindInBlock(block, [](char c) { return NeedsEscape(c); });
    to += plain;
    rest.remove_prefix(plain);
    if (plain == kBlockBytes || rest.empty()) continue;
    to = WriteEscaped(rest.front(), to);
    rest.remove_prefix(1);
  }
  *text = rest;
  return to;
}

}  // namespace

void StringOutput::Flush() {
  out_->append(buffer_.data(), used_);
  used_ = 0;
}

void JsonWriter::String(std::string_view text) {
  Prefix(rapidjson::kStringType);
  os_->Put('"');
  while (!text.empty()) {
    char* const to = os_->Room(kBlockBytes + kMostEscaped);
    os_->Advance(static_cast<size_t>(WriteSome(&text, to, os_->End()) - to));
  }
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

void JsonWriter::Integer(int64_t value) {
  Prefix(rapidjson::kNumberType);
  char* const to = os_->Room(kMostDigits);
  os_->Advance(static_cast<size_t>(std::to_chars(to, to + kMostDigits, value).ptr - to));
}

void WriteInteger(JsonWriter& json, std::string_view name, int64_t value) {
  json.Key(name);
  json.Integer(value);
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
