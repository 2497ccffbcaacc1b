#include "sinks/utf8_text.h"

namespace newsmill {
namespace {

bool IsContinuation(char c) { return (c & 0xC0) == 0x80; }

}  // namespace

size_t Utf8SequenceLength(std::string_view bytes) {
  const auto lead = static_cast<unsigned char>(bytes[0]);
  if (lead < 0x80) return 1;
  const size_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (lead < 0xC2 || lead > 0xF4 || bytes.size() < size) return 0;
  for (size_t i = 1; i < size; ++i) {
    if (!IsContinuation(bytes[i])) return 0;
  }
  if (size == 2) return 2;
  // The first two bytes tell overlong forms, surrogates and what lies beyond U+10FFFF.
  const int high = (lead & (size == 3 ? 15 : 7)) << 6 | (bytes[1] & 63);
  if (size == 3) return high >= 0x20 && (high < 0x360 || high > 0x37F) ? 3 : 0;
  return high >= 0x10 && high <= 0x10F ? 4 : 0;
}

bool IsUtf8(std::string_view bytes) {
  while (!bytes.empty()) {
    const size_t size = Utf8SequenceLength(bytes);
    if (size == 0) return false;
    bytes.remove_prefix(size);
  }
  return true;
}

std::string Utf8OrReplaced(std::string_view bytes) {
  std::string text;
  while (!bytes.empty()) {
    const size_t size = Utf8SequenceLength(bytes);
    text.append(size > 0 ? bytes.substr(0, size) : std::string_view("\xEF\xBF\xBD"));
    bytes.remove_prefix(size > 0 ? size : 1);
  }
  return text;
}

std::string_view Utf8Prefix(std::string_view text, size_t size) {
  if (text.size() <= size) return text;
  while (size > 0 && IsContinuation(text[size])) --size;
  return text.substr(0, size);
}

}  // namespace newsmill
