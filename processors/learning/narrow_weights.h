#ifndef NEWSMILL_PROCESSORS_LEARNING_NARROW_WEIGHTS_H_
#define NEWSMILL_PROCESSORS_LEARNING_NARROW_WEIGHTS_H_

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "processors/learning/feature_table.h"
#include "processors/learning/lanes.h"

namespace newsmill {

// The weights of hashed features for at most eight labels, beside the features themselves: one
// cache line tells whether a feature is known and what it weighs. Immutable and thread-safe.
class NarrowWeights {
 public:
  static constexpr size_t kLabels = 8;

  NarrowWeights() = default;
  // Of the features of `table`; `weights` has kLabels of each of its rows, row 0 first.
  NarrowWeights(std::span<const FeatureTable::Bucket> table, std::span<const int8_t> weights);

  // Asks for the memory that Of(feature) will read.
  void Prefetch(uint32_t feature) const { __builtin_prefetch(&buckets_[BucketOf(feature)]); }

  // Its kLabels weights; nothing but 0 if it is unknown. Whether it is known, and where, no
  // processor foresees: all places of a bucket are compared at once.
  const int8_t* Of(uint32_t feature) const {
    const uint32_t key = KeyOf(feature);
    for (size_t at = BucketOf(feature);; ++at) {
      const Bucket& bucket = buckets_[at];
      const size_t place = bucket.PlaceOf(key);
      if (bucket.goes_on == 0 || place != 0) [[likely]] {
        return bucket.weights.data() + place * kLabels;
      }
    }
  }

 private:
  static constexpr size_t kPlaces = 4;
  // A cache line, filled from the front, no key twice. What does not fit goes into the next one.
  struct alignas(64) Bucket {
    std::array<uint32_t, kPlaces> keys{};                   // 0: nothing here
    std::array<int8_t, (1 + kPlaces) * kLabels> weights{};  // of no key, then of each
    uint32_t used = 0;
    uint32_t goes_on = 0;

    // 1 or more; 0: it is not here.
    size_t PlaceOf(uint32_t key) const {
      constexpr FourUnsigned kPlaceNumbers = {1, 2, 3, 4};
      const auto same = ReadFour(keys.data()) == key;
      return OnlyOne(kPlaceNumbers & std::bit_cast<FourUnsigned>(same));
    }
  };
  static_assert(sizeof(Bucket) == 64);

  static constexpr uint32_t kSpread = 0x9e3779b1U;

  // The upper bits of the product choose among any number of buckets (Lemire 2019).
  size_t BucketOf(uint32_t feature) const {
    const uint32_t spread = feature * kSpread;
    return (uint64_t{spread} * first_buckets_) >> 32;
  }
  // Two of some 10^5 features that become one matter no more than two with one hash.
  static uint32_t KeyOf(uint32_t feature) { return feature == 0 ? 1 : feature; }
  void Add(uint32_t feature, std::span<const int8_t> weights);

  std::vector<Bucket> buckets_;
  size_t first_buckets_ = 0;  // what does not fit into the last of them goes behind it
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_LEARNING_NARROW_WEIGHTS_H_
