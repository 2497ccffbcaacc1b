#include "processors/learning/vector_clusters.h"

#include <gtest/gtest.h>

#include <cmath>

namespace newsmill {
namespace {

TEST(VectorClustersTest, ClustersByAngle) {
  std::vector<float> values;
  for (size_t i = 0; i < 6; ++i) {
    values.insert(values.end(), {i % 2 == 0 ? 1.0F : 0.0F, i % 2 == 0 ? 0.0F : 1.0F,
                                 0.1F * static_cast<float>(i)});
  }
  NormaliseVectors(3, values);
  EXPECT_EQ(ClusterVectors({3, values}, 2, 10), (std::vector<uint16_t>{0, 1, 0, 1, 0, 1}));
}

// More of both than are compared together.
TEST(VectorClustersTest, FindsManyClusters) {
  constexpr size_t kClasses = 21;
  std::vector<float> values;
  for (size_t i = 0; i < 10 * kClasses; ++i) {
    const double angle =
        6.28 * static_cast<double>(i / 10) / kClasses + 0.001 * static_cast<double>(i % 10);
    values.push_back(static_cast<float>(std::cos(angle)));
    values.push_back(static_cast<float>(std::sin(angle)));
  }
  const std::vector<uint16_t> classes = ClusterVectors({2, values}, kClasses, 10);
  for (size_t i = 0; i < classes.size(); ++i) EXPECT_EQ(classes[i], i / 10) << i;
}

TEST(VectorClustersTest, MoreClassesThanVectorsAreNotFilled) {
  EXPECT_EQ(ClusterVectors({1, std::vector<float>{1}}, 5, 3), std::vector<uint16_t>{0});
}

TEST(VectorClustersTest, VectorsWithoutADirectionStay) {
  std::vector<float> values = {3, 4, 0, 0};
  NormaliseVectors(2, values);
  EXPECT_FLOAT_EQ(values[0], 0.6F);
  EXPECT_FLOAT_EQ(values[3], 0);
}

}  // namespace
}  // namespace newsmill
