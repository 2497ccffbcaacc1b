#include "processors/claims/content_decoder.h"

#include <algorithm>

#include "processors/claims/attribution_labels.h"
#include "processors/learning/lanes.h"

namespace newsmill::claims {
namespace {

constexpr int32_t kFirstContent = ToCueLabel(kFirstOfContent);
constexpr float kImpossible = 4 * ChainScores::kForbidden;

}  // namespace

// A state without a content has a label that is none of a content's; a content begins on the way to
// one of these.
void ContentDecoder::Step(const ChainScores& scores, const float* emission, int32_t* from) {
  const size_t stride = scores.stride;
  for (size_t j = 0; j < stride; j += 4) {
    const auto at = static_cast<int32_t>(j);
    const FourInts begins = FourInts{at, at + 1, at + 2, at + 3} >= kFirstContent;
    const FourFloats none = FourFloats{} + kImpossible;
    BestOffers without{none};
    for (size_t i = 0; i < kFirstContent; ++i) {
      without.Offer(best_[i] + ReadFour(&scores.pairs[i * stride + j]), static_cast<int32_t>(i));
    }
    BestOffers with{begins ? without.scores : none, without.from};
    for (size_t i = 0; i < scores.labels; ++i) {
      with.Offer(best_[stride + i] + ReadFour(&scores.pairs[i * stride + j]),
                 static_cast<int32_t>(stride + i));
    }
    const FourFloats own = ReadFour(emission + j);
    WriteFour((begins ? none : without.scores) + own, &next_[j]);
    WriteFour(with.scores + own, &next_[stride + j]);
    WriteFour(without.from, from + j);
    WriteFour(with.from, from + stride + j);
  }
  best_.swap(next_);
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
    state = static_cast<size_t>(from_[(t - 1) * 2 * stride + state]);
  }
  return with - without;
}

}  // namespace newsmill::claims
