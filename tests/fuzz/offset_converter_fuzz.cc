// Offsets in every unit against counting one character after the other.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "processors/base/offset_converter.h"
#include "sinks/utf8_text.h"

namespace newsmill {
namespace {

void Require(bool condition) {
  if (!condition) std::abort();
}

uint32_t Units(unsigned char lead, OffsetUnit unit, uint32_t bytes) {
  if (unit == OffsetUnit::kUtf8) return bytes;
  return unit == OffsetUnit::kUtf16 && lead >= 0xF0 ? 2 : 1;
}

uint32_t Bytes(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xE0) return 2;
  return lead < 0xF0 ? 3 : 4;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static OffsetConverter converter;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const bool valid = IsUtf8(text);
  for (const OffsetUnit unit : {OffsetUnit::kCodepoint, OffsetUnit::kUtf8, OffsetUnit::kUtf16}) {
    converter.Reset(text, unit);
    Require(converter(static_cast<uint32_t>(size) + 7) == converter(static_cast<uint32_t>(size)));
    if (!valid) continue;
    uint32_t expected = 0;
    for (uint32_t at = 0; at < size;) {
      Require(converter(at) == expected);
      const uint32_t bytes = Bytes(data[at]);
      expected += Units(data[at], unit, bytes);
      at += bytes;
    }
    Require(converter(static_cast<uint32_t>(size)) == expected);
  }
  return 0;
}

}  // namespace newsmill
