#include "processors/learning/linear_chain_trainer.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <unordered_map>

#include "processors/learning/linear_chain.h"

namespace newsmill {
namespace {

constexpr double kLastStep = 0.02;  // of the first
constexpr float kSmallestScale = 1e-4F;
constexpr size_t kAhead = 8;          // rows whose memory is asked for before they are needed
constexpr float kNegligible = 1e-4F;  // of a gradient

void AddAllowed(float step, const float* gradient, std::vector<float>* scores) {
  for (size_t k = 0; k < scores->size(); ++k) {
    if ((*scores)[k] > ChainScores::kForbidden) (*scores)[k] += step * gradient[k];
  }
}

// Asks for the memory of a row of weights.
void Prefetch(const float* weights, size_t stride) {
  constexpr size_t kLine = 16;
  for (size_t j = 0; j < stride; j += kLine) __builtin_prefetch(weights + j);
}

}  // namespace

void LinearChainTrainer::Add(const FeatureRows& rows, std::span<const LabelMask> allowed,
                             float weight) {
  if (rows.size() == 0) return;
  const bool open = std::any_of(allowed.begin(), allowed.end(),
                                [](LabelMask m) { return !std::has_single_bit(m); });
  sequences_.push_back({allowed_.size(), static_cast<uint32_t>(rows.size()), weight, open});
  for (size_t i = 0; i < rows.size(); ++i) {
    values_.insert(values_.end(), rows.row(i).begin(), rows.row(i).end());
    ends_.push_back(values_.size());
    allowed_.push_back(allowed[i]);
  }
}

// Replaces features by row numbers, and drops the rare ones.
void LinearChainTrainer::NumberFeatures() {
  std::unordered_map<uint32_t, uint32_t> counts;
  counts.reserve(values_.size() / 16);
  for (const uint32_t feature : values_) ++counts[feature];
  std::unordered_map<uint32_t, uint32_t> rows;
  uint64_t kept = 0;
  uint64_t at = 0;
  for (size_t word = 0; word + 1 < ends_.size(); ++word) {
    for (; at < ends_[word + 1]; ++at) {
      const uint32_t feature = values_[at];
      if (counts[feature] < options_.min_count) continue;
      const auto [row, fresh] = rows.try_emplace(feature, static_cast<uint32_t>(features_.size()));
      if (fresh) features_.push_back(feature);
      values_[kept++] = row->second;
    }
    ends_[word + 1] = kept;
  }
  values_.resize(kept);
}

// A draw takes 8 bits.
void LinearChainTrainer::Choose(const Sequence& sequence) {
  constexpr uint32_t kSteps = 256;
  const auto dropped = static_cast<uint32_t>(std::lround(options_.dropout * kSteps));
  chosen_factor_ = static_cast<float>(kSteps) / static_cast<float>(kSteps - dropped);
  chosen_.clear();
  chosen_ends_.assign(1, 0);
  uint32_t bits = 0;
  for (uint32_t t = 0; t < sequence.words; ++t) {
    const uint64_t word = sequence.first_word + t;
    for (uint64_t k = ends_[word]; k < ends_[word + 1]; ++k) {
      if (dropped > 0) bits = k % 4 == 0 ? static_cast<uint32_t>(random_()) : bits >> 8;
      if (bits % kSteps >= dropped) chosen_.push_back(values_[k]);
    }
    chosen_ends_.push_back(chosen_.size());
  }
}

void LinearChainTrainer::Emit(const Sequence& sequence) {
  const size_t stride = scores_.stride;
  emissions_.assign(sequence.words * stride, 0);
  for (uint32_t t = 0; t < sequence.words; ++t) {
    float* out = &emissions_[t * stride];
    for (uint64_t k = chosen_ends_[t]; k < chosen_ends_[t + 1]; ++k) {
      if (k + kAhead < chosen_.size()) Prefetch(&weights_[chosen_[k + kAhead] * stride], stride);
      const float* weights = &weights_[chosen_[k] * stride];
      for (size_t j = 0; j < stride; ++j) out[j] += weights[j];
    }
    for (size_t j = 0; j < stride; ++j) out[j] *= scale_ * chosen_factor_;
  }
}

// Adds `factor` times what the lattice expects to the gradients.
double LinearChainTrainer::Expect(const Sequence& sequence, float factor) {
  const std::span<const LabelMask> allowed =
      factor > 0 ? std::span(&allowed_[sequence.first_word], sequence.words)
                 : std::span<const LabelMask>();
  const double log_sum = lattice_.Run(emissions_, allowed);
  for (uint32_t t = 0; t < sequence.words; ++t) {
    const float* marginal = lattice_.Marginal(t);
    float* out = &gradient_[t * scores_.stride];
    for (size_t j = 0; j < scores_.labels; ++j) out[j] += factor * marginal[j];
  }
  lattice_.AddPairs(factor, &pair_gradient_);
  return log_sum;
}

double LinearChainTrainer::Step(const Sequence& sequence, float step, float decay) {
  const size_t stride = scores_.stride;
  Choose(sequence);
  Emit(sequence);
  gradient_.assign(emissions_.size(), 0);
  pair_gradient_.assign(scores_.pairs.size(), 0);
  lattice_.SetScores(scores_);
  double log_likelihood = -Expect(sequence, -1);
  if (sequence.open) {
    log_likelihood += Expect(sequence, 1);
  } else {
    size_t before = 0;
    for (uint32_t t = 0; t < sequence.words; ++t) {
      const auto label = static_cast<size_t>(std::countr_zero(allowed_[sequence.first_word + t]));
      gradient_[t * stride + label] += 1;
      log_likelihood += emissions_[t * stride + label];
      if (t == 0) {
        log_likelihood += scores_.first[label];
      } else {
        pair_gradient_[before * stride + label] += 1;
        log_likelihood += scores_.pairs[before * stride + label];
      }
      before = label;
    }
    log_likelihood += scores_.last[before];
  }
  scale_ *= 1 - decay;
  Update(sequence, step * sequence.weight);
  for (float& score : scores_.pairs) {
    if (score > ChainScores::kForbidden) score *= 1 - decay;
  }
  return log_likelihood;
}

void LinearChainTrainer::Update(const Sequence& sequence, float step) {
  const size_t stride = scores_.stride;
  for (uint32_t t = 0; t < sequence.words; ++t) {
    float* gradient = &gradient_[t * stride];
    float largest = 0;
    for (size_t j = 0; j < stride; ++j) largest = std::max(largest, std::abs(gradient[j]));
    if (largest < kNegligible) continue;
    if (t == 0) AddAllowed(step, gradient, &scores_.first);
    if (t + 1 == sequence.words) AddAllowed(step, gradient, &scores_.last);
    for (size_t j = 0; j < stride; ++j) gradient[j] *= step * chosen_factor_ / scale_;
    for (uint64_t k = chosen_ends_[t]; k < chosen_ends_[t + 1]; ++k) {
      float* weights = &weights_[chosen_[k] * stride];
      for (size_t j = 0; j < stride; ++j) weights[j] += gradient[j];
    }
  }
  AddAllowed(step, pair_gradient_.data(), &scores_.pairs);
}

std::string LinearChainTrainer::Section() const {
  std::vector<float> weights = weights_;
  for (float& weight : weights) weight *= scale_;
  return LinearChain::Encode(labels_.names, scores_, features_, weights,
                             static_cast<float>(options_.prune));
}

std::string LinearChainTrainer::Train(
    const std::function<double(const std::string& section)>& score,
    const std::function<void(const Epoch&)>& report) {
  NumberFeatures();
  scores_ = ChainScores::Zero(labels_);
  weights_.assign(features_.size() * scores_.stride, 0);
  std::vector<uint32_t> order(sequences_.size());
  std::iota(order.begin(), order.end(), 0);
  const double lambda = 1 / (options_.c * static_cast<double>(sequences_.size()));
  const double updates = static_cast<double>(options_.epochs) * static_cast<double>(order.size());
  double update = 0;
  std::string best;
  double best_score = -1;
  int best_epoch = 0;
  for (int epoch = 1; epoch <= options_.epochs && epoch - best_epoch <= options_.patience;
       ++epoch) {
    // Not std::shuffle: its order differs between libraries.
    for (size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random_() % i]);
    double log_likelihood = 0;
    for (const uint32_t i : order) {
      const double step = options_.step * (1 - (1 - kLastStep) * update / updates);
      log_likelihood +=
          Step(sequences_[i], static_cast<float>(step), static_cast<float>(step * lambda));
      update += 1;
    }
    if (scale_ < kSmallestScale) {
      for (float& weight : weights_) weight *= scale_;
      scale_ = 1;
    }
    std::string section = Section();
    const double now = score(section);
    const bool better = now > best_score;
    if (better) {
      best_score = now;
      best_epoch = epoch;
      best = std::move(section);
    }
    report({epoch, log_likelihood, now, better});
  }
  return best;
}

}  // namespace newsmill
