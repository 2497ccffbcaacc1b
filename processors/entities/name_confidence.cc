#include "processors/entities/name_confidence.h"

#include <algorithm>
#include <cmath>

namespace newsmill {
namespace {

constexpr double kSurest = 0.9999;  // beyond it differences mean nothing
constexpr int kRounds = 50;
constexpr double kPrior = 1;  // pull towards slope 1 and offset 0, as so many samples

double LogOdds(double p) {
  p = std::clamp(p, 1 - kSurest, kSurest);
  return std::log(p / (1 - p));
}

double Sigmoid(double x) { return 1 / (1 + std::exp(-x)); }

struct Line {
  double slope = 1;
  double offset = 0;
};

double Loss(std::span<const NameConfidence::Sample> samples, const Line& line) {
  double loss = kPrior * (std::pow(line.slope - 1, 2) + std::pow(line.offset, 2)) / 2;
  for (const NameConfidence::Sample& sample : samples) {
    const double x = line.slope * LogOdds(sample.belief) + line.offset;
    loss += std::log1p(std::exp(-std::abs(x))) + std::max(sample.right ? -x : x, 0.0);
  }
  return loss;
}

// What Newton's method takes off the line.
Line NewtonStep(std::span<const NameConfidence::Sample> samples, const Line& line) {
  double by_slope = kPrior * (line.slope - 1);
  double by_offset = kPrior * line.offset;
  double slopes = kPrior;
  double both = 0;
  double offsets = kPrior;
  for (const NameConfidence::Sample& sample : samples) {
    const double x = LogOdds(sample.belief);
    const double p = Sigmoid(line.slope * x + line.offset);
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

float NameConfidence::Of(float belief) const {
  return static_cast<float>(Sigmoid(slope * LogOdds(belief) + offset));
}

// Newton's method on the log-likelihood, a step halved until it helps.
NameConfidence NameConfidence::Fit(std::span<const Sample> samples) {
  Line line;
  double loss = Loss(samples, line);
  for (int round = 0; round < kRounds; ++round) {
    Line step = NewtonStep(samples, line);
    Line next{line.slope - step.slope, line.offset - step.offset};
    double next_loss = Loss(samples, next);
    for (int halved = 0; next_loss > loss && halved < kRounds; ++halved) {
      step = {step.slope / 2, step.offset / 2};
      next = {line.slope - step.slope, line.offset - step.offset};
      next_loss = Loss(samples, next);
    }
    if (next_loss > loss || std::abs(step.slope) + std::abs(step.offset) < 1e-9) break;
    line = next;
    loss = next_loss;
  }
  return {static_cast<float>(std::max(line.slope, 0.0)), static_cast<float>(line.offset)};
}

}  // namespace newsmill
