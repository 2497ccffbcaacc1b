#ifndef NEWSMILL_INGEST_TRAINING_NAME_JUDGE_H_
#define NEWSMILL_INGEST_TRAINING_NAME_JUDGE_H_

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "ingest/training/name_corpus.h"
#include "processors/base/document.h"
#include "processors/entities/name_tagger.h"

namespace newsmill {

// How many names were found, how many are marked, how many of these agree in span and type.
struct NameCounts {
  int hits = 0;
  int found = 0;
  int marked = 0;

  double f1() const { return found + marked == 0 ? 0 : 2.0 * hits / (found + marked); }
};

// Annotated texts by which a name tagger is judged.
class NameJudge {
 public:
  // Errors are those of ReadAnnotatedTexts.
  static absl::StatusOr<NameJudge> Load(const NameCorpus& corpus);

  // Judges by texts that are there already.
  NameJudge(std::vector<AnnotatedText> texts, std::vector<EntityType> complete);

  // Counts the types of which the corpus marks all names. Adds to *samples, if given, each name
  // found with what the tagger believes.
  NameCounts Judge(NameTagger& tagger,
                   std::vector<NameConfidence::Sample>* samples = nullptr) const;

 private:
  struct Item {
    AnnotatedText text;
    Document document;  // views into `text`
  };

  bool Counts(EntityType type) const;

  std::vector<EntityType> types_;
  std::vector<std::unique_ptr<Item>> items_;
};

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_TRAINING_NAME_JUDGE_H_
