#include "processors/learning/linear_chain_trainer.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

#include "processors/learning/linear_chain.h"

namespace newsmill {
namespace {

constexpr double kLastStep = 0.02;  // of the first
constexpr size_t kMoments = 16;     // of an epoch, at which the weights count
constexpr float kSmallestScale = 1e-4F;
constexpr size_t kAhead = 8;          // rows whose memory is asked for before they are needed
constexpr float kNegligible = 1e-4F;  // of a gradient

// Numbers features in the order in which they come, and counts them.
class FeatureNumbers {
 public:
  // The number of `feature`, which now counts once more.
  uint32_t Count(uint32_t feature) {
    const size_t slot = Find(feature);
    if (slots_[slot] == kFree) {
      slots_[slot] = static_cast<uint32_t>(seen_.size());
      seen_.push_back({feature, 0});
      if (seen_.size() * 2 > slots_.size()) {
        Grow();
        return Count(feature);
      }
    }
    ++seen_[slots_[slot]].count;
    return slots_[slot];
  }

  size_t size() const { return seen_.size(); }
  uint32_t feature(uint32_t number) const { return seen_[number].feature; }
  uint32_t count(uint32_t number) const { return seen_[number].count; }

 private:
  struct Seen {
    uint32_t feature;
    uint32_t count;
  };
  static constexpr uint32_t kFree = ~uint32_t{0};

  size_t Find(uint32_t feature) const {
    size_t slot = feature & (slots_.size() - 1);
    while (slots_[slot] != kFree && seen_[slots_[slot]].feature != feature) {
      slot = (slot + 1) & (slots_.size() - 1);
    }
    return slot;
  }

  void Grow() {
    slots_.assign(slots_.size() * 4, kFree);
    for (uint32_t number = 0; number < seen_.size(); ++number) {
      slots_[Find(seen_[number].feature)] = number;
    }
  }

  std::vector<uint32_t> slots_ = std::vector<uint32_t>(size_t{1} << 20, kFree);
  std::vector<Seen> seen_;
};

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
    for (const std::span<const uint32_t> features : {rows.shared(i), rows.own(i)}) {
      values_.insert(values_.end(), features.begin(), features.end());
    }
    ends_.push_back(values_.size());
    allowed_.push_back(allowed[i]);
  }
}

// Replaces features by row numbers, in the order of their first use, and drops the rare ones.
void LinearChainTrainer::NumberFeatures() {
  FeatureNumbers numbers;
  for (uint32_t& value : values_) value = numbers.Count(value);
  constexpr uint32_t kRare = ~uint32_t{0};
  std::vector<uint32_t> rows(numbers.size(), kRare);
  for (uint32_t number = 0; number < numbers.size(); ++number) {
    if (numbers.count(number) < options_.min_count) continue;
    rows[number] = static_cast<uint32_t>(features_.size());
    features_.push_back(numbers.feature(number));
  }
  uint64_t kept = 0;
  uint64_t at = 0;
  for (size_t word = 0; word + 1 < ends_.size(); ++word) {
    for (; at < ends_[word + 1]; ++at) {
      if (rows[values_[at]] != kRare) values_[kept++] = rows[values_[at]];
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

void LinearChainTrainer::AddToMean() {
  if (moments_ == 0) {
    mean_weights_.assign(weights_.size(), 0);
    mean_scores_ = scores_;
  }
  const float share = 1 / static_cast<float>(++moments_);
  const auto add = [share](const std::vector<float>& now, float scale, std::vector<float>* mean) {
    for (size_t k = 0; k < now.size(); ++k) {
      if ((*mean)[k] > ChainScores::kForbidden) (*mean)[k] += share * (scale * now[k] - (*mean)[k]);
    }
  };
  add(weights_, scale_, &mean_weights_);
  add(scores_.pairs, 1, &mean_scores_.pairs);
  add(scores_.first, 1, &mean_scores_.first);
  add(scores_.last, 1, &mean_scores_.last);
}

std::string LinearChainTrainer::Section() const {
  if (moments_ > 0) {
    return LinearChain::Encode(labels_.names, mean_scores_, features_, mean_weights_,
                               static_cast<float>(options_.prune));
  }
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
    const bool average = options_.average_from > 0 && epoch >= options_.average_from;
    for (size_t k = 0; k < order.size(); ++k) {
      const double step = options_.step * (1 - (1 - kLastStep) * update / updates);
      log_likelihood +=
          Step(sequences_[order[k]], static_cast<float>(step), static_cast<float>(step * lambda));
      update += 1;
      const bool moment = (k + 1) * kMoments / order.size() > k * kMoments / order.size();
      if (average && moment) AddToMean();
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
