#include "processors/worthiness/worthiness_features.h"

#include <algorithm>
#include <cmath>

#include "processors/learning/hashing.h"

namespace newsmill {
namespace {

// Kinds of features; part of every model.
enum Kind : uint32_t {
  kWord = 1,
  kPair = 2,
  kClass = 10,      // + grain
  kClassPair = 20,  // + grain
  kShape = 60,
  kPrefix = 70,
  kSuffix = 71,
  kLength = 100,
  kNumbers = 101,
  kCapitals = 102,
  kFirst = 103,
  kFirstTwo = 104,
  kLast = 105,
};

constexpr uint32_t kEnd = 1;       // stands for the word behind the last one
constexpr float kFrameWeight = 3;  // few features that say much
constexpr size_t kFour = 3;        // of the affixes
constexpr size_t kThree = 2;
constexpr float kUsualFeatures = 150;
constexpr float kSpread = 3;

}  // namespace

float WorthinessFeatures::Factor(size_t features) {
  return kSpread / std::sqrt(std::max(kUsualFeatures, static_cast<float>(features)));
}

void WorthinessFeatures::Add(uint32_t kind, uint32_t value, float weight) {
  features_.push_back({Mix(kind, value), weight});
}

void WorthinessFeatures::Extract(std::span<const Word> words) {
  words_ = words.first(std::min(words.size(), kMostWords));
  features_.clear();
  AddGeneral();
  AddFrame();
  general_ = features_.size();
  AddWords();
}

void WorthinessFeatures::AddGeneral() {
  for (const Word& word : words_) {
    Add(kShape, word.short_shape);
    for (uint32_t grain = 0; grain < grains_; ++grain) {
      if (word.classes[grain] != WordClasses::kNone) Add(kClass + grain, word.classes[grain]);
    }
  }
}

void WorthinessFeatures::AddFrame() {
  uint32_t numbers = 0;
  uint32_t capitals = 0;
  for (size_t i = 0; i < words_.size(); ++i) {
    numbers += words_[i].digits ? 1 : 0;
    capitals += words_[i].capitalised && i > 0 ? 1 : 0;
  }
  Add(kLength, static_cast<uint32_t>(std::min<size_t>(words_.size() / 4, 12)), kFrameWeight);
  Add(kNumbers, std::min(numbers, 4U), kFrameWeight);
  Add(kCapitals, std::min(capitals, 6U), kFrameWeight);
  if (words_.empty()) return;
  Add(kFirst, words_[0].lower, kFrameWeight);
  Add(kLast, words_.back().lower, kFrameWeight);
  if (words_.size() > 1) Add(kFirstTwo, Mix(words_[0].lower, words_[1].lower), kFrameWeight);
}

void WorthinessFeatures::AddWords() {
  for (size_t i = 0; i < words_.size(); ++i) {
    const Word& word = words_[i];
    const Word* next = i + 1 < words_.size() ? &words_[i + 1] : nullptr;
    Add(kWord, word.lower);
    Add(kPair, Mix(word.lower, next == nullptr ? kEnd : next->lower));
    if (word.prefix[kFour] != 0) Add(kPrefix, word.prefix[kFour]);
    if (word.suffix[kThree] != 0) Add(kSuffix, word.suffix[kThree]);
    if (next == nullptr) continue;
    for (uint32_t grain = 0; grain < grains_; ++grain) {
      const uint16_t own = word.classes[grain];
      const uint16_t after = next->classes[grain];
      if (own != WordClasses::kNone && after != WordClasses::kNone) {
        Add(kClassPair + grain, Mix(own, after));
      }
    }
  }
}

}  // namespace newsmill
