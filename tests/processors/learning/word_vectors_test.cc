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

}  // namespace
}  // namespace newsmill
