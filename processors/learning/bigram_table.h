#ifndef NEWSMILL_PROCESSORS_LEARNING_BIGRAM_TABLE_H_
#define NEWSMILL_PROCESSORS_LEARNING_BIGRAM_TABLE_H_

#include <cstdint>
#include <span>
#include <vector>

#include "processors/learning/word_corpus.h"

namespace newsmill {

// Which words of a NumberedText stand beside which, and how often.
class BigramTable {
 public:
  struct Neighbour {
    uint32_t word;
    uint32_t count;
  };

  explicit BigramTable(const NumberedText& text);

  // In the order of their numbers.
  std::span<const Neighbour> LeftOf(uint32_t word) const { return left_.Of(word); }
  std::span<const Neighbour> RightOf(uint32_t word) const { return right_.Of(word); }

 private:
  struct Side {
    std::vector<uint64_t> starts;
    std::vector<Neighbour> neighbours;

    std::span<const Neighbour> Of(uint32_t word) const {
      return {neighbours.data() + starts[word], neighbours.data() + starts[word + 1]};
    }
  };

  static Side Group(std::vector<uint64_t>& pairs, size_t numbers);

  Side left_, right_;
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_LEARNING_BIGRAM_TABLE_H_
