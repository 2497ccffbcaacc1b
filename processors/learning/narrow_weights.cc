#include "processors/learning/narrow_weights.h"

#include <algorithm>

namespace newsmill {

NarrowWeights::NarrowWeights(std::span<const FeatureTable::Bucket> table,
                             std::span<const int8_t> weights) {
  const size_t features = weights.size() / kLabels - 1;
  // A quarter full: a bucket that overflows, one in 300 instead of one in ten, is what a processor
  // does not foresee, and that costs more than the memory.
  first_buckets_ = features + 1;
  buckets_.resize(first_buckets_ + 1);
  for (const FeatureTable::Bucket& bucket : table) {
    for (size_t place = 0; place < FeatureTable::kBucket; ++place) {
      const uint32_t row = bucket.rows[place];
      if (row != 0) Add(bucket.features[place], weights.subspan(row * kLabels, kLabels));
    }
  }
}

void NarrowWeights::Add(uint32_t feature, std::span<const int8_t> weights) {
  const uint32_t key = KeyOf(feature);
  size_t at = BucketOf(feature);
  while (buckets_[at].used == kPlaces && buckets_[at].PlaceOf(key) == 0) {
    buckets_[at].goes_on = 1;
    ++at;
    if (at == buckets_.size()) buckets_.emplace_back();
  }
  Bucket& bucket = buckets_[at];
  if (bucket.PlaceOf(key) != 0) return;
  bucket.keys[bucket.used++] = key;
  std::ranges::copy(weights,
                    bucket.weights.begin() + static_cast<ptrdiff_t>(bucket.used * kLabels));
}

}  // namespace newsmill
