#ifndef NEWSMILL_PROCESSORS_LEARNING_CLASS_EXCHANGE_H_
#define NEWSMILL_PROCESSORS_LEARNING_CLASS_EXCHANGE_H_

#include <cstdint>
#include <functional>
#include <vector>

#include "processors/learning/bigram_table.h"

namespace newsmill {

struct ClassExchangeOptions {
  uint32_t classes = 256;
  int rounds = 12;  // at most; ends as well when less than one word in 500 changes its class
  // Hears of each round: its number from 1, and how many words changed their class.
  std::function<void(int round, uint64_t moves)> on_round;
};

// Divides the words of `text`, whose pairs `table` holds, into classes so that a bigram model of
// classes gives the text the highest likelihood: the exchange algorithm (Kneser and Ney 1993;
// Martin, Liermann and Ney 1998), whose objective is that of Brown et al. (1992). Starts from
// classes dealt out by frequency (the commonest words get a class each) and moves one word at a
// time to the class that fits it best.
//
// Returns the class of each word, below `classes`. Equal input gives equal output. Time: rounds x
// classes x distinct (word, class of a neighbour) pairs; memory: 8 bytes x classes squared.
std::vector<uint16_t> ExchangeClasses(const NumberedText& text, const BigramTable& table,
                                      const ClassExchangeOptions& options);

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_LEARNING_CLASS_EXCHANGE_H_
