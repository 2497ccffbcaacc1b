#include "processors/tags/tag_features.h"

#include "processors/learning/hashing.h"

namespace newsmill {
namespace {

// Kinds of features; part of every model.
enum Kind : uint32_t {
  kBias = 1,
  kWord = 10,  // + 2 + offset
  kExact = 15,
  kPair = 20,
  kPrefix = 30,
  kSuffix = 35,
  kNeighbourSuffix = 40,
  kShape = 50,
  kClass = 100,      // + 20 * grain
  kCaseless = 1000,  // added where capitals tell nothing
};

constexpr size_t kThree = 2;  // of the affixes

// Stands for what precedes (0) and follows (1) a sentence.
const Word& Outside(size_t side) {
  static const std::array<Word, 2> words = [] {
    std::array<Word, 2> both;
    for (uint32_t i = 0; i < both.size(); ++i) {
      both[i].lower = both[i].short_shape = both[i].suffix[kThree] = 0x10001 + i;
      both[i].suffix[1] = 0x10001 + i;
      both[i].classes.fill(static_cast<uint16_t>(0xfffe - i));
    }
    return both;
  }();
  return words[side];
}

}  // namespace

const Word& TagFeatures::At(ptrdiff_t i) const {
  if (i < 0) return Outside(0);
  return i < static_cast<ptrdiff_t>(words_.size()) ? words_[static_cast<size_t>(i)] : Outside(1);
}

void TagFeatures::Extract(const DocumentWords& document, const WordSentence& sentence,
                          FeatureRows* rows) {
  words_ = document.words().subspan(sentence.first, sentence.end - sentence.first);
  caseless_ = sentence.caseless ? uint32_t{kCaseless} : 0;
  rows_ = rows;
  rows->Clear();
  for (ptrdiff_t i = 0; i < static_cast<ptrdiff_t>(words_.size()); ++i) {
    Add(kBias, 0);
    AddWords(i);
    AddForm(i);
    AddClasses(i);
    rows->EndRow();
  }
}

void TagFeatures::AddWords(ptrdiff_t i) {
  const uint32_t own = At(i).lower;
  const uint32_t before = At(i - 1).lower;
  const uint32_t after = At(i + 1).lower;
  Add(kWord, At(i - 2).lower);
  Add(kWord + 1, before);
  Add(kWord + 2, own);
  Add(kWord + 3, after);
  Add(kWord + 4, At(i + 2).lower);
  Add(kPair, Mix(before, own));
  Add(kPair + 1, Mix(own, after));
  Add(kPair + 2, Mix(before, after));
}

void TagFeatures::AddForm(ptrdiff_t i) {
  const Word& word = At(i);
  const Word& before = At(i - 1);
  const Word& after = At(i + 1);
  for (uint32_t k = 0; k < Word::kAffixes; ++k) {
    if (word.prefix[k] != 0) Add(kPrefix + k, word.prefix[k]);
    if (word.suffix[k] != 0) Add(kSuffix + k, word.suffix[k]);
  }
  Add(kNeighbourSuffix, before.suffix[kThree]);
  Add(kNeighbourSuffix + 1, after.suffix[kThree]);
  Add(kNeighbourSuffix + 2, Mix(before.lower, word.suffix[kThree]));
  Add(kNeighbourSuffix + 3, Mix(word.suffix[kThree], after.lower));
  if (caseless_ == 0) Add(kExact, Mix(word.exact, i == 0 ? 1 : 0));
  Add(caseless_ + kShape, word.shape);
  Add(caseless_ + kShape + 1, Mix(word.short_shape, i == 0 ? 1 : 0));
  Add(caseless_ + kShape + 2, Mix(word.short_shape, word.suffix[kThree]));
  Add(caseless_ + kShape + 3, Mix(Mix(before.short_shape, word.short_shape), after.short_shape));
}

// All grains of the word, the two finer ones of its neighbours.
void TagFeatures::AddClasses(ptrdiff_t i) {
  for (size_t grain = 0; grain < grains_; ++grain) {
    const uint32_t kind = kClass + static_cast<uint32_t>(grain) * 20;
    const uint32_t own = ClassAt(i, grain);
    Add(kind, own);
    if (grain % 2 == 0) continue;
    const uint32_t before = ClassAt(i - 1, grain);
    const uint32_t after = ClassAt(i + 1, grain);
    Add(kind + 1, before);
    Add(kind + 2, after);
    Add(kind + 3, Mix(before, own));
    Add(kind + 4, Mix(own, after));
  }
}

}  // namespace newsmill
