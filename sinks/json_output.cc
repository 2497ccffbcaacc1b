#include "sinks/json_output.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>

#include "processors/base/byte_lanes.h"
#include "sinks/json_escape.h"
#include "sinks/rfc3339.h"

namespace newsmill {
namespace {

constexpr auto kNeedEscape = [](Lane c) {
  return ((c >= 0) & (c < 0x20)) | (c == '"') | (c == '\\');
};

constexpr size_t kMostDigits = 20;  // of an int64_t, with its sign
// Writes a lane of *text, or less, and takes it away; returns the end.
char* WriteSome(std::string_view* text, char* to) {
  const size_t plain = CopyUntil(*text, '"', kNeedEscape, to);
  text->remove_prefix(plain);
  if (plain == kLaneBytes || text->empty()) return to + plain;
  to = WriteEscaped(text->front(), to + plain);
  text->remove_prefix(1);
  return to;
}

// Most strings are short and need no escape.
constexpr size_t kShortBytes = 256;

// Copies `text`, kShortBytes at most, to `to`, where there is room for a lane or for all of it.
// False, and then nothing has been written that counts: it needs escapes.
bool CopyPlain(std::string_view text, char* to) {
  if (text.size() < kLaneBytes) return CopyUntil(text, '"', kNeedEscape, to) == text.size();
  Lane found{};
  const auto copy = [&](size_t at) {
    Lane bytes;
    std::memcpy(&bytes, text.data() + at, kLaneBytes);
    std::memcpy(to + at, &bytes, kLaneBytes);
    found |= kNeedEscape(bytes);
  };
  const size_t last = text.size() - kLaneBytes;  // overlaps the one before it
  for (size_t at = 0; at < last; at += kLaneBytes) copy(at);
  copy(last);
  return BitsOf(found) == 0;
}

}  // namespace

void StringOutput::Flush() {
  out_->append(buffer_.data(), used_);
  used_ = 0;
}

void JsonWriter::String(std::string_view text) {
  Prefix(rapidjson::kStringType);
  if (text.size() <= kShortBytes) {
    char* const to = os_->Room(2 + std::max(text.size(), kLaneBytes));
    if (CopyPlain(text, to + 1)) {
      to[0] = to[text.size() + 1] = '"';
      os_->Advance(text.size() + 2);
      return;
    }
  }
  LongString(text);
}

void JsonWriter::LongString(std::string_view text) {
  os_->Put('"');
  while (text.size() >= kEscapeLeftBytes) {
    char* const to = os_->Room(kEscapeRoom);
    os_->Advance(static_cast<size_t>(EscapeBlocks(&text, to, os_->End()) - to));
  }
  while (!text.empty()) {
    char* const to = os_->Room(kLaneBytes + kMostEscaped);
    os_->Advance(static_cast<size_t>(WriteSome(&text, to) - to));
  }
  os_->Put('"');
}

void JsonWriter::Escaped(std::string_view text) {
  Prefix(rapidjson::kStringType);
  if (text.size() <= kShortBytes) {
    char* const to = os_->Room(text.size() + 2);
    to[0] = to[text.size() + 1] = '"';
    text.copy(to + 1, text.size());
    os_->Advance(text.size() + 2);
    return;
  }
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
