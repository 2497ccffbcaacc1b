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

// g++ makes such a function twice, for processors with and without AVX2, with all that it calls.
// Not for sanitizers: the choice is made before they are ready.
#if defined(__x86_64__) && defined(NDEBUG) && !defined(__clang__)
#define NEWSMILL_ALSO_FOR_AVX2 [[gnu::target_clones("avx2", "default"), gnu::flatten]]
#else
#define NEWSMILL_ALSO_FOR_AVX2
#endif

namespace newsmill {

// What one vector holds on every machine; as numbers from -128 to 127.
inline constexpr size_t kLaneBytes = 16;
using Lane [[gnu::vector_size(kLaneBytes)]] = signed char;

// Long texts are searched in blocks of four lanes.
inline constexpr size_t kBlockBytes = 4 * kLaneBytes;

// Bit i is set where byte i of `mask` is -1; the others are 0.
[[gnu::always_inline]] inline uint64_t BitsOf(Lane mask) {
#ifdef __SSE2__
  return static_cast<uint32_t>(_mm_movemask_epi8(reinterpret_cast<__m128i>(mask)));
#else
  uint64_t bits = 0;
  for (size_t i = 0; i < kLaneBytes; ++i) bits |= uint64_t{mask[i] & 1U} << i;
  return bits;
#endif
}

// Bit i is set where `is` holds for byte i of the kLaneBytes at `lane`. `is` compares a Lane and
// joins the results by & and |.
template <typename Predicate>
[[gnu::always_inline]] inline uint64_t MatchLane(const char* lane, Predicate is) {
  Lane bytes;
  std::memcpy(&bytes, lane, kLaneBytes);
  return BitsOf(is(bytes));
}

// The same for the kBlockBytes at `block`.
template <typename Predicate>
[[gnu::always_inline]] inline uint64_t MatchBlock(const char* block, Predicate is) {
  return MatchLane(block, is) | MatchLane(block + 16, is) << 16 | MatchLane(block + 32, is) << 32 |
         MatchLane(block + 48, is) << 48;
}

// Copies kBlockBytes; in two moves where the code is made for AVX2.
[[gnu::always_inline]] inline void CopyBlock(const char* from, char* to) {
  using Half [[gnu::vector_size(kBlockBytes / 2)]] = signed char;
  Half low;
  Half high;
  std::memcpy(&low, from, sizeof(Half));
  std::memcpy(&high, from + sizeof(Half), sizeof(Half));
  std::memcpy(to, &low, sizeof(Half));
  std::memcpy(to + sizeof(Half), &high, sizeof(Half));
}

// Copies `text`, a lane at most, to `to`, where there is room for a lane, and returns how many of
// its first bytes are such that `is` does not hold. It does for `end`.
template <typename Predicate>
size_t CopyUntil(std::string_view text, char end, Predicate is, char* to) {
  if (text.size() >= kLaneBytes) {
    std::memcpy(to, text.data(), kLaneBytes);
  } else {
    std::memset(to, end, kLaneBytes);
    std::copy(text.begin(), text.end(), to);
  }
  const uint64_t found = MatchLane(to, is);
  return found == 0 ? kLaneBytes : static_cast<size_t>(std::countr_zero(found));
}

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_BASE_BYTE_BLOCKS_H_
