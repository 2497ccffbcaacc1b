#ifndef NEWSMILL_PROCESSORS_LEARNING_WORD_CLASSES_TRAINER_H_
#define NEWSMILL_PROCESSORS_LEARNING_WORD_CLASSES_TRAINER_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "processors/learning/word_classes.h"
#include "processors/learning/word_corpus.h"

namespace newsmill {

// Word vectors that somebody else made and published.
struct PublishedVectors {
  std::vector<std::string> words;  // commonest first
  size_t size = 0;                 // of a vector
  std::vector<float> values;       // of all words, one vector behind the other
};

struct WordClassesOptions {
  uint64_t min_count = 5;     // rarer words have no class
  size_t max_words = 120000;  // the commonest ones
  // Numbers of classes, one grain each, in the table's order: first those by exchange (they know
  // which word follows which: like parts of speech), then those by word vectors (they know what
  // stands near: like subjects).
  std::vector<uint32_t> exchange = {256, 1024};
  std::vector<uint32_t> vectors = {256, 1024};
  // More grains, in a table of their own, of published vectors: their words in lower case, without
  // those that a hyphen joins. The mean is taken off the vectors first: it tells only how common a
  // word is.
  PublishedVectors published;
  std::vector<uint32_t> published_classes = {64, 256, 1024, 2048};
  int rounds = 12;  // of an exchange or of k-means, at most
  int epochs = 3;   // of the word vectors
  uint64_t seed = 1;
  // Hears what has been done ("vectors: epoch 1 of 3"). May be called from several threads, one at
  // a time.
  std::function<void(const std::string&)> on_progress;
};

// One division of the words into classes.
struct WordGrain {
  uint32_t classes = 0;
  std::vector<uint16_t> class_of;  // of each word, below `classes`
};

struct WordTable {
  std::vector<std::string> words;  // commonest first
  std::vector<WordGrain> grains;
};

struct TrainedWordClasses {
  WordTable induced;
  WordTable published;

  ModelFileWriter Encode() const;
};

// Induces classes of the words of raw text and divides published vectors into classes. Two threads;
// equal input gives equal output. InvalidArgument: fewer different words than a grain has classes,
// or a wrong option. Takes the published vectors' values.
absl::StatusOr<TrainedWordClasses> TrainWordClasses(const WordCorpus& corpus,
                                                    WordClassesOptions& options);

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_LEARNING_WORD_CLASSES_TRAINER_H_
