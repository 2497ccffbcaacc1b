#include "processors/entities/name_confidence.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace newsmill {
namespace {

constexpr double kSurest = 0.9999;  // beyond it differences mean nothing
constexpr double kPrior = 1;        // as so many samples that say: belief is right as it is

double LogOdds(double p) {
  p = std::clamp(p, 1 - kSurest, kSurest);
  return std::log(p / (1 - p));
}

}  // namespace

float NameConfidence::Of(float belief) const {
  return static_cast<float>(line.Of(LogOdds(belief)));
}

NameConfidence NameConfidence::Fit(std::span<const Sample> samples) {
  std::vector<LogisticLine::Sample> odds;
  odds.reserve(samples.size());
  for (const Sample& sample : samples) odds.push_back({LogOdds(sample.belief), sample.right});
  NameConfidence confidence{LogisticLine::Fit(odds, kPrior)};
  confidence.line.slope = std::max(confidence.line.slope, 0.0F);
  return confidence;
}

}  // namespace newsmill
