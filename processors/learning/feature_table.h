#ifndef NEWSMILL_PROCESSORS_LEARNING_FEATURE_TABLE_H_
#define NEWSMILL_PROCESSORS_LEARNING_FEATURE_TABLE_H_

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "processors/learning/lanes.h"

namespace newsmill {

// Which row of weights a hashed feature has, read in place from a model file. Immutable and
// thread-safe.
class FeatureTable {
 public:
  static constexpr size_t kBucket = 8;
  // A cache line, filled from the front. What does not fit goes into the next one.
  struct Bucket {
    std::array<uint32_t, kBucket> features;
    std::array<uint32_t, kBucket> rows;  // 0: nothing here, nor behind it
  };
  static_assert(sizeof(Bucket) == 64);

  // The buckets of features[0] in row 1, features[1] in row 2 and so on. No feature twice.
  static std::vector<Bucket> Make(std::span<const uint32_t> features);

  FeatureTable() = default;
  // `buckets`: a power of two of them, two at least; they must outlive this.
  explicit FeatureTable(std::span<const Bucket> buckets)
      : buckets_(buckets), shift_(32 - static_cast<uint32_t>(std::countr_zero(buckets.size()))) {}

  // To be asked before anything else of a table that was read: it has no row above `rows`, and
  // searches end.
  bool IsSound(uint32_t rows) const;

  // Asks for the memory that Row(feature) will read.
  void Prefetch(uint32_t feature) const { __builtin_prefetch(&buckets_[BucketOf(feature)]); }

  // 1 or more; 0 if the feature is unknown. Compares all places of a bucket at once: whether a
  // feature is known, and where, no processor foresees.
  uint32_t Row(uint32_t feature) const {
    for (size_t at = BucketOf(feature);; at = (at + 1) & (buckets_.size() - 1)) {
      const Bucket& bucket = buckets_[at];
      FourUnsigned rows{};
      for (size_t half = 0; half < kBucket; half += 4) {
        const auto same = ReadFour(&bucket.features[half]) == feature;
        rows |= ReadFour(&bucket.rows[half]) & std::bit_cast<FourUnsigned>(same);
      }
      const uint32_t row = OnlyOne(rows);
      if (bucket.rows.back() == 0 || row != 0) return row;
    }
  }

 private:
  size_t BucketOf(uint32_t feature) const { return (feature * kSpread) >> shift_; }

  static constexpr uint32_t kSpread = 0x9e3779b1U;

  std::span<const Bucket> buckets_;
  uint32_t shift_ = 0;  // a feature's bucket: the upper bits of its product
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_LEARNING_FEATURE_TABLE_H_
