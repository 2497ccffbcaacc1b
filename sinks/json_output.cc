#include "sinks/json_output.h"

#include <array>
#include <charconv>
#include <cmath>

#include "sinks/rfc3339.h"

namespace newsmill {

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
  if (unix_ms.has_value()) WriteMember(json, name, Rfc3339(*unix_ms));
}

void WriteRaw(JsonWriter& json, std::string_view name, std::string_view value) {
  WriteString(json, name);
  json.RawValue(value.data(), value.size(), rapidjson::kObjectType);
}

}  // namespace newsmill
