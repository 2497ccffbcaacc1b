// Blocks of 64 bytes in the widest vectors that the machine has: for code that Highway
// (https://github.com/google/highway) compiles once for each kind of processor. Included again for
// each, hence the guard.
#if defined(NEWSMILL_PROCESSORS_BASE_BYTE_BLOCKS_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef NEWSMILL_PROCESSORS_BASE_BYTE_BLOCKS_INL_H_
#undef NEWSMILL_PROCESSORS_BASE_BYTE_BLOCKS_INL_H_
#else
#define NEWSMILL_PROCESSORS_BASE_BYTE_BLOCKS_INL_H_
#endif

#include <hwy/highway.h>

#include <cstddef>
#include <cstdint>

HWY_BEFORE_NAMESPACE();
namespace newsmill::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

inline constexpr size_t kBlockBytes = 64;

// Bytes as numbers from -128 to 127.
using ByteVector = hn::CappedTag<int8_t, kBlockBytes>;

// Bit i is set where `Is` holds for byte i of the kBlockBytes at `block`. Is(tag, vector) gives a
// mask.
template <typename Is>
HWY_INLINE uint64_t MatchBlock(const char* block, Is is) {
  const ByteVector tag;
  uint64_t bits = 0;
  for (size_t i = 0; i < kBlockBytes; i += hn::Lanes(tag)) {
    const auto bytes = hn::LoadU(tag, reinterpret_cast<const int8_t*>(block) + i);
    uint64_t part = 0;
    hn::StoreMaskBits(tag, is(tag, bytes), reinterpret_cast<uint8_t*>(&part));
    bits |= part << i;
  }
  return bits;
}

HWY_INLINE void CopyBlock(const char* from, char* to) {
  const ByteVector tag;
  for (size_t i = 0; i < kBlockBytes; i += hn::Lanes(tag)) {
    hn::StoreU(hn::LoadU(tag, reinterpret_cast<const int8_t*>(from) + i), tag,
               reinterpret_cast<int8_t*>(to) + i);
  }
}

}  // namespace newsmill::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // NEWSMILL_PROCESSORS_BASE_BYTE_BLOCKS_INL_H_
