#ifndef NEWSMILL_INGEST_TRAINING_WORTHINESS_TRAINING_H_
#define NEWSMILL_INGEST_TRAINING_WORTHINESS_TRAINING_H_

#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "processors/learning/logistic_trainer.h"
#include "processors/learning/model_file.h"
#include "processors/learning/word_classes.h"

namespace newsmill {

struct WorthinessTrainingOptions {
  // Paths of corpora: what readers found worth checking, and what fact-checkers took up; the dev
  // sets choose the epoch, and `readers_dev` sets the scale of the probabilities.
  std::string readers, readers_dev;
  std::string checkers, checkers_dev;
  std::shared_ptr<const WordClasses> classes;
  double gain = 20;  // of the WorthinessScale
  double floor = -1.5;
  LogisticOptions learning;
};

// Learns a WorthinessModel. `say` gets lines about the progress. Equal input gives equal bytes. One
// thread. Errors name the file and the line at fault.
absl::StatusOr<ModelFileWriter> TrainWorthiness(const WorthinessTrainingOptions& options,
                                                const std::function<void(const std::string&)>& say);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_TRAINING_WORTHINESS_TRAINING_H_
