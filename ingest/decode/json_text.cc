#include "ingest/decode/json_text.h"

#include <algorithm>
#include <bitset>
#include <cstring>

namespace newsmill {
namespace {

constexpr size_t kNotFound = std::string_view::npos;

bool IsSpace(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Offset of the closing quote of the string whose bytes begin at `from`, or npos. Backslashes are
// counted back from each quote, each of them once.
size_t FindClosingQuote(std::string_view json, size_t from) {
  for (size_t start = from; start < json.size();) {
    const size_t quote = json.find('"', start);
    if (quote == kNotFound) return kNotFound;
    size_t backslashes = 0;
    while (quote - backslashes > start && json[quote - backslashes - 1] == '\\') ++backslashes;
    if (backslashes % 2 == 0) return quote;
    start = quote + 1;
  }
  return kNotFound;
}

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// The four hex digits at text[at], or -1.
int32_t HexQuad(std::string_view text, size_t at) {
  if (at + 4 > text.size()) return -1;
  int32_t value = 0;
  for (size_t i = at; i < at + 4; ++i) {
    const int digit = HexDigit(text[i]);
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

// The character of a two-byte escape, or 0.
char SimpleEscape(char c) {
  switch (c) {
    case '"':
    case '\\':
    case '/':
      return c;
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return '\0';
  }
}

// Length of the UTF-8 sequence at text[at], or 0 if it is not one.
size_t SequenceLength(std::string_view text, size_t at) {
  const auto byte = [&](size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
  };
  const auto continues = [&](size_t i, unsigned low = 0x80, unsigned high = 0xBF) {
    return byte(i) >= low && byte(i) <= high;
  };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return continues(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    const bool second = continues(1, lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF);
    return second && continues(2) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const bool second = continues(1, lead == 0xF0 ? 0x90 : 0x80, lead == 0xF4 ? 0x8F : 0xBF);
    return second && continues(2) && continues(3) ? 4 : 0;
  }
  return 0;
}

}  // namespace

JsonScanResult ScanContainer(std::string_view json, int max_depth) {
  std::bitset<kMaxJsonDepth + 1> is_object;
  const size_t limit = static_cast<size_t>(std::clamp(max_depth, 0, kMaxJsonDepth));
  size_t depth = 0;
  for (size_t i = 0; i < json.size(); ++i) {
    switch (json[i]) {
      case '"':
        i = FindClosingQuote(json, i + 1);
        if (i == kNotFound) return {JsonScan::kUnclosed, json.size()};
        break;
      case '[':
      case '{':
        if (++depth > limit) return {JsonScan::kTooDeep, i};
        is_object[depth] = json[i] == '{';
        break;
      case ']':
      case '}':
        if (depth == 0 || is_object[depth] != (json[i] == '}')) return {JsonScan::kMismatched, i};
        if (--depth == 0) return {JsonScan::kComplete, i + 1};
        break;
      default:
        break;
    }
  }
  return {JsonScan::kUnclosed, json.size()};
}

size_t FindInvalidUtf8(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    const size_t length = SequenceLength(text, i);
    if (length == 0) return i;
    i += length;
  }
  return kNotFound;
}

bool IsJsonScalar(std::string_view token) {
  if (token == "true" || token == "false" || token == "null") return true;
  size_t i = token.starts_with('-') ? 1 : 0;
  const auto digits = [&] {
    const size_t start = i;
    while (i < token.size() && IsDigit(token[i])) ++i;
    return i - start;
  };
  const bool leading_zero = i < token.size() && token[i] == '0';
  const size_t whole = digits();
  if (whole == 0 || (leading_zero && whole > 1)) return false;
  if (i < token.size() && token[i] == '.') {
    ++i;
    if (digits() == 0) return false;
  }
  if (i < token.size() && (token[i] == 'e' || token[i] == 'E')) {
    ++i;
    if (i < token.size() && (token[i] == '+' || token[i] == '-')) ++i;
    if (digits() == 0) return false;
  }
  return i == token.size();
}

JsonEscape ReadJsonEscape(std::string_view text, size_t at) {
  const char kind = at + 1 < text.size() ? text[at + 1] : '\0';
  if (kind != 'u') {
    const char c = SimpleEscape(kind);
    return {static_cast<uint32_t>(c), c == '\0' ? size_t{0} : 2};
  }
  const int32_t unit = HexQuad(text, at + 2);
  if (unit < 0) return {};
  if (unit >= 0xD800 && unit < 0xDC00 && text.substr(at + 6, 2) == "\\u") {
    const int32_t low = HexQuad(text, at + 8);
    if (low >= 0xDC00 && low < 0xE000) {
      return {static_cast<uint32_t>(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)), 12};
    }
  }
  return {static_cast<uint32_t>(unit), 6};
}

char* AppendUtf8(uint32_t code_point, char* out) {
  const auto put = [&out](uint32_t byte) { *out++ = static_cast<char>(byte); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | (code_point >> 6));
    put(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    put(0xE0 | (code_point >> 12));
    put(0x80 | ((code_point >> 6) & 0x3F));
    put(0x80 | (code_point & 0x3F));
  } else {
    put(0xF0 | (code_point >> 18));
    put(0x80 | ((code_point >> 12) & 0x3F));
    put(0x80 | ((code_point >> 6) & 0x3F));
    put(0x80 | (code_point & 0x3F));
  }
  return out;
}

UnescapeResult UnescapeJson(std::string_view raw, Arena& arena, std::string_view* text,
                            size_t padding) {
  size_t escape = raw.find('\\');
  if (escape == kNotFound) {
    *text = raw;
    return UnescapeResult::kOk;
  }
  char* const start = arena.Allocate(raw.size() + padding);
  char* out = start;
  bool lone_surrogate = false;
  size_t from = 0;
  while (escape != kNotFound) {
    std::memcpy(out, raw.data() + from, escape - from);
    out += escape - from;
    const JsonEscape resolved = ReadJsonEscape(raw, escape);
    if (resolved.size == 0) return UnescapeResult::kBadEscape;
    lone_surrogate |= IsSurrogate(resolved.code_point);
    out = AppendUtf8(resolved.code_point, out);
    from = escape + resolved.size;
    escape = raw.find('\\', from);
  }
  std::memcpy(out, raw.data() + from, raw.size() - from);
  out += raw.size() - from;
  const size_t used = static_cast<size_t>(out - start);
  std::memset(out, 0, padding);
  arena.Shrink(start, raw.size() + padding, used + padding);
  *text = {start, used};
  return lone_surrogate ? UnescapeResult::kLoneSurrogate : UnescapeResult::kOk;
}

bool JsonCursor::Fail() {
  ok_ = false;
  return false;
}

char JsonCursor::Peek() {
  while (position_ < json_.size() && IsSpace(json_[position_])) ++position_;
  return position_ < json_.size() ? json_[position_] : '\0';
}

bool JsonCursor::Enter(char bracket) {
  if (!ok_ || Peek() != bracket) return Fail();
  ++position_;
  first_ = true;
  return true;
}

bool JsonCursor::Next(char close) {
  if (!ok_) return false;
  const char c = Peek();
  const bool first = first_;
  first_ = false;
  if (c == close) {
    ++position_;
    return false;
  }
  if (!first) {
    if (c != ',') return Fail();
    ++position_;
  }
  return true;
}

bool JsonCursor::NextKey(std::string_view* raw_key) {
  if (!Next('}')) return false;
  if (!String(raw_key) || Peek() != ':') return Fail();
  ++position_;
  return true;
}

bool JsonCursor::String(std::string_view* raw) {
  if (!ok_ || Peek() != '"') return Fail();
  const size_t start = position_ + 1;
  const size_t end = FindClosingQuote(json_, start);
  if (end == kNotFound) return Fail();
  *raw = json_.substr(start, end - start);
  position_ = end + 1;
  return true;
}

bool JsonCursor::Scalar(std::string_view* token) {
  Peek();
  const size_t start = position_;
  size_t end = start;
  while (end < json_.size() && !IsSpace(json_[end]) &&
         std::string_view(",]}:\"[{").find(json_[end]) == kNotFound) {
    ++end;
  }
  *token = json_.substr(start, end - start);
  if (!ok_ || !IsJsonScalar(*token)) return Fail();
  position_ = end;
  return true;
}

bool JsonCursor::Skip(std::string_view* raw) {
  const char c = Peek();
  const size_t start = position_;
  std::string_view ignored;
  if (c == '"') {
    if (!String(&ignored)) return false;
  } else if (c == '[' || c == '{') {
    const JsonScanResult end = ScanContainer(json_.substr(position_), kMaxJsonDepth);
    if (!ok_ || end.scan != JsonScan::kComplete) return Fail();
    position_ += end.offset;
  } else if (!Scalar(&ignored)) {
    return false;
  }
  if (raw != nullptr) *raw = json_.substr(start, position_ - start);
  return true;
}

}  // namespace newsmill
