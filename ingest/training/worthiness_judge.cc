#include "ingest/training/worthiness_judge.h"

#include <algorithm>
#include <cstddef>
#include <functional>

#include "ingest/training/reliability.h"
#include "processors/learning/logistic_line.h"

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
  ReliabilityTable table;
  for (const ScoredSentence& sentence : sentences) table.Add(sentence.score, sentence.worthy);
  return table.error();
}

WorthinessScale FitScale(const std::vector<ScoredSentence>& sums, const WorthinessScale& scale) {
  constexpr double kPrior = 1e-6;  // a line is found whatever the samples are
  std::vector<LogisticLine::Sample> samples;
  samples.reserve(sums.size());
  for (const ScoredSentence& sentence : sums) samples.push_back({sentence.score, sentence.worthy});
  const LogisticLine line = LogisticLine::Fit(samples, kPrior);
  return {scale.gain, scale.floor, line.slope, line.offset};
}

}  // namespace newsmill
