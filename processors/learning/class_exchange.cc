#include "processors/learning/class_exchange.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace newsmill {
namespace {

double XLogX(uint64_t x) { return x == 0 ? 0 : static_cast<double>(x) * std::log(x); }

// How much (v + added) log(v + added) exceeds v log v: from tables for the small numbers that most
// counts are.
class Gain {
 public:
  Gain() {
    for (uint32_t added = 1; added <= kAdded; ++added) {
      for (uint32_t v = 0; v < kValues; ++v) {
        table_[added - 1][v] = static_cast<float>(XLogX(v + added) - XLogX(v));
      }
    }
    for (uint32_t v = 0; v < kSums; ++v) x_log_x_[v] = XLogX(v);
  }

  // totals[k] += the gain of adding `added` to values[k].
  void AddTo(std::span<float> totals, const uint32_t* values, uint32_t added) const {
    if (added <= kAdded) {
      const std::vector<float>& table = table_[added - 1];
      for (size_t k = 0; k < totals.size(); ++k) {
        totals[k] += values[k] < kValues ? table[values[k]] : Of(values[k], added);
      }
    } else {
      for (size_t k = 0; k < totals.size(); ++k) totals[k] += Of(values[k], added);
    }
  }

  float Of(uint64_t value, uint64_t added) const {
    const uint64_t sum = value + added;
    const double low = value < kSums ? x_log_x_[value] : XLogX(value);
    const double high = sum < kSums ? x_log_x_[sum] : XLogX(sum);
    return static_cast<float>(high - low);
  }

 private:
  static constexpr uint32_t kAdded = 8;
  static constexpr uint32_t kValues = 4096;
  static constexpr uint32_t kSums = 1 << 16;

  std::vector<std::vector<float>> table_ =
      std::vector<std::vector<float>>(kAdded, std::vector<float>(kValues));
  std::vector<double> x_log_x_ = std::vector<double>(kSums);
};

// How often words of each class stand on one side of a word.
class ClassCounts {
 public:
  explicit ClassCounts(size_t classes) : counts_(classes, 0) {}

  void Add(uint32_t c, uint32_t count) {
    if (counts_[c] == 0) touched_.push_back(c);
    counts_[c] += count;
  }
  void Clear() {
    for (const uint32_t c : touched_) counts_[c] = 0;
    touched_.clear();
  }
  uint32_t operator[](uint32_t c) const { return counts_[c]; }
  std::span<const uint32_t> touched() const { return touched_; }

 private:
  std::vector<uint32_t> counts_;
  std::vector<uint32_t> touched_;
};

class Exchange {
 public:
  Exchange(const NumberedText& text, const BigramTable& table, uint32_t classes)
      : text_(text),
        table_(table),
        classes_(classes),
        stride_(classes + 2),
        class_of_(text.words.size() + 2),
        sizes_(stride_, 0),
        after_(stride_ * stride_, 0),
        before_(stride_ * stride_, 0),
        left_(stride_),
        right_(stride_),
        gains_(classes) {
    for (uint32_t w = 0; w < text.words.size(); ++w) class_of_[w] = w % classes;
    class_of_[text.edge()] = classes;
    class_of_[text.other()] = classes + 1;
    for (uint32_t w = 0; w < class_of_.size(); ++w) {
      sizes_[class_of_[w]] += text.counts[w];
      for (const auto& [next, count] : table.RightOf(w)) {
        Pair(class_of_[w], class_of_[next], count);
      }
    }
  }

  // Words that moved.
  uint64_t Round() {
    uint64_t moves = 0;
    for (uint32_t w = 0; w < text_.words.size(); ++w) {
      const uint32_t old = class_of_[w];
      Gather(w);
      Move<std::minus<>>(w, old);
      const uint32_t best = Best(w, old);
      Move<std::plus<>>(w, best);
      class_of_[w] = best;
      moves += best != old ? 1 : 0;
    }
    return moves;
  }

  std::vector<uint16_t> classes() const { return {class_of_.begin(), class_of_.end() - 2}; }

 private:
  void Pair(uint32_t first, uint32_t second, uint32_t count) {
    after_[first * stride_ + second] += count;
    before_[second * stride_ + first] += count;
  }

  // The classes around `w`; itself is counted apart, its class being what is sought.
  void Gather(uint32_t w) {
    left_.Clear();
    right_.Clear();
    self_ = 0;
    for (const auto& [word, count] : table_.LeftOf(w)) {
      if (word == w) {
        self_ = count;
      } else {
        left_.Add(class_of_[word], count);
      }
    }
    for (const auto& [word, count] : table_.RightOf(w)) {
      if (word != w) right_.Add(class_of_[word], count);
    }
  }

  // Takes the counts of `w` out of class c, or puts them in.
  template <typename Change>
  void Move(uint32_t w, uint32_t c) {
    const Change change;
    const auto pair = [&](uint32_t first, uint32_t second, uint32_t count) {
      uint32_t& after = after_[first * stride_ + second];
      after = change(after, count);
      before_[second * stride_ + first] = after;
    };
    for (const uint32_t other : left_.touched()) pair(other, c, left_[other]);
    for (const uint32_t other : right_.touched()) pair(c, other, right_[other]);
    pair(c, c, self_);
    sizes_[c] = change(sizes_[c], text_.counts[w]);
  }

  // The class that makes the text likeliest; `old` where others are no better.
  uint32_t Best(uint32_t w, uint32_t old) {
    for (uint32_t k = 0; k < classes_; ++k) gains_[k] = -2 * gain_.Of(sizes_[k], text_.counts[w]);
    for (const uint32_t c : left_.touched()) {
      gain_.AddTo(gains_, &after_[c * stride_], left_[c]);
    }
    for (const uint32_t c : right_.touched()) {
      gain_.AddTo(gains_, &before_[c * stride_], right_[c]);
    }
    for (uint32_t k = 0; k < classes_; ++k) MendOwnPair(k);
    const auto best = std::max_element(gains_.begin(), gains_.end());
    return *best > gains_[old] ? static_cast<uint32_t>(best - gains_.begin()) : old;
  }

  // In class k itself the counts from both sides fall into one cell.
  void MendOwnPair(uint32_t k) {
    const uint32_t left = left_[k];
    const uint32_t right = right_[k];
    if (left + right + self_ == 0) return;
    const uint32_t own = after_[k * stride_ + k];
    gains_[k] += gain_.Of(own, left + right + self_) - gain_.Of(own, left) - gain_.Of(own, right);
  }

  const NumberedText& text_;
  const BigramTable& table_;
  const uint32_t classes_;
  const size_t stride_;  // with the classes of the edge and of other words
  const Gain gain_;
  std::vector<uint32_t> class_of_;
  std::vector<uint64_t> sizes_;
  std::vector<uint32_t> after_;   // [first * stride + second]: pairs of classes
  std::vector<uint32_t> before_;  // the same, transposed
  // Of the word in hand.
  ClassCounts left_, right_;
  uint32_t self_ = 0;
  std::vector<float> gains_;  // of putting it into each class
};

}  // namespace

std::vector<uint16_t> ExchangeClasses(const NumberedText& text, const BigramTable& table,
                                      const ClassExchangeOptions& options) {
  Exchange exchange(text, table, options.classes);
  for (int round = 1; round <= options.rounds; ++round) {
    const uint64_t moves = exchange.Round();
    if (options.on_round) options.on_round(round, moves);
    if (moves < text.words.size() / 500) break;
  }
  return exchange.classes();
}

}  // namespace newsmill
