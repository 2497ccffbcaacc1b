#include "processors/claims/content_decoder.h"

#include <algorithm>

#include "processors/claims/attribution_labels.h"

namespace newsmill::claims {
namespace {

constexpr uint8_t kFirstContent = ToCueLabel(kFirstOfContent);
constexpr float kImpossible = 4 * ChainScores::kForbidden;

}  // namespace

void ContentDecoder::Step(const ChainScores& scores, const float* emission, uint8_t* from) {
  const size_t stride = scores.stride;
  std::fill(next_.begin(), next_.end(), kImpossible);
  for (size_t state = 0; state < 2 * stride; ++state) {
    const float before = best_[state];
    const size_t label = state % stride;
    if (label >= scores.labels || before <= ChainScores::kForbidden) continue;
    const float* pairs = &scores.pairs[label * stride];
    for (size_t j = 0; j < scores.labels; ++j) {
      const size_t to = (state >= stride || j >= kFirstContent ? stride : 0) + j;
      const float score = before + pairs[j];
      if (score <= next_[to]) continue;
      next_[to] = score;
      from[to] = static_cast<uint8_t>(state);
    }
  }
  for (size_t j = 0; j < scores.labels; ++j) {
    best_[j] = next_[j] + emission[j];
    best_[stride + j] = next_[stride + j] + emission[j];
  }
}

float ContentDecoder::Decode(const ChainScores& scores, std::span<const float> emissions,
                             std::vector<uint8_t>* labels) {
  const size_t stride = scores.stride;
  const size_t words = emissions.size() / stride;
  best_.assign(2 * stride, kImpossible);
  next_.resize(2 * stride);
  from_.assign(words * 2 * stride, 0);
  for (size_t j = 0; j < scores.labels; ++j) {
    best_[(j >= kFirstContent ? stride : 0) + j] = scores.first[j] + emissions[j];
  }
  for (size_t t = 1; t < words; ++t) {
    Step(scores, &emissions[t * stride], &from_[t * 2 * stride]);
  }
  float without = kImpossible;
  float with = kImpossible;
  size_t state = stride + kFirstContent;
  for (size_t j = 0; j < scores.labels; ++j) {
    without = std::max(without, best_[j] + scores.last[j]);
    if (best_[stride + j] + scores.last[j] <= with) continue;
    with = best_[stride + j] + scores.last[j];
    state = stride + j;
  }
  labels->resize(words);
  for (size_t t = words; t > 0; --t) {
    (*labels)[t - 1] = OfCueLabel(static_cast<uint8_t>(state % stride));
    state = from_[(t - 1) * 2 * stride + state];
  }
  return with - without;
}

}  // namespace newsmill::claims
