#ifndef NEWSMILL_PROCESSORS_BASE_BYTE_BLOCKS_H_
#define NEWSMILL_PROCESSORS_BASE_BYTE_BLOCKS_H_

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace newsmill {

// Text is searched in blocks of this size.
inline constexpr size_t kBlockBytes = 32;

// Bit i is set where byte i of `found` is 0xFF; the others are 0.
inline uint32_t BitsOf(const std::array<uint8_t, kBlockBytes>& found) {
#ifdef __SSE2__
  const auto half = [&](size_t at) {
    const auto* const bytes = reinterpret_cast<const __m128i*>(found.data() + at);
    return static_cast<uint32_t>(_mm_movemask_epi8(_mm_loadu_si128(bytes)));
  };
  return half(0) | half(kBlockBytes / 2) << 16;
#else
  uint32_t bits = 0;
  for (size_t i = 0; i < kBlockBytes; ++i) bits |= uint32_t{found[i] & 1U} << i;
  return bits;
#endif
}

// Position of the first of the kBlockBytes bytes at `block` for which `is` holds; kBlockBytes:
// none. `is` must do without branches: the compiler makes vector instructions of it.
template <typename Predicate>
size_t FindInBlock(const char* block, Predicate is) {
  std::array<uint8_t, kBlockBytes> found;
  for (size_t i = 0; i < kBlockBytes; ++i) found[i] = is(block[i]) ? 0xFF : 0;
  return static_cast<size_t>(std::countr_zero(BitsOf(found)));
}

// Copies `text`, a block at most, to `to`, where there is room for a block. Returns where a block
// of it can be read: behind a shorter text `end` follows.
inline const char* CopyBlock(std::string_view text, char end, char* to) {
  if (text.size() >= kBlockBytes) {
    std::memcpy(to, text.data(), kBlockBytes);
    return text.data();
  }
  std::memset(to, end, kBlockBytes);
  std::copy(text.begin(), text.end(), to);
  return to;
}

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_BASE_BYTE_BLOCKS_H_
