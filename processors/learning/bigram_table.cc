#include "processors/learning/bigram_table.h"

#include <algorithm>
#include <bit>

namespace newsmill {

BigramTable::BigramTable(const NumberedText& text) {
  const size_t numbers = text.counts.size();
  std::vector<uint64_t> pairs;  // a word in the upper half, its neighbour in the lower one
  pairs.reserve(text.sequence.size());
  uint64_t previous = text.edge();
  for (const uint32_t word : text.sequence) {
    pairs.push_back(previous << 32 | word);
    previous = word;
  }
  right_ = Group(pairs, numbers);
  for (uint64_t& pair : pairs) pair = std::rotr(pair, 32);
  left_ = Group(pairs, numbers);
}

BigramTable::Side BigramTable::Group(std::vector<uint64_t>& pairs, size_t numbers) {
  std::sort(pairs.begin(), pairs.end());
  Side side;
  side.starts.reserve(numbers + 1);
  for (size_t i = 0; i < pairs.size(); ++i) {
    if (i == 0 || pairs[i] != pairs[i - 1]) {
      while (side.starts.size() <= pairs[i] >> 32) side.starts.push_back(side.neighbours.size());
      side.neighbours.push_back({static_cast<uint32_t>(pairs[i]), 0});
    }
    ++side.neighbours.back().count;
  }
  side.starts.resize(numbers + 1, side.neighbours.size());
  return side;
}

}  // namespace newsmill
