#include "processors/learning/vector_clusters.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace newsmill {
namespace {

// Centres and vectors that are compared together, so that the sums stay in registers.
constexpr size_t kCentres = 8;
constexpr size_t kVectors = 4;

class KMeans {
 public:
  KMeans(const VectorTable& vectors, size_t classes)
      : vectors_(vectors),
        classes_(std::min(classes, vectors.count())),
        blocks_((classes_ + kCentres - 1) / kCentres),
        columns_(blocks_ * vectors.size * kCentres),
        class_of_(vectors.count(), 0) {
    centres_.reserve(classes_ * vectors.size);
    for (size_t c = 0; c < classes_; ++c) {
      const std::span<const float> vector = vectors.at(c * vectors.count() / classes_);
      centres_.insert(centres_.end(), vector.begin(), vector.end());
    }
  }

  // Vectors that changed their class.
  size_t Round() {
    for (size_t c = 0; c < classes_; ++c) {
      float* block = &columns_[c / kCentres * vectors_.size * kCentres];
      for (size_t d = 0; d < vectors_.size; ++d) {
        block[d * kCentres + c % kCentres] = centres_[c * vectors_.size + d];
      }
    }
    size_t moves = 0;
    for (size_t first = 0; first < class_of_.size(); first += kVectors) moves += Assign(first);
    MoveCentres();
    return moves;
  }

  std::vector<uint16_t> Take() { return std::move(class_of_); }

 private:
  // Gives kVectors vectors, or those that are left, to their nearest centres.
  size_t Assign(size_t first) {
    std::array<const float*, kVectors> rows{};
    const size_t count = std::min(kVectors, class_of_.size() - first);
    for (size_t v = 0; v < kVectors; ++v) {
      rows[v] = vectors_.at(first + std::min(v, count - 1)).data();
    }
    std::array<float, kVectors> best{};
    best.fill(-2);
    std::array<uint16_t, kVectors> nearest{};
    for (size_t b = 0; b < blocks_; ++b) {
      std::array<std::array<float, kCentres>, kVectors> sums{};
      const float* column = &columns_[b * vectors_.size * kCentres];
      for (size_t d = 0; d < vectors_.size; ++d, column += kCentres) {
        for (size_t v = 0; v < kVectors; ++v) {
          const float x = rows[v][d];
          for (size_t c = 0; c < kCentres; ++c) sums[v][c] += x * column[c];
        }
      }
      const size_t centres = std::min(kCentres, classes_ - b * kCentres);
      for (size_t v = 0; v < kVectors; ++v) {
        for (size_t c = 0; c < centres; ++c) {
          if (sums[v][c] <= best[v]) continue;
          best[v] = sums[v][c];
          nearest[v] = static_cast<uint16_t>(b * kCentres + c);
        }
      }
    }
    size_t moves = 0;
    for (size_t v = 0; v < count; ++v) {
      moves += nearest[v] != class_of_[first + v] ? 1 : 0;
      class_of_[first + v] = nearest[v];
    }
    return moves;
  }

  void MoveCentres() {
    std::fill(centres_.begin(), centres_.end(), 0.0F);
    for (size_t v = 0; v < class_of_.size(); ++v) {
      const std::span<const float> vector = vectors_.at(v);
      float* centre = &centres_[class_of_[v] * vectors_.size];
      for (size_t d = 0; d < vectors_.size; ++d) centre[d] += vector[d];
    }
    NormaliseVectors(vectors_.size, centres_);
  }

  const VectorTable& vectors_;
  const size_t classes_;
  const size_t blocks_;
  std::vector<float> centres_;
  std::vector<float> columns_;  // the centres, kCentres side by side
  std::vector<uint16_t> class_of_;
};

}  // namespace

void NormaliseVectors(size_t size, std::span<float> values) {
  for (size_t at = 0; size > 0 && at + size <= values.size(); at += size) {
    float squares = 0;
    for (const float x : values.subspan(at, size)) squares += x * x;
    if (squares <= 0) continue;
    const float factor = 1 / std::sqrt(squares);
    for (float& x : values.subspan(at, size)) x *= factor;
  }
}

std::vector<uint16_t> ClusterVectors(const VectorTable& vectors, uint32_t classes, int rounds) {
  KMeans k_means(vectors, classes);
  for (int round = 0; round < rounds; ++round) {
    if (k_means.Round() < vectors.count() / 500) break;
  }
  return k_means.Take();
}

}  // namespace newsmill
