#ifndef NEWSMILL_INGEST_TRAINING_COREFERENCE_TRAINING_H_
#define NEWSMILL_INGEST_TRAINING_COREFERENCE_TRAINING_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "processors/coreference/antecedents.h"

namespace newsmill {

struct CoreferenceTrainingOptions {
  std::vector<std::string> treebanks;  // paths; with chains of mentions
  std::vector<std::string> only;       // beginnings of documents' ids; empty: all
  double penalty = 4;                  // of large weights, against the log-likelihood
  int epochs = 400;
};

// Learns to rank the antecedents that the stage itself finds, among the names that it finds: the
// treebank says only which is right. A pronoun none of whose antecedents is right stands for
// nobody. Maximum likelihood by gradient ascent with steps of its own for each weight (AdaGrad); no
// chance is involved. `say` gets lines about the progress.
absl::StatusOr<coreference::ReferenceWeights> TrainCoreference(
    const CoreferenceTrainingOptions& options, const std::function<void(const std::string&)>& say);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_TRAINING_COREFERENCE_TRAINING_H_
