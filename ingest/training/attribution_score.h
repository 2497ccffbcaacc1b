#ifndef NEWSMILL_INGEST_TRAINING_ATTRIBUTION_SCORE_H_
#define NEWSMILL_INGEST_TRAINING_ATTRIBUTION_SCORE_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "ingest/training/attribution_corpus.h"

namespace newsmill {

struct HitCounts {
  int hits = 0;
  int found = 0;
  int marked = 0;

  double precision() const { return found == 0 ? 0 : double{1} * hits / found; }
  double recall() const { return marked == 0 ? 0 : double{1} * hits / marked; }
  double f1() const { return found + marked == 0 ? 0 : 2.0 * hits / (found + marked); }
  HitCounts& operator+=(const HitCounts& more);
};

// The numbers of some words of a text, in order, each once.
using WordSet = std::vector<uint32_t>;

// The words of a text: runs of letters, digits and underscores of all scripts.
class TextWords {
 public:
  explicit TextWords(std::string_view text);

  // Those of which a part lies in one of the ranges.
  WordSet In(const std::vector<ByteRange>& ranges) const;
  WordSet In(const ByteRange& range) const { return In(std::vector<ByteRange>{range}); }
  const std::vector<ByteRange>& ranges() const { return words_; }

 private:
  std::vector<ByteRange> words_;
};

size_t Common(const WordSet& a, const WordSet& b);
// Dice's overlap: twice the common words by the sum of both.
double Overlap(const WordSet& a, const WordSet& b);

// Contents that count as the same, and whether all their words are.
struct AttributionPair {
  size_t marked = 0;
  size_t found = 0;
  bool exact = false;
};

// One-to-one pairs of contents whose overlap is 0.5 or more, the best first; of equal ones those
// that come first.
std::vector<AttributionPair> PairAttributions(const std::vector<WordSet>& marked,
                                              const std::vector<WordSet>& found);

// How many sets of words are in both; equal ones of one side count once, empty ones not at all.
HitCounts CountEqual(std::vector<WordSet> marked, std::vector<WordSet> found);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_TRAINING_ATTRIBUTION_SCORE_H_
