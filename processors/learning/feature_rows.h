#ifndef NEWSMILL_PROCESSORS_LEARNING_FEATURE_ROWS_H_
#define NEWSMILL_PROCESSORS_LEARNING_FEATURE_ROWS_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "processors/learning/hashing.h"

namespace newsmill {

// The hashed features of a sequence, one row for each of its words. Words that lie side by side may
// share a part of theirs, which is written and weighed once. Reused: Clear() keeps the capacity.
class FeatureRows {
 public:
  FeatureRows() = default;
  FeatureRows(FeatureRows&&) = default;
  FeatureRows& operator=(FeatureRows&&) = default;

  void Clear() {
    next_ = features_.data();
    end_ = next_ + features_.size();
    rows_.clear();
    shared_ = {};
    begin_ = 0;
  }
  // Adds a feature to the row that is being written: kind `kind` with value `value`.
  void Add(uint32_t kind, uint32_t value) { AddValue(Mix(kind, value)); }
  // Adds a feature that is hashed already.
  void AddValue(uint32_t feature) {
    if (next_ == end_) [[unlikely]] {
      Grow();
    }
    *next_++ = feature;
  }
  // Adds a row of its own.
  void AddRow(std::span<const uint32_t> features) {
    for (const uint32_t feature : features) AddValue(feature);
    EndRow();
  }
  void EndRow() {
    rows_.push_back({shared_, {begin_, written()}});
    begin_ = written();
  }

  // What is added between these two calls, before anything else of a row, is part of this row and
  // of all behind it until the next BeginShared() or Clear().
  void BeginShared() { shared_.begin = written(); }
  void EndShared() { shared_.end = begin_ = written(); }

  size_t size() const { return rows_.size(); }
  // The features of row `i`: its own and those that it shares.
  std::span<const uint32_t> own(size_t i) const { return At(rows_[i].own); }
  std::span<const uint32_t> shared(size_t i) const { return At(rows_[i].shared); }
  // Whether they share them with the row before.
  bool SharesWithBefore(size_t i) const { return i > 0 && rows_[i].shared == rows_[i - 1].shared; }

 private:
  struct Range {
    uint32_t begin = 0;
    uint32_t end = 0;

    friend bool operator==(const Range&, const Range&) = default;
  };
  struct Row {
    Range shared, own;
  };

  std::span<const uint32_t> At(const Range& range) const {
    return {features_.data() + range.begin, range.end - range.begin};
  }
  uint32_t written() const { return static_cast<uint32_t>(next_ - features_.data()); }
  [[gnu::noinline]] void Grow() {
    const uint32_t size = written();
    features_.resize(features_.size() * 2 + 1024);
    next_ = features_.data() + size;
    end_ = features_.data() + features_.size();
  }

  std::vector<uint32_t> features_;
  uint32_t* next_ = nullptr;  // behind the last feature
  uint32_t* end_ = nullptr;
  std::vector<Row> rows_;
  // Of the row that is being written.
  Range shared_;
  uint32_t begin_ = 0;
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_LEARNING_FEATURE_ROWS_H_
