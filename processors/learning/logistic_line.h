#ifndef NEWSMILL_PROCESSORS_LEARNING_LOGISTIC_LINE_H_
#define NEWSMILL_PROCESSORS_LEARNING_LOGISTIC_LINE_H_

#include <span>

namespace newsmill {

// Makes a score a probability: logistic(slope * score + offset) (Platt 1999).
struct LogisticLine {
  struct Sample {
    double score = 0;
    bool right = false;
  };

  float slope = 1;
  float offset = 0;

  double Of(double score) const;

  // The likeliest line for the samples, pulled towards slope 1 and offset 0 as by so many of them
  // as `prior`, more than 0, says.
  static LogisticLine Fit(std::span<const Sample> samples, double prior);
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_LEARNING_LOGISTIC_LINE_H_
