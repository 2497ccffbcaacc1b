#ifndef NEWSMILL_INGEST_TRAINING_TAGS_TRAINING_H_
#define NEWSMILL_INGEST_TRAINING_TAGS_TRAINING_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "processors/learning/linear_chain_trainer.h"
#include "processors/learning/model_file.h"
#include "processors/learning/word_classes.h"

namespace newsmill {

struct TagsTrainingOptions {
  std::vector<std::string> corpora;  // paths of treebanks
  std::vector<std::string> dev;      // judged after each epoch; the best mean accuracy wins
  std::shared_ptr<const WordClasses> classes;  // may have no grains
  // Every so many documents are learnt a second time without their capitals; 0: none.
  int caseless = 8;
  ChainTrainingOptions chain;
};

// Learns a tag model. Each sentence that our tokenizer would cut otherwise than the treebank does
// is learnt in that form too. `say` gets lines about the progress. Equal input gives equal bytes.
// One thread. Errors name the file and the line at fault.
absl::StatusOr<ModelFileWriter> TrainTags(const TagsTrainingOptions& options,
                                          const std::function<void(const std::string&)>& say);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_TRAINING_TAGS_TRAINING_H_
