#ifndef NEWSMILL_INGEST_TRAINING_CLAIMS_TRAINING_H_
#define NEWSMILL_INGEST_TRAINING_CLAIMS_TRAINING_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "ingest/training/attribution_corpus.h"
#include "processors/learning/linear_chain_trainer.h"
#include "processors/learning/model_file.h"
#include "processors/learning/word_classes.h"

namespace newsmill {

struct ClaimsTrainingOptions {
  std::vector<AttributionCorpus> corpora;
  // Of these only how far to trust what was found is learnt, beside the others: genres that the
  // model shall do no harm to.
  std::vector<AttributionCorpus> trust_only;
  std::vector<AttributionCorpus> dev;  // judged after each epoch
  std::shared_ptr<const WordClasses> classes;
  // Into how many parts the corpora are divided, so that the model of one cue learns from labels
  // of texts that their labeller did not see.
  int folds = 2;
  // Attributions of thought are left out.
  bool speech_only = false;
  ChainTrainingOptions parts;   // for the chain of sources, cues and contents at large
  ChainTrainingOptions of_cue;  // for the chain of one cue
};

// Learns a model of attributions and returns its file. `say` gets lines about the progress. Equal
// input gives equal bytes. One thread. Errors name the file and the line at fault.
absl::StatusOr<ModelFileWriter> TrainClaims(const ClaimsTrainingOptions& options,
                                            const std::function<void(const std::string&)>& say);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_TRAINING_CLAIMS_TRAINING_H_
