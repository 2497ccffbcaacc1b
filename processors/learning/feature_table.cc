#include "processors/learning/feature_table.h"

#include <algorithm>

namespace newsmill {

std::vector<FeatureTable::Bucket> FeatureTable::Make(std::span<const uint32_t> features) {
  std::vector<Bucket> buckets(std::bit_ceil(features.size() * 3 / 2 / kBucket + 2));
  const FeatureTable table(buckets);
  for (size_t i = 0; i < features.size(); ++i) {
    size_t at = table.BucketOf(features[i]);
    while (buckets[at].rows.back() != 0) at = (at + 1) & (buckets.size() - 1);
    Bucket& bucket = buckets[at];
    const auto place =
        static_cast<size_t>(std::ranges::find(bucket.rows, 0U) - bucket.rows.begin());
    bucket.features[place] = features[i];
    bucket.rows[place] = static_cast<uint32_t>(i + 1);
  }
  return buckets;
}

bool FeatureTable::IsSound(uint32_t rows) const {
  bool ends = false;
  for (const Bucket& bucket : buckets_) {
    if (std::ranges::any_of(bucket.rows, [rows](uint32_t row) { return row > rows; })) return false;
    ends = ends || bucket.rows.back() == 0;
  }
  return ends;
}

}  // namespace newsmill
