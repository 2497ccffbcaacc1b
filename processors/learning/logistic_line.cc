#include "processors/learning/logistic_line.h"

#include <algorithm>
#include <cmath>

namespace newsmill {
namespace {

constexpr int kRounds = 50;

double Logistic(double x) { return 1 / (1 + std::exp(-x)); }

struct Line {
  double slope = 1;
  double offset = 0;
};

double Loss(std::span<const LogisticLine::Sample> samples, double prior, const Line& line) {
  double loss = prior * (std::pow(line.slope - 1, 2) + std::pow(line.offset, 2)) / 2;
  for (const LogisticLine::Sample& sample : samples) {
    const double x = line.slope * sample.score + line.offset;
    loss += std::log1p(std::exp(-std::abs(x))) + std::max(sample.right ? -x : x, 0.0);
  }
  return loss;
}

// What Newton's method takes off the line.
Line NewtonStep(std::span<const LogisticLine::Sample> samples, double prior, const Line& line) {
  double by_slope = prior * (line.slope - 1);
  double by_offset = prior * line.offset;
  double slopes = prior;
  double both = 0;
  double offsets = prior;
  for (const LogisticLine::Sample& sample : samples) {
    const double x = sample.score;
    const double p = Logistic(line.slope * x + line.offset);
    const double error = p - (sample.right ? 1 : 0);
    const double spread = p * (1 - p);
    by_slope += error * x;
    by_offset += error;
    slopes += spread * x * x;
    both += spread * x;
    offsets += spread;
  }
  const double determinant = slopes * offsets - both * both;
  return {(offsets * by_slope - both * by_offset) / determinant,
          (slopes * by_offset - both * by_slope) / determinant};
}

}  // namespace

double LogisticLine::Of(double score) const { return Logistic(slope * score + offset); }

// Newton's method on the log-likelihood, a step halved until it helps.
LogisticLine LogisticLine::Fit(std::span<const Sample> samples, double prior) {
  Line line;
  double loss = Loss(samples, prior, line);
  for (int round = 0; round < kRounds; ++round) {
    Line step = NewtonStep(samples, prior, line);
    Line next{line.slope - step.slope, line.offset - step.offset};
    double next_loss = Loss(samples, prior, next);
    for (int halved = 0; next_loss > loss && halved < kRounds; ++halved) {
      step = {step.slope / 2, step.offset / 2};
      next = {line.slope - step.slope, line.offset - step.offset};
      next_loss = Loss(samples, prior, next);
    }
    if (next_loss > loss || std::abs(step.slope) + std::abs(step.offset) < 1e-9) break;
    line = next;
    loss = next_loss;
  }
  return {static_cast<float>(line.slope), static_cast<float>(line.offset)};
}

}  // namespace newsmill
