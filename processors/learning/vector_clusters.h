#ifndef NEWSMILL_PROCESSORS_LEARNING_VECTOR_CLUSTERS_H_
#define NEWSMILL_PROCESSORS_LEARNING_VECTOR_CLUSTERS_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace newsmill {

// Vectors of `size` numbers each, one behind the other.
struct VectorTable {
  size_t size = 0;
  std::span<const float> values;

  size_t count() const { return size == 0 ? 0 : values.size() / size; }
  std::span<const float> at(size_t i) const { return values.subspan(i * size, size); }
};

// Makes each vector's length 1; those without any direction stay.
void NormaliseVectors(size_t size, std::span<float> values);

// Divides vectors of length 1 into at most `classes` groups by their angles: spherical k-means
// (Dhillon and Modha 2001), begun with vectors at equal distances in the table as centres. Returns
// the group of each, below `classes`. Ends after `rounds` or when less than one in 500 changes its
// group. Equal input gives equal output.
std::vector<uint16_t> ClusterVectors(const VectorTable& vectors, uint32_t classes, int rounds);

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_LEARNING_VECTOR_CLUSTERS_H_
