#ifndef NEWSMILL_INGEST_TRAINING_TAG_JUDGE_H_
#define NEWSMILL_INGEST_TRAINING_TAG_JUDGE_H_

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "ingest/training/treebank.h"
#include "processors/learning/words.h"
#include "processors/tags/tagger.h"

namespace newsmill {

struct TagCounts {
  int hits = 0;
  int words = 0;                                                           // that have a tag
  std::array<std::array<int, kPartsOfSpeech>, kPartsOfSpeech> confused{};  // [marked][found]

  double accuracy() const { return words == 0 ? 0 : static_cast<double>(hits) / words; }
};

// A treebank by which a tagger is judged.
class TagJudge {
 public:
  // Errors are those of ReadTreebank.
  static absl::StatusOr<TagJudge> Load(const std::string& path);

  // Hears of each word with a wrong tag: the text of its sentence, and the word in it.
  using OnFault = std::function<void(std::string_view sentence, std::string_view word,
                                     PartOfSpeech marked, PartOfSpeech found)>;

  // On the treebank's own words and sentences.
  TagCounts Judge(const TagModel& model, const WordClasses& classes,
                  const OnFault& on_fault = nullptr) const;
  // On the words and sentences that our tokenizer and splitter make; those words count that begin
  // and end where a marked one does.
  TagCounts JudgeOwnWords(const TagModel& model, const WordClasses& classes) const;

 private:
  std::vector<TreebankDocument> documents_;
};

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_TRAINING_TAG_JUDGE_H_
