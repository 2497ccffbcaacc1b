#ifndef NEWSMILL_INGEST_TRAINING_NAMES_TRAINING_H_
#define NEWSMILL_INGEST_TRAINING_NAMES_TRAINING_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "ingest/training/name_corpus.h"
#include "processors/learning/linear_chain_trainer.h"
#include "processors/learning/model_file.h"
#include "processors/learning/word_classes.h"

namespace newsmill {

struct NamesTrainingOptions {
  std::vector<NameCorpus> corpora;
  std::vector<NameCorpus> dev;  // judged after each epoch; the best mean F1 chooses the model
  std::string lists;            // lines `list TAB name`, see NameLists::Encode
  std::shared_ptr<const WordClasses> classes;
  // Every so many texts are learnt a second time without their capitals; 0: none.
  int caseless = 2;
  // Every so many texts are not learnt, but used to see how sure the model may be; 0: none.
  int held_out = 0;
  ChainTrainingOptions chain;
};

// Learns a name model and returns its file. `say` gets lines about the progress. Equal input
// gives equal bytes. One thread. Errors name the file and the line at fault.
absl::StatusOr<ModelFileWriter> TrainNames(const NamesTrainingOptions& options,
                                           const std::function<void(const std::string&)>& say);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_TRAINING_NAMES_TRAINING_H_
