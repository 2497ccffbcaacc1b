#ifndef NEWSMILL_SINKS_JSON_OUTPUT_H_
#define NEWSMILL_SINKS_JSON_OUTPUT_H_

#include <rapidjson/writer.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace newsmill {

// RapidJSON output stream that appends to a std::string of the caller's.
class StringOutput {
 public:
  using Ch = char;

  void SetTarget(std::string* out) { out_ = out; }
  void Put(char c) { out_->push_back(c); }
  void Flush() {}

 private:
  std::string* out_ = nullptr;
};

using JsonWriter = rapidjson::Writer<StringOutput>;

inline void WriteString(JsonWriter& json, std::string_view text) {
  json.String(text.empty() ? "" : text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

// A member with a string value.
inline void WriteMember(JsonWriter& json, std::string_view name, std::string_view text) {
  WriteString(json, name);
  WriteString(json, text);
}

// As WriteMember, but an empty text is left out.
inline void WriteOptional(JsonWriter& json, std::string_view name, std::string_view text) {
  if (!text.empty()) WriteMember(json, name, text);
}

void WriteInteger(JsonWriter& json, std::string_view name, int64_t value);
void WriteBool(JsonWriter& json, std::string_view name, bool value);
// The shortest decimal that reads back as `value`; 0 for what is not a number.
void WriteNumber(JsonWriter& json, std::string_view name, double value);
// Four decimals at most: more of a score is noise that makes records longer.
void WriteScore(JsonWriter& json, std::string_view name, float value);
// RFC 3339 in UTC; left out where absent.
void WriteTime(JsonWriter& json, std::string_view name, std::optional<int64_t> unix_ms);
// A member whose value is JSON already.
void WriteRaw(JsonWriter& json, std::string_view name, std::string_view value);

}  // namespace newsmill

#endif  // NEWSMILL_SINKS_JSON_OUTPUT_H_
