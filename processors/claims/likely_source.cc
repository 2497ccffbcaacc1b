#include "processors/claims/likely_source.h"

#include "processors/claims/attribution_labels.h"

namespace newsmill::claims {
namespace {

// What labels are worth more than kOutside, which the words have.
class Gains {
 public:
  Gains(const ChainScores& scores, std::span<const float> emissions,
        std::span<const uint8_t> labels)
      : scores_(scores), emissions_(emissions), labels_(labels) {}

  float Begin(size_t word) const {
    const float gain = Own(word, kFirstOfSource);
    if (word == 0) return gain + scores_.first[kFirstOfSource] - scores_.first[kOutside];
    const size_t before = ToCueLabel(labels_[word - 1]);
    return gain + Pair(before, kFirstOfSource) - Pair(before, kOutside);
  }
  // `last`: the source's label before.
  float GoOn(size_t word, size_t last) const {
    return Own(word, kInSource) + Pair(last, kInSource) - Pair(kOutside, kOutside);
  }
  // Behind `word`, which has the source's label `last`.
  float End(size_t word, size_t last) const {
    if (word + 1 == labels_.size()) return scores_.last[last] - scores_.last[kOutside];
    const size_t next = ToCueLabel(labels_[word + 1]);
    return Pair(last, next) - Pair(kOutside, next);
  }

 private:
  float Own(size_t word, size_t label) const {
    const size_t row = word * scores_.stride;
    return emissions_[row + label] - emissions_[row + kOutside];
  }
  float Pair(size_t from, size_t to) const { return scores_.pairs[from * scores_.stride + to]; }

  const ChainScores& scores_;
  std::span<const float> emissions_;
  std::span<const uint8_t> labels_;
};

}  // namespace

LikelySource FindLikelySource(const ChainScores& scores, std::span<const float> emissions,
                              std::span<const uint8_t> labels) {
  const Gains gains(scores, emissions, labels);
  LikelySource best{{}, 4 * ChainScores::kForbidden};
  const auto offer = [&](const LikelySource& source, size_t last) {
    const float gain = source.gain + gains.End(source.words.end - 1, last);
    if (gain > best.gain) best = {source.words, gain};
  };
  LikelySource begun, inside;  // the best that end here: in one word, in more
  for (uint32_t i = 0; i < labels.size(); ++i) {
    if (labels[i] != kOutside) {
      begun = inside = {};
      continue;
    }
    const float second = begun.gain + gains.GoOn(i, kFirstOfSource);
    const float further = inside.gain + gains.GoOn(i, kInSource);
    if (!begun.words.empty()) {
      const bool goes_on = !inside.words.empty() && further > second;
      const LikelySource& longer = goes_on ? inside : begun;
      inside = {{longer.words.first, i + 1}, goes_on ? further : second};
      offer(inside, kInSource);
    }
    begun = {{i, i + 1}, gains.Begin(i)};
    offer(begun, kFirstOfSource);
  }
  return best;
}

}  // namespace newsmill::claims
