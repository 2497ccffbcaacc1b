#ifndef NEWSMILL_PROCESSORS_BASE_BYTE_BLOCKS_H_
#define NEWSMILL_PROCESSORS_BASE_BYTE_BLOCKS_H_

#include <algorithm>
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
inline constexpr size_t kBlockBytes = 64;

// What one vector holds on every machine; as numbers from -128 to 127.
inline constexpr size_t kLaneBytes = 16;
using Lane [[gnu::vector_size(kLaneBytes)]] = signed char;

// Bit i is set where byte i of `mask` is -1; the others are 0.
inline uint64_t BitsOf(Lane mask) {
#ifdef __SSE2__
  return static_cast<uint32_t>(_mm_movemask_epi8(reinterpret_cast<__m128i>(mask)));
#else
  uint64_t bits = 0;
  for (size_t i = 0; i < kLaneBytes; ++i) bits |= uint64_t{mask[i] & 1U} << i;
  return bits;
#endif
}

template <typename Predicate>
[[gnu::always_inline]] inline uint64_t MatchLane(const char* lane, Predicate is) {
  Lane bytes;
  std::memcpy(&bytes, lane, kLaneBytes);
  return BitsOf(is(bytes));
}

// Bit i is set where `is` holds for byte i of the kBlockBytes at `block`. `is` compares a Lane and
// joins the results by & and |.
template <typename Predicate>
uint64_t MatchBlock(const char* block, Predicate is) {
  static_assert(kBlockBytes == 4 * kLaneBytes);
  return MatchLane(block, is) | MatchLane(block + 16, is) << 16 | MatchLane(block + 32, is) << 32 |
         MatchLane(block + 48, is) << 48;
}

// Position of the first of the bytes at `block` for which `is` holds; kBlockBytes: none.
template <typename Predicate>
size_t FindInBlock(const char* block, Predicate is) {
  return static_cast<size_t>(std::countr_zero(MatchBlock(block, is)));
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
