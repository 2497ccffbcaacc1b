#ifndef NEWSMILL_PROCESSORS_BASE_BYTE_LANES_H_
#define NEWSMILL_PROCESSORS_BASE_BYTE_LANES_H_

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

// What one vector holds on every machine; as numbers from -128 to 127.
inline constexpr size_t kLaneBytes = 16;
using Lane [[gnu::vector_size(kLaneBytes)]] = signed char;

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

#endif  // NEWSMILL_PROCESSORS_BASE_BYTE_LANES_H_
