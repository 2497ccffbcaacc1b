#include "processors/learning/chain_lattice.h"

#include <algorithm>
#include <cmath>

#include "processors/learning/lanes.h"

namespace newsmill {
namespace {

constexpr float kTiny = 1e-30F;

bool Has(LabelMask mask, size_t label) { return (mask >> label & 1U) != 0; }

void Exponentiate(const std::vector<float>& scores, std::vector<float>* out) {
  out->resize(scores.size());
  std::transform(scores.begin(), scores.end(), out->begin(), [](float score) {
    return score <= ChainScores::kForbidden ? 0.0F : std::exp(score);
  });
}

}  // namespace

ChainScores ChainScores::Zero(const LabelSet& labels) {
  ChainScores scores;
  scores.labels = labels.size();
  scores.stride = (labels.size() + 7) / 8 * 8;
  scores.pairs.assign(scores.stride * scores.stride, kForbidden);
  scores.first.assign(scores.stride, kForbidden);
  scores.last.assign(scores.stride, kForbidden);
  for (size_t i = 0; i < labels.size(); ++i) {
    if (Has(labels.first, i)) scores.first[i] = 0;
    if (Has(labels.last, i)) scores.last[i] = 0;
    for (size_t j = 0; j < labels.size(); ++j) {
      if (Has(labels.after[i], j)) scores.pairs[i * scores.stride + j] = 0;
    }
  }
  return scores;
}

void ChainLattice::SetScores(const ChainScores& scores) {
  labels_ = scores.labels;
  stride_ = scores.stride;
  Exponentiate(scores.pairs, &pairs_);
  after_.resize(pairs_.size());
  for (size_t i = 0; i < stride_; ++i) {
    for (size_t j = 0; j < stride_; ++j) after_[j * stride_ + i] = pairs_[i * stride_ + j];
  }
  Exponentiate(scores.first, &first_);
  Exponentiate(scores.last, &last_);
}

double ChainLattice::Run(std::span<const float> emissions, std::span<const LabelMask> allowed) {
  words_ = emissions.size() / stride_;
  if (words_ == 0) return 0;
  Exponentials(emissions, allowed);
  const double log_sum = log_sum_ + Forward();
  Backward();
  return log_sum;
}

void ChainLattice::Exponentials(std::span<const float> emissions,
                                std::span<const LabelMask> allowed) {
  emissions_.resize(emissions.size());
  log_sum_ = 0;
  for (size_t t = 0; t < words_; ++t) {
    const float* in = &emissions[t * stride_];
    float* out = &emissions_[t * stride_];
    const float best = *std::max_element(in, in + labels_);
    log_sum_ += best;
    for (size_t j = 0; j < labels_; ++j) out[j] = std::exp(in[j] - best);
    std::fill(out + labels_, out + stride_, 0.0F);
    if (allowed.empty()) continue;
    for (size_t j = 0; j < labels_; ++j) {
      if (!Has(allowed[t], j)) out[j] = 0;
    }
  }
}

double ChainLattice::Forward() {
  forward_.assign(words_ * stride_, 0);
  scale_.resize(words_);
  double log_sum = 0;
  for (size_t t = 0; t < words_; ++t) {
    float* now = &forward_[t * stride_];
    if (t == 0) {
      std::copy(first_.begin(), first_.end(), now);
    } else {
      const float* before = now - stride_;
      for (size_t j = 0; j < stride_; j += 4) {
        FourFloats sums{};
        for (size_t i = 0; i < labels_; ++i) {
          sums += before[i] * ReadFour(&pairs_[i * stride_ + j]);
        }
        WriteFour(sums, now + j);
      }
    }
    const float* emission = &emissions_[t * stride_];
    float sum = kTiny;
    for (size_t j = 0; j < stride_; ++j) {
      now[j] *= emission[j];
      if (t + 1 == words_) now[j] *= last_[j];
      sum += now[j];
    }
    for (size_t j = 0; j < stride_; ++j) now[j] /= sum;
    scale_[t] = sum;
    log_sum += std::log(sum);
  }
  return log_sum;
}

void ChainLattice::Backward() {
  backward_.assign(words_ * stride_, 0);
  marginals_.resize(words_ * stride_);
  std::fill_n(&backward_[(words_ - 1) * stride_], labels_, 1.0F);
  ahead_.resize(stride_);
  for (size_t t = words_ - 1; t > 0; --t) {
    const float* emission = &emissions_[t * stride_];
    const float* after = &backward_[t * stride_];
    float* now = &backward_[(t - 1) * stride_];
    for (size_t j = 0; j < stride_; ++j) {
      ahead_[j] = emission[j] * after[j] / scale_[t];
      if (t + 1 == words_) ahead_[j] *= last_[j];
    }
    for (size_t i = 0; i < stride_; i += 4) {
      FourFloats sums{};
      for (size_t j = 0; j < labels_; ++j) sums += ahead_[j] * ReadFour(&after_[j * stride_ + i]);
      WriteFour(sums, now + i);
    }
  }
  for (size_t k = 0; k < marginals_.size(); ++k) marginals_[k] = forward_[k] * backward_[k];
}

void ChainLattice::AddPairs(float factor, std::vector<float>* pairs) const {
  for (size_t t = 1; t < words_; ++t) {
    const float* before = &forward_[(t - 1) * stride_];
    const float* emission = &emissions_[t * stride_];
    const float* after = &backward_[t * stride_];
    for (size_t i = 0; i < labels_; ++i) {
      const float weight = factor * before[i] / scale_[t];
      if (before[i] < kTiny) continue;
      const float* allowed = &pairs_[i * stride_];
      float* out = &(*pairs)[i * stride_];
      for (size_t j = 0; j < stride_; ++j) {
        const float end = t + 1 == words_ ? last_[j] : 1.0F;
        out[j] += weight * allowed[j] * emission[j] * after[j] * end;
      }
    }
  }
}

}  // namespace newsmill
