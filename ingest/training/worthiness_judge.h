#ifndef NEWSMILL_INGEST_TRAINING_WORTHINESS_JUDGE_H_
#define NEWSMILL_INGEST_TRAINING_WORTHINESS_JUDGE_H_

#include <vector>

#include "processors/worthiness/worthiness_model.h"

namespace newsmill {

struct ScoredSentence {
  float score = 0;
  bool worthy = false;
};

// The mean of the precision at each worthy sentence, best first; sentences with equal scores count
// as one step, so that their order does not matter. 0 where none is worthy.
double AveragePrecision(std::vector<ScoredSentence> sentences);

// How far scores are from being probabilities; see ReliabilityTable.
double CalibrationError(const std::vector<ScoredSentence>& sentences);

// `scale` with the slope and offset that make sums probabilities.
WorthinessScale FitScale(const std::vector<ScoredSentence>& sums, const WorthinessScale& scale);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_TRAINING_WORTHINESS_JUDGE_H_
