#ifndef NEWSMILL_PROCESSORS_LEARNING_LANES_H_
#define NEWSMILL_PROCESSORS_LEARNING_LANES_H_

#include <bit>
#include <cstdint>
#include <cstring>

namespace newsmill {

// Four numbers in one register: compilers do not see by themselves that loops over labels, whose
// rows are padded to multiples of four, can do with these.
using FourFloats [[gnu::vector_size(16)]] = float;
using FourInts [[gnu::vector_size(16)]] = int32_t;
using FourUnsigned [[gnu::vector_size(16)]] = uint32_t;

// From and to memory of any alignment.
inline FourFloats ReadFour(const float* from) {
  FourFloats four;
  std::memcpy(&four, from, sizeof(four));
  return four;
}
inline FourUnsigned ReadFour(const uint32_t* from) {
  FourUnsigned four;
  std::memcpy(&four, from, sizeof(four));
  return four;
}
// The one of four numbers that is not 0, if all others are.
inline uint32_t OnlyOne(FourUnsigned four) {
  using Two [[gnu::vector_size(16)]] = uint64_t;
  const auto pairs = std::bit_cast<Two>(four);
  const uint64_t pair = pairs[0] | pairs[1];
  return static_cast<uint32_t>(pair | pair >> 32);
}
inline void WriteFour(FourFloats four, float* to) { std::memcpy(to, &four, sizeof(four)); }
inline void WriteFour(FourInts four, int32_t* to) { std::memcpy(to, &four, sizeof(four)); }

// The best of scores that are offered one after the other, and the number of the offer that it came
// from; of equal ones the first.
struct BestOffers {
  FourFloats scores;
  FourInts from = {};

  void Offer(FourFloats offered, int32_t number) {
    const FourInts better = offered > scores;
    scores = better ? offered : scores;
    from = better ? number + FourInts{} : from;
  }
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_LEARNING_LANES_H_
