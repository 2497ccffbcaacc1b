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
    features_.clear();
    ends_.clear();
  }
  // Adds a feature to the row that is being written: kind `kind` with value `value`.
  void Add(uint32_t kind, uint32_t value) { features_.push_back(Mix(kind, value)); }
  // Adds a feature that is hashed already.
  void AddValue(uint32_t feature) { features_.push_back(feature); }
  // Adds a row of its own.
  void AddRow(std::span<const uint32_t> features) {
    features_.insert(features_.end(), features.begin(), features.end());
    EndRow();
  }
  void EndRow() { ends_.push_back(static_cast<uint32_t>(features_.size())); }

  size_t size() const { return ends_.size(); }
  std::span<const uint32_t> row(size_t i) const {
    const size_t begin = i == 0 ? 0 : ends_[i - 1];
    return {features_.data() + begin, ends_[i] - begin};
  }

 private:
  std::vector<uint32_t> features_;
  std::vector<uint32_t> ends_;
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_LEARNING_FEATURE_ROWS_H_
