#ifndef NEWSMILL_PROCESSORS_BASE_BYTE_BLOCKS_H_
#define NEWSMILL_PROCESSORS_BASE_BYTE_BLOCKS_H_

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace newsmill {

// Text is searched in blocks of this size.
inline constexpr size_t kBlockBytes = 16;

// Position of the first of the kBlockBytes bytes at `block` for which `is` holds; kBlockBytes:
// none. `is` must do without branches: the compiler makes vector instructions of it.
template <typename Predicate>
size_t FindInBlock(const char* block, Predicate is) {
  static_assert(std::endian::native == std::endian::little, "the first byte must be the lowest");
  std::array<uint8_t, kBlockBytes> found;
  for (size_t i = 0; i < kBlockBytes; ++i) found[i] = is(block[i]) ? 0xFF : 0;
  std::array<uint64_t, 2> words;
  std::memcpy(words.data(), found.data(), sizeof(words));
  if (words[0] != 0) return static_cast<size_t>(std::countr_zero(words[0])) / 8;
  if (words[1] != 0) return 8 + static_cast<size_t>(std::countr_zero(words[1])) / 8;
  return kBlockBytes;
}

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_BASE_BYTE_BLOCKS_H_
