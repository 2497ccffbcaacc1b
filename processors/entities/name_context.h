#ifndef NEWSMILL_PROCESSORS_ENTITIES_NAME_CONTEXT_H_
#define NEWSMILL_PROCESSORS_ENTITIES_NAME_CONTEXT_H_

#include <cstdint>
#include <span>
#include <vector>

#include "processors/learning/words.h"

namespace newsmill {

// What the rest of an article tells about a word: how it is written elsewhere, where else it
// stands, the longest run of capitalised words that holds it, what an acronym may be short for.
// Linear in the article. Holds scratch: one instance a thread.
class NameContext {
 public:
  static constexpr uint32_t kNone = ~uint32_t{0};

  // A run of capitalised words, as indices into the words.
  struct Run {
    uint32_t first = 0;
    uint32_t size = 0;   // 0: no run of two or more
    uint32_t place = 0;  // of the word in it
  };

  struct Entry {
    uint32_t lower = 0;      // the word's hash
    uint32_t first = kNone;  // its first capitalised occurrence; the next ones by Next()
    uint32_t last = kNone;
    uint32_t count = 0;        // of capitalised occurrences
    uint32_t inner_count = 0;  // of those that do not begin a sentence
    bool lower_case = false;   // stands in lower case somewhere
    Run longest;
    // If it is an acronym: the last word of what it may be short for.
    uint32_t expansion = 0;
  };

  void Load(std::span<const Word> words, std::span<const WordSentence> sentences);

  // What is known of the word with hash `lower`, or nullptr.
  const Entry* Find(uint32_t lower) const;
  // The capitalised occurrence of the same word after the one at `word`, or kNone.
  uint32_t Next(uint32_t word) const { return next_[word]; }

 private:
  void LoadSentence(std::span<const Word> words, const WordSentence& sentence);
  void AddRuns(std::span<const Word> words, const WordSentence& sentence);
  void AddAcronyms(std::span<const Word> words, const WordSentence& sentence);
  Entry& At(uint32_t lower);

  std::vector<Entry> entries_;
  std::vector<uint32_t> table_;  // open addressing, a power of two; index of an entry or kNone
  std::vector<uint32_t> next_;   // for each word
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_ENTITIES_NAME_CONTEXT_H_
