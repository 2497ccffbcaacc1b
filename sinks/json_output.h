#ifndef NEWSMILL_SINKS_JSON_OUTPUT_H_
#define NEWSMILL_SINKS_JSON_OUTPUT_H_

#include <rapidjson/writer.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace newsmill {

// RapidJSON output stream that appends to a std::string of the caller's. What is written has
// arrived there once the writer has closed its outermost value.
class StringOutput {
 public:
  using Ch = char;

  void SetTarget(std::string* out) { out_ = out; }
  void Put(char c) {
    *Room(1) = c;
    ++used_;
  }
  void Append(std::string_view text) {
    if (text.size() > buffer_.size() - used_) {
      Flush();
      if (text.size() > buffer_.size()) {
        out_->append(text);
        return;
      }
    }
    text.copy(buffer_.data() + used_, text.size());  // may be empty, and null
    used_ += text.size();
  }
  // Where `size` bytes (few) may be written, or all up to End(); Advance() says how many were.
  char* Room(size_t size) {
    if (size > buffer_.size() - used_) Flush();
    return buffer_.data() + used_;
  }
  const char* End() const { return buffer_.data() + buffer_.size(); }
  void Advance(size_t size) { used_ += size; }
  void Flush();  // rare, and not inlined, so that Put() is small

 private:
  std::string* out_ = nullptr;
  size_t used_ = 0;
  std::array<char, 1024> buffer_;  // calls for single characters would cost more than writing them
};

// RapidJSON's writer, which writes the same bytes, but strings in runs instead of byte by byte.
class JsonWriter : public rapidjson::Writer<StringOutput> {
 public:
  using Writer::Writer;

  void String(std::string_view text);
  // The name of a member: a short literal that needs no escape. Inlined, as its length is known.
  [[gnu::always_inline]] void Key(std::string_view name) {
    Prefix(rapidjson::kStringType);
    char* const to = os_->Room(name.size() + 2);
    to[0] = '"';
    name.copy(to + 1, name.size());
    to[name.size() + 1] = '"';
    os_->Advance(name.size() + 2);
  }
  // A string whose escapes are made already.
  void Escaped(std::string_view text);
  // A value that is JSON already.
  void Raw(std::string_view json);
  void Integer(int64_t value);

 private:
  void LongString(std::string_view text);
};

inline void WriteString(JsonWriter& json, std::string_view text) { json.String(text); }

// A member with a string value.
[[gnu::always_inline]] inline void WriteMember(JsonWriter& json, std::string_view name,
                                               std::string_view text) {
  json.Key(name);
  WriteString(json, text);
}

// ... whose text needs no escape.
[[gnu::always_inline]] inline void WritePlain(JsonWriter& json, std::string_view name,
                                              std::string_view text) {
  json.Key(name);
  json.Escaped(text);
}

// As WriteMember, but an empty text is left out.
[[gnu::always_inline]] inline void WriteOptional(JsonWriter& json, std::string_view name,
                                                 std::string_view text) {
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
