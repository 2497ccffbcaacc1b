#ifndef NEWSMILL_INGEST_TRAINING_WORTHINESS_CORPUS_H_
#define NEWSMILL_INGEST_TRAINING_WORTHINESS_CORPUS_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "processors/learning/words.h"
#include "processors/worthiness/worthiness_features.h"

namespace newsmill {

// A sentence that somebody found worth checking, or not.
struct JudgedSentence {
  std::string text;
  bool worthy = false;
};

// Reads lines {"text", "label"}: label 0 or 1. Plain, gzip or zstd. Errors name file, line and
// member.
absl::StatusOr<std::vector<JudgedSentence>> ReadJudgedSentences(const std::string& path);

// Calls `use` with the features of each sentence; each text counts as one statement.
void ForEachStatement(const std::vector<JudgedSentence>& sentences, const WordClasses& classes,
                      const std::function<void(const WorthinessFeatures&, bool worthy)>& use);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_TRAINING_WORTHINESS_CORPUS_H_
