#ifndef NEWSMILL_PROCESSORS_LEARNING_WORD_VECTORS_H_
#define NEWSMILL_PROCESSORS_LEARNING_WORD_VECTORS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "processors/learning/word_corpus.h"

namespace newsmill {

inline constexpr size_t kWordVectorSize = 64;
using WordVector = std::array<float, kWordVectorSize>;

struct WordVectorOptions {
  int epochs = 3;
  uint32_t window = 3;   // words on each side, at most: how many is drawn anew for each word
  int negatives = 5;     // random words against each neighbour
  double common = 1e-4;  // words of a greater share of the text are passed over at times
  uint64_t seed = 1;
  // Hears of each epoch, from 1.
  std::function<void(int epoch)> on_epoch;
};

// A vector of length 1 for each word of `text`, alike for words with like neighbours: skip-gram
// with negative sampling (Mikolov et al. 2013). One thread; equal input gives equal output.
std::vector<WordVector> TrainWordVectors(const NumberedText& text,
                                         const WordVectorOptions& options);

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_LEARNING_WORD_VECTORS_H_
