#include "processors/learning/word_vectors.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "tests/processors/learning/toy_language.h"

namespace newsmill {
namespace {

float Cosine(const WordVector& a, const WordVector& b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0F);
}

TEST(WordVectorsTest, WordsWithLikeNeighboursAreNear) {
  WordCorpus corpus;
  corpus.Add(ToyText(2000));
  const NumberedText text = corpus.Number(1, 100);
  WordVectorOptions options;
  options.epochs = 5;
  options.common = 1;
  const std::vector<WordVector> vectors = TrainWordVectors(text, options);
  const auto vector = [&](std::string_view word) {
    return vectors[static_cast<size_t>(std::find(text.words.begin(), text.words.end(), word) -
                                       text.words.begin())];
  };
  EXPECT_NEAR(Cosine(vector("Oslo"), vector("Oslo")), 1, 1e-4);
  EXPECT_GT(Cosine(vector("Oslo"), vector("Paris")), Cosine(vector("Oslo"), vector("sees")));
  EXPECT_GT(Cosine(vector("Ada"), vector("Ben")), Cosine(vector("Ada"), vector("likes")));
}

TEST(WordVectorsTest, ClustersByAngle) {
  std::vector<WordVector> vectors(6);
  for (size_t i = 0; i < vectors.size(); ++i) {
    vectors[i][i % 2] = 1;
    vectors[i][2] = 0.1F * static_cast<float>(i);
  }
  const std::vector<uint16_t> classes = ClusterVectors(vectors, 2, 10);
  EXPECT_EQ(classes, (std::vector<uint16_t>{0, 1, 0, 1, 0, 1}));
}

TEST(WordVectorsTest, MoreClassesThanVectorsAreNotFilled) {
  EXPECT_EQ(ClusterVectors({WordVector{1}}, 5, 3), std::vector<uint16_t>{0});
}

}  // namespace
}  // namespace newsmill
