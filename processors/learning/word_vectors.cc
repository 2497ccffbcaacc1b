#include "processors/learning/word_vectors.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace newsmill {
namespace {

// Knuth's linear congruential generator (MMIX); its upper bits are random enough here.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}
  uint32_t Next() {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<uint32_t>(state_ >> 32);
  }
  float Fraction() { return static_cast<float>(Next() >> 8) * 0x1p-24F; }

 private:
  uint64_t state_;
};

// Eight sums side by side, so that the compiler may use vector registers without reordering.
float Dot(const WordVector& a, const WordVector& b) {
  std::array<float, 8> sums{};
  for (size_t i = 0; i < kWordVectorSize; i += sums.size()) {
    for (size_t k = 0; k < sums.size(); ++k) sums[k] += a[i + k] * b[i + k];
  }
  return ((sums[0] + sums[4]) + (sums[1] + sums[5])) + ((sums[2] + sums[6]) + (sums[3] + sums[7]));
}

void AddScaled(float factor, const WordVector& from, WordVector* to) {
  for (size_t i = 0; i < kWordVectorSize; ++i) (*to)[i] += factor * from[i];
}

void Normalise(WordVector* vector) {
  const float length = std::sqrt(Dot(*vector, *vector));
  if (length > 0) AddScaled(1 / length - 1, WordVector(*vector), vector);
}

class SkipGram {
 public:
  SkipGram(const NumberedText& text, const WordVectorOptions& options)
      : text_(text),
        options_(options),
        random_(options.seed),
        vectors_(text.words.size()),
        outputs_(text.words.size(), WordVector{}),
        kept_(text.words.size()),
        noise_(kNoiseSize) {
    for (WordVector& vector : vectors_) {
      for (float& x : vector) x = (random_.Fraction() - 0.5F) / kWordVectorSize;
    }
    FillKept();
    FillNoise();
  }

  void Epoch(int epoch) {
    const std::vector<uint32_t>& sequence = text_.sequence;
    for (size_t at = 0; at < sequence.size();) {
      const double done = epoch + static_cast<double>(at) / static_cast<double>(sequence.size());
      step_ = static_cast<float>(kFirstStep * std::max(0.001, 1 - done / options_.epochs));
      at = ReadSentence(at);
      for (size_t i = 0; i < sentence_.size(); ++i) Learn(i);
    }
  }

  std::vector<WordVector> Take() {
    for (WordVector& vector : vectors_) Normalise(&vector);
    return std::move(vectors_);
  }

 private:
  static constexpr double kFirstStep = 0.025;
  static constexpr size_t kNoiseSize = size_t{1} << 22;
  static constexpr size_t kSigmoidSteps = 128;  // of the table, in one unit
  static constexpr size_t kSigmoidRange = 8;

  static std::vector<float> SigmoidTable() {
    std::vector<float> table(2 * kSigmoidSteps * kSigmoidRange);
    for (size_t i = 0; i < table.size(); ++i) {
      const double x = static_cast<double>(i) / kSigmoidSteps - kSigmoidRange;
      table[i] = static_cast<float>(1 / (1 + std::exp(-x)));
    }
    return table;
  }

  float Sigmoid(float x) const {
    const auto at = static_cast<int>((x + kSigmoidRange) * kSigmoidSteps);
    return sigmoid_[static_cast<size_t>(std::clamp(at, 0, static_cast<int>(sigmoid_.size()) - 1))];
  }

  void FillKept() {
    double total = 0;
    for (size_t w = 0; w < kept_.size(); ++w) total += static_cast<double>(text_.counts[w]);
    for (size_t w = 0; w < kept_.size(); ++w) {
      const double rarity = options_.common * total / static_cast<double>(text_.counts[w]);
      kept_[w] = static_cast<float>(std::sqrt(rarity) + rarity);
    }
  }

  // Each word as often as its count to the power of 3/4 asks for.
  void FillNoise() {
    const auto share = [&](size_t w) { return std::pow(text_.counts[w], 0.75); };
    double total = 0;
    for (size_t w = 0; w < kept_.size(); ++w) total += share(w);
    size_t word = 0;
    double end = share(0) / total;
    for (size_t i = 0; i < kNoiseSize; ++i) {
      noise_[i] = static_cast<uint32_t>(word);
      if (static_cast<double>(i + 1) / kNoiseSize > end && word + 1 < kept_.size()) {
        end += share(++word) / total;
      }
    }
  }

  // The words of the sentence behind the edge at `at`; returns the next edge.
  size_t ReadSentence(size_t at) {
    sentence_.clear();
    for (++at; at < text_.sequence.size() && text_.sequence[at] != text_.edge(); ++at) {
      const uint32_t word = text_.sequence[at];
      if (word == text_.other()) continue;
      if (kept_[word] >= 1 || random_.Fraction() < kept_[word]) sentence_.push_back(word);
    }
    return at;
  }

  void Learn(size_t centre) {
    const size_t window = 1 + random_.Next() % options_.window;
    const size_t begin = centre - std::min(centre, window);
    const size_t end = std::min(centre + window + 1, sentence_.size());
    WordVector& vector = vectors_[sentence_[centre]];
    for (size_t i = begin; i < end; ++i) {
      if (i != centre) LearnPair(sentence_[i], vector);
    }
  }

  void LearnPair(uint32_t neighbour, WordVector& vector) {
    WordVector change{};
    Step(1, outputs_[neighbour], vector, &change);
    for (int n = 0; n < options_.negatives; ++n) {
      const uint32_t word = noise_[random_.Next() % kNoiseSize];
      if (word != neighbour) Step(0, outputs_[word], vector, &change);
    }
    AddScaled(1, change, &vector);
  }

  void Step(float wanted, WordVector& output, const WordVector& vector, WordVector* change) const {
    const float error = step_ * (wanted - Sigmoid(Dot(vector, output)));
    AddScaled(error, output, change);
    AddScaled(error, vector, &output);
  }

  const NumberedText& text_;
  const WordVectorOptions& options_;
  Random random_;
  std::vector<WordVector> vectors_, outputs_;
  std::vector<float> kept_;  // the share of a word's occurrences that is used
  std::vector<uint32_t> noise_;
  const std::vector<float> sigmoid_ = SigmoidTable();
  float step_ = 0;
  std::vector<uint32_t> sentence_;
};

}  // namespace

std::vector<WordVector> TrainWordVectors(const NumberedText& text,
                                         const WordVectorOptions& options) {
  SkipGram skip_gram(text, options);
  for (int epoch = 0; epoch < options.epochs; ++epoch) {
    skip_gram.Epoch(epoch);
    if (options.on_epoch) options.on_epoch(epoch + 1);
  }
  return skip_gram.Take();
}

}  // namespace newsmill
