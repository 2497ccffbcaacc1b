#include "processors/learning/logistic_trainer.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <unordered_map>
#include <utility>

namespace newsmill {
namespace {

// Moves *weight against the gradient.
void Move(double gradient, double step, float* weight, float* square) {
  *square += static_cast<float>(gradient * gradient);
  *weight -= static_cast<float>(step * gradient / std::sqrt(double{*square} + 1));
}

}  // namespace

void LogisticTrainer::Add(std::span<const WeightedFeature> features, float factor, bool label) {
  const size_t first = features_.size();
  features_.insert(features_.end(), features.begin(), features.end());
  const auto own = features_.begin() + static_cast<ptrdiff_t>(first);
  std::stable_sort(own, features_.end(),
                   [](const WeightedFeature& a, const WeightedFeature& b) { return a.id < b.id; });
  size_t end = first;  // of those without equals before them
  for (size_t i = first; i < features_.size(); ++i) {
    const WeightedFeature feature{features_[i].id, features_[i].value * factor};
    if (end > first && features_[end - 1].id == feature.id) {
      features_[end - 1].value += feature.value;
    } else {
      features_[end++] = feature;
    }
  }
  features_.resize(end);
  examples_.push_back({first, end, label});
}

void LogisticTrainer::NumberFeatures() {
  std::unordered_map<uint32_t, uint32_t> counts;
  for (const WeightedFeature& feature : features_) ++counts[feature.id];
  for (const auto& [id, count] : counts) {
    if (count >= options_.min_count) ids_.push_back(id);
  }
  std::ranges::sort(ids_);
  size_t kept = 0;
  for (Example& example : examples_) {
    const size_t first = kept;
    for (size_t i = example.first; i < example.end; ++i) {
      const auto found = std::ranges::lower_bound(ids_, features_[i].id);
      if (found == ids_.end() || *found != features_[i].id) continue;
      features_[kept++] = {static_cast<uint32_t>(found - ids_.begin()), features_[i].value};
    }
    example.first = first;
    example.end = kept;
  }
  features_.resize(kept);
  weights_.assign(ids_.size(), 0);
  squares_.assign(ids_.size(), 0);
}

double LogisticTrainer::Step(const Example& example, double step) {
  double sum = bias_;
  for (size_t i = example.first; i < example.end; ++i) {
    sum += double{weights_[features_[i].id]} * features_[i].value;
  }
  const double probability = 1 / (1 + std::exp(-sum));
  const double error = probability - (example.label ? 1 : 0);
  for (size_t i = example.first; i < example.end; ++i) {
    const WeightedFeature& feature = features_[i];
    float& weight = weights_[feature.id];
    Move(error * feature.value + options_.l2 * weight, step, &weight, &squares_[feature.id]);
  }
  Move(error, step, &bias_, &bias_square_);
  return -std::log(std::max(1e-12, example.label ? probability : 1 - probability));
}

std::string LogisticTrainer::Train(const std::function<double(const std::string&)>& score,
                                   const std::function<void(const Epoch&)>& report) {
  NumberFeatures();
  std::mt19937 random(options_.seed);
  std::string best;
  double best_score = -1;
  int since = 0;
  for (int number = 1; number <= options_.epochs && since < options_.patience; ++number) {
    // Not std::shuffle: its order differs between libraries.
    for (size_t i = examples_.size(); i > 1; --i) {
      std::swap(examples_[i - 1], examples_[random() % i]);
    }
    Epoch epoch{number, 0, 0, false};
    const double step = options_.step * (1 - static_cast<double>(number - 1) / options_.epochs);
    for (const Example& example : examples_) epoch.loss += Step(example, step);
    std::string section = HashedWeights::Encode(bias_, ids_, weights_);
    epoch.score = score(section);
    epoch.best = epoch.score > best_score;
    since = epoch.best ? 0 : since + 1;
    if (epoch.best) {
      best_score = epoch.score;
      best = std::move(section);
    }
    report(epoch);
  }
  return best;
}

}  // namespace newsmill
