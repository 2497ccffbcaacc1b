#ifndef NEWSMILL_PROCESSORS_LEARNING_WORD_CORPUS_H_
#define NEWSMILL_PROCESSORS_LEARNING_WORD_CORPUS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "processors/base/annotations.h"
#include "processors/text/tokenizer.h"

namespace newsmill {

// Running text as numbers. Words are numbered by falling frequency (equal ones in byte order); two
// numbers behind them stand for the edge between sentences and for all other words.
struct NumberedText {
  std::vector<std::string> words;
  std::vector<uint64_t> counts;    // of the words, the edge and the others
  std::vector<uint32_t> sequence;  // an edge before each sentence

  uint32_t edge() const { return static_cast<uint32_t>(words.size()); }
  uint32_t other() const { return edge() + 1; }
};

// Collects the words of raw text: tokens, cut at hyphens, in their WordClasses::NormalForm().
// Memory: 4 bytes a word of text, and its vocabulary. One thread.
class WordCorpus {
 public:
  void Add(std::string_view text);

  uint64_t size() const { return sequence_.size() - sentences_; }  // words of text

  // With the `max_words` commonest words that occur `min_count` times.
  NumberedText Number(uint64_t min_count, size_t max_words) const;

 private:
  static constexpr uint32_t kEdge = ~uint32_t{0};

  void AddToken(std::string_view text, const Token& token);
  void AddWord(std::string_view word);
  std::vector<uint32_t> Commonest(uint64_t min_count, size_t max_words) const;

  std::unordered_map<std::string, uint32_t> numbers_;
  std::vector<std::string_view> forms_;  // keys of numbers_, by number
  std::vector<uint64_t> counts_;
  std::vector<uint32_t> sequence_;  // each sentence behind a kEdge
  uint64_t sentences_ = 0;
  Tokenizer tokenizer_;
  std::string form_;
  std::vector<Token> tokens_;
  std::vector<Sentence> layout_;
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_LEARNING_WORD_CORPUS_H_
