#ifndef NEWSMILL_INGEST_TRAINING_TEXT_JUDGE_H_
#define NEWSMILL_INGEST_TRAINING_TEXT_JUDGE_H_

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/training/treebank.h"

namespace newsmill {

// How many ranges were found, how many are marked, how many of these agree at both ends.
struct RangeCounts {
  int hits = 0;
  int found = 0;
  int marked = 0;

  double f1() const { return found + marked == 0 ? 0 : 2.0 * hits / (found + marked); }
};

struct TextCounts {
  RangeCounts tokens;      // against the treebank's words
  RangeCounts own_tokens;  // against these, contractions and hyphenated words joined as we do
  RangeCounts sentences;
};

// Judges the tokenizer and the sentence splitter by a treebank's boundaries, on documents whose id
// begins with `prefix`. `on_fault` hears of each marked sentence that was not found, and of what
// was found in its place.
TextCounts JudgeText(
    const std::vector<TreebankDocument>& documents, std::string_view prefix,
    const std::function<void(std::string_view marked, std::string_view found)>& on_fault);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_TRAINING_TEXT_JUDGE_H_
