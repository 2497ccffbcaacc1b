#ifndef NEWSMILL_PROCESSORS_LEARNING_FEATURE_ROWS_H_
#define NEWSMILL_PROCESSORS_LEARNING_FEATURE_ROWS_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "processors/learning/hashing.h"

namespace newsmill {

// The hashed features of a sequence, one row for each of its words. Reused: Clear() keeps the
// capacity.
class FeatureRows {
 public:
  void Clear() {
    size_ = 0;
    ends_.clear();
  }
  // Adds a feature to the row that is being written: kind `kind` with value `value`.
  void Add(uint32_t kind, uint32_t value) { AddValue(Mix(kind, value)); }
  // Adds a feature that is hashed already.
  void AddValue(uint32_t feature) {
    if (size_ == features_.size()) [[unlikely]] {
      Grow();
    }
    features_[size_++] = feature;
  }
  // Adds a row of its own.
  void AddRow(std::span<const uint32_t> features) {
    for (const uint32_t feature : features) AddValue(feature);
    EndRow();
  }
  void EndRow() { ends_.push_back(static_cast<uint32_t>(size_)); }

  size_t size() const { return ends_.size(); }
  std::span<const uint32_t> row(size_t i) const {
    const size_t begin = i == 0 ? 0 : ends_[i - 1];
    return {features_.data() + begin, ends_[i] - begin};
  }

 private:
  [[gnu::noinline]] void Grow() { features_.resize(features_.size() * 2 + 1024); }

  std::vector<uint32_t> features_;  // the first size_ count
  size_t size_ = 0;
  std::vector<uint32_t> ends_;
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_LEARNING_FEATURE_ROWS_H_
