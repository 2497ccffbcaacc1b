#ifndef NEWSMILL_PROCESSORS_WORTHINESS_WORTHINESS_FEATURES_H_
#define NEWSMILL_PROCESSORS_WORTHINESS_WORTHINESS_FEATURES_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "processors/learning/hashed_weights.h"
#include "processors/learning/words.h"

namespace newsmill {

// What check-worthiness is judged by, in training as in use: a statement's words, pairs of words,
// their classes and pairs of classes, shapes and affixes, and its frame: length, how many numbers
// and capitals, how it begins and ends. Holds scratch; does not allocate once warm.
class WorthinessFeatures {
 public:
  // More words of a statement are not looked at.
  static constexpr size_t kMostWords = 200;

  // Looks at the first `grains` of the words' classes.
  explicit WorthinessFeatures(size_t grains) : grains_(grains) {}

  void Extract(std::span<const Word> words);

  std::span<const WeightedFeature> all() const { return features_; }
  // Those that know no word but the first and the last: classes, shapes, frame.
  std::span<const WeightedFeature> general() const { return {features_.data(), general_}; }

  // What the values of so many features are multiplied by: long statements do not outweigh short
  // ones by their length alone.
  static float Factor(size_t features);

 private:
  void AddGeneral();
  void AddFrame();
  void AddWords();

  void Add(uint32_t kind, uint32_t value, float weight = 1);

  const size_t grains_;
  std::span<const Word> words_;
  std::vector<WeightedFeature> features_;
  size_t general_ = 0;
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_WORTHINESS_WORTHINESS_FEATURES_H_
