#include "ingest/training/worthiness_judge.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <functional>

namespace newsmill {

double AveragePrecision(std::vector<ScoredSentence> sentences) {
  std::ranges::sort(sentences, std::greater<>(), &ScoredSentence::score);
  const auto worthy = std::ranges::count_if(sentences, &ScoredSentence::worthy);
  double sum = 0;
  double hits = 0;
  for (size_t i = 0; i < sentences.size();) {
    double equal = 0;
    const float score = sentences[i].score;
    for (; i < sentences.size() && sentences[i].score == score; ++i) equal += sentences[i].worthy;
    hits += equal;
    sum += equal * hits / static_cast<double>(i);
  }
  return worthy == 0 ? 0 : sum / static_cast<double>(worthy);
}

double CalibrationError(const std::vector<ScoredSentence>& sentences) {
  constexpr size_t kBins = 10;
  std::array<double, kBins> difference{};
  for (const ScoredSentence& sentence : sentences) {
    const auto bin = std::min(static_cast<size_t>(sentence.score * kBins), kBins - 1);
    difference[bin] += double{sentence.score} - (sentence.worthy ? 1 : 0);
  }
  double sum = 0;
  for (const double d : difference) sum += std::abs(d);
  return sentences.empty() ? 0 : sum / static_cast<double>(sentences.size());
}

WorthinessScale FitScale(const std::vector<ScoredSentence>& sums, const WorthinessScale& scale) {
  constexpr int kSteps = 20;
  double slope = 1;
  double offset = 0;
  for (int step = 0; step < kSteps; ++step) {
    // Gradient and Hessian; a little on the diagonal keeps it invertible.
    double g0 = 0, g1 = 0, h00 = 1e-6, h01 = 0, h11 = 1e-6;
    for (const ScoredSentence& sentence : sums) {
      const double x = sentence.score;
      const double p = 1 / (1 + std::exp(-(slope * x + offset)));
      const double error = p - (sentence.worthy ? 1 : 0);
      g0 += error * x;
      g1 += error;
      h00 += p * (1 - p) * x * x;
      h01 += p * (1 - p) * x;
      h11 += p * (1 - p);
    }
    const double determinant = h00 * h11 - h01 * h01;
    slope -= (h11 * g0 - h01 * g1) / determinant;
    offset -= (h00 * g1 - h01 * g0) / determinant;
  }
  return {scale.gain, scale.floor, static_cast<float>(slope), static_cast<float>(offset)};
}

}  // namespace newsmill
