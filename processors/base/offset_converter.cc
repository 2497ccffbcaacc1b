#include "processors/base/offset_converter.h"

#include <algorithm>
#include <cstring>

namespace newsmill {
namespace {

constexpr uint64_t kHighBits = 0x8080808080808080U;

// Up to eight bytes, the missing ones zero (ASCII).
uint64_t Load(const char* bytes, size_t size) {
  uint64_t word = 0;
  std::memcpy(&word, bytes, size);
  return word;
}

uint32_t CountHighBits(uint64_t word) {
  return static_cast<uint32_t>(((word >> 7) * 0x0101010101010101U) >> 56);
}

// How many units fewer (code points) or net fewer (UTF-16) than bytes the eight bytes make:
// continuation bytes count nothing; the lead of four bytes counts two in UTF-16.
uint32_t Surplus(uint64_t word, bool utf16) {
  const uint64_t continuation = word & kHighBits & ~(word << 1);
  uint32_t surplus = CountHighBits(continuation);
  if (utf16) surplus -= CountHighBits(word & (word << 1) & (word << 2) & (word << 3) & kHighBits);
  return surplus;
}

uint32_t UnitsIn(std::string_view bytes, bool utf16) {
  auto units = static_cast<uint32_t>(bytes.size());
  for (size_t i = 0; i < bytes.size(); i += 8) {
    units -= Surplus(Load(bytes.data() + i, std::min<size_t>(8, bytes.size() - i)), utf16);
  }
  return units;
}

bool IsAscii(std::string_view text) {
  uint64_t seen = 0;
  size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) seen |= Load(text.data() + i, 8);
  if (i < text.size()) seen |= Load(text.data() + i, text.size() - i);
  return (seen & kHighBits) == 0;
}

}  // namespace

void OffsetConverter::Reset(std::string_view text, OffsetUnit unit) {
  text_ = text;
  unit_ = unit;
  counted_ = false;
}

void OffsetConverter::Count() {
  counted_ = true;
  identity_ = unit_ == OffsetUnit::kUtf8 || IsAscii(text_);
  checkpoints_.clear();
  if (identity_) return;
  uint32_t units = 0;
  for (size_t i = 0; i <= text_.size(); i += kStride) {
    checkpoints_.push_back(units);
    units += UnitsIn(text_.substr(i, kStride), unit_ == OffsetUnit::kUtf16);
  }
}

uint32_t OffsetConverter::operator()(uint32_t byte) {
  if (!counted_) Count();
  byte = std::min(byte, static_cast<uint32_t>(text_.size()));
  if (identity_) return byte;
  const size_t block = byte / kStride;
  const std::string_view rest = text_.substr(block * kStride, byte - block * kStride);
  return checkpoints_[block] + UnitsIn(rest, unit_ == OffsetUnit::kUtf16);
}

}  // namespace newsmill
