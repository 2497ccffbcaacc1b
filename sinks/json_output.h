#ifndef NEWSMILL_SINKS_JSON_OUTPUT_H_
#define NEWSMILL_SINKS_JSON_OUTPUT_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace newsmill {

// Appends one JSON value to a std::string of the caller's. What is written has arrived there once
// the outermost object or array is closed; commas are set by themselves.
class JsonWriter {
 public:
  explicit JsonWriter(std::string* out = nullptr) : out_(out) {}

  // Begins another value, which is appended to *out.
  void Reset(std::string* out) {
    out_ = out;
    used_ = depth_ = 0;
    comma_ = false;
  }

  void StartObject() { Open('{'); }
  void EndObject() { Close('}'); }
  void StartArray() { Open('['); }
  void EndArray() { Close(']'); }

  // The name of a member: a literal that needs no escape.
  void Key(std::string_view name) {
    Escaped(name);
    *Room(1) = ':';
    ++used_;
    comma_ = false;
  }
  void String(std::string_view text);
  // A string whose escapes are made already.
  void Escaped(std::string_view text) {
    if (text.size() + 3 > kMostRoom) return LongText(text);
    char* to = Separated(Room(text.size() + 3));
    *to++ = '"';
    to += text.copy(to, text.size());
    *to++ = '"';
    WrittenTo(to);
    comma_ = true;
  }
  // A value that is JSON already.
  void Raw(std::string_view json);
  void Int(int64_t value);

 private:
  // Where up to `size` bytes, at most kMostRoom, may be written.
  char* Room(size_t size) {
    if (size > buffer_.size() - used_) Flush();
    return buffer_.data() + used_;
  }
  void WrittenTo(const char* end) { used_ = static_cast<size_t>(end - buffer_.data()); }
  // A comma where one is due.
  char* Separated(char* to) const {
    *to = ',';
    return to + (comma_ ? 1 : 0);
  }

  void Open(char bracket) {
    char* to = Separated(Room(2));
    *to++ = bracket;
    WrittenTo(to);
    comma_ = false;
    ++depth_;
  }
  void Close(char bracket) {
    *Room(1) = bracket;
    ++used_;
    comma_ = true;
    if (--depth_ == 0) Flush();
  }
  void LongText(std::string_view text);
  void Flush() {
    out_->append(buffer_.data(), used_);
    used_ = 0;
  }

  static constexpr size_t kMostRoom = 512;

  std::string* out_;
  size_t used_ = 0;
  size_t depth_ = 0;
  bool comma_ = false;             // before the next member or element
  std::array<char, 1024> buffer_;  // a call for each piece would cost more than writing it
};

inline void WriteString(JsonWriter& json, std::string_view text) { json.String(text); }

// A member with a string value.
inline void WriteMember(JsonWriter& json, std::string_view name, std::string_view text) {
  json.Key(name);
  WriteString(json, text);
}

// ... whose text needs no escape.
inline void WritePlain(JsonWriter& json, std::string_view name, std::string_view text) {
  json.Key(name);
  json.Escaped(text);
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
