#ifndef NEWSMILL_PROCESSORS_TAGS_TAG_FEATURES_H_
#define NEWSMILL_PROCESSORS_TAGS_TAG_FEATURES_H_

#include <cstddef>
#include <cstdint>
#include <span>

#include "processors/learning/feature_rows.h"
#include "processors/learning/words.h"

namespace newsmill {

// What the tagger of parts of speech looks at, in training as in use: the word, its affixes, shape
// and classes, and those of two words to either side. What depends on capitals has features of its
// own in a sentence whose capitals tell nothing.
class TagFeatures {
 public:
  // Looks at the first `grains` of the words' classes.
  explicit TagFeatures(size_t grains) : grains_(grains) {}

  // *rows = the features of the sentence.
  void Extract(const DocumentWords& document, const WordSentence& sentence, FeatureRows* rows);

 private:
  void AddWords(ptrdiff_t i);
  void AddForm(ptrdiff_t i);
  void AddPlace(ptrdiff_t i);
  void AddClasses(ptrdiff_t i);

  void Add(uint32_t kind, uint32_t value) { rows_->Add(kind, value); }
  const Word& At(ptrdiff_t i) const;
  uint32_t ClassAt(ptrdiff_t i, size_t grain) const { return At(i).classes[grain]; }

  const size_t grains_;
  std::span<const Word> words_;  // of the sentence

  uint32_t caseless_ = 0;
  uint32_t capitals_ = 0;  // the share of capitalised words in the sentence
  uint32_t quotes_ = 0;    // straight ones so far
  FeatureRows* rows_ = nullptr;
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_TAGS_TAG_FEATURES_H_
