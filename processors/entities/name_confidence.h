#ifndef NEWSMILL_PROCESSORS_ENTITIES_NAME_CONFIDENCE_H_
#define NEWSMILL_PROCESSORS_ENTITIES_NAME_CONFIDENCE_H_

#include <span>

#include "processors/learning/logistic_line.h"

namespace newsmill {

// From what a name model believes to how often that turns out right: a line in log-odds.
struct NameConfidence {
  struct Sample {
    float belief = 0;
    bool right = false;
  };

  LogisticLine line;

  // `belief` and the result are probabilities; more belief never gives less.
  float Of(float belief) const;

  // Fitted to samples of texts that the model was not trained on; without any, belief stays as it
  // is.
  static NameConfidence Fit(std::span<const Sample> samples);
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_ENTITIES_NAME_CONFIDENCE_H_
