#ifndef NEWSMILL_INGEST_DECODE_JSON_TEXT_H_
#define NEWSMILL_INGEST_DECODE_JSON_TEXT_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "processors/base/arena.h"

namespace newsmill {

// Small tools for pieces of JSON text. They accept any bytes, never recurse, and are linear.

inline constexpr int kMaxJsonDepth = 1024;

enum class JsonScan : uint8_t { kComplete, kTooDeep, kMismatched, kUnclosed };

// What ScanContainer found: `offset` is the end of the container (kComplete) or the byte at fault.
struct JsonScanResult {
  JsonScan scan = JsonScan::kComplete;
  size_t offset = 0;
};

// Follows the brackets of the array or object that starts at json[0], looking through strings.
// `max_depth` (at most kMaxJsonDepth) counts this container as 1.
JsonScanResult ScanContainer(std::string_view json, int max_depth);

// Offset of the first byte that is not UTF-8 (RFC 3629), or npos.
size_t FindInvalidUtf8(std::string_view text);

// Whether `token` is exactly one number, true, false or null.
bool IsJsonScalar(std::string_view token);

// The escape that begins at text[at], a backslash; a pair of surrogates counts as one. `code_point`
// is a surrogate where it stands alone.
struct JsonEscape {
  uint32_t code_point = 0;
  size_t size = 0;  // bytes that it takes; 0: it is none
};
JsonEscape ReadJsonEscape(std::string_view text, size_t at);

// Writes one code point, surrogates in their 3-byte form; returns the end.
char* AppendUtf8(uint32_t code_point, char* out);

constexpr bool IsSurrogate(uint32_t code_point) {
  return code_point >= 0xD800 && code_point < 0xE000;
}

enum class UnescapeResult : uint8_t { kOk, kBadEscape, kLoneSurrogate };

// Resolves the escapes of `raw`, the bytes between a string's quotes. Without escapes *text is
// `raw` itself; otherwise it lies in `arena`. A lone surrogate is written in its 3-byte form,
// which is not UTF-8, and reported. `padding` bytes are readable behind what lies in `arena`.
UnescapeResult UnescapeJson(std::string_view raw, Arena& arena, std::string_view* text,
                            size_t padding = 0);

// Pull reader of one JSON value, for bytes that need not be UTF-8 and pieces that are too small
// to be worth an index. After an error every method returns false and ok() is false.
//
//   JsonCursor json(text);
//   std::string_view key;
//   json.EnterObject();
//   while (json.NextKey(&key)) { ... exactly one of String, Scalar, Skip, Enter... }
class JsonCursor {
 public:
  explicit JsonCursor(std::string_view json) : json_(json) {}

  // First byte of the value ahead; 0 at the end.
  char Peek();
  bool EnterObject() { return Enter('{'); }
  bool EnterArray() { return Enter('['); }
  // Moves to the next member; false at the closing bracket. The key is as written, escapes and all.
  bool NextKey(std::string_view* raw_key);
  bool NextElement() { return Next(']'); }
  // A string's bytes between the quotes, escapes unresolved.
  bool String(std::string_view* raw);
  // A number, true, false or null.
  bool Scalar(std::string_view* token);
  // Any value; *raw (if not null) is its text.
  bool Skip(std::string_view* raw = nullptr);

  // Whether all was well so far.
  bool ok() const { return ok_; }
  // Whether only white space is left.
  bool AtEnd() { return Peek() == '\0' && position_ >= json_.size(); }
  size_t offset() const { return position_; }

 private:
  bool Enter(char bracket);
  bool Next(char close);
  bool Fail();

  std::string_view json_;
  size_t position_ = 0;
  bool first_ = false;
  bool ok_ = true;
};

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_DECODE_JSON_TEXT_H_
