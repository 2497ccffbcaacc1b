#include "processors/tags/tag_features.h"

#include <algorithm>

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
  kPlace = 60,
  kClass = 100,      // + 20 * grain
  kCaseless = 1000,  // added where capitals tell nothing
};

constexpr size_t kTwo = 1;  // of the affixes
constexpr size_t kThree = 2;
constexpr uint32_t kContextGrains = 0x69;  // a bit for each grain
constexpr uint32_t kQuote = HashText("\"");

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

// In fifths of the words with letters; 9 where there are none.
uint32_t ShareOfCapitals(std::span<const Word> words) {
  uint32_t letters = 0;
  uint32_t capitals = 0;
  for (const Word& word : words) {
    letters += word.letters ? 1 : 0;
    capitals += word.capitalised ? 1 : 0;
  }
  return letters == 0 ? 9 : capitals * 5 / letters;
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
  quotes_ = 0;
  capitals_ = ShareOfCapitals(words_);
  for (ptrdiff_t i = 0; i < static_cast<ptrdiff_t>(words_.size()); ++i) {
    Add(kBias, 0);
    AddWords(i);
    AddForm(i);
    AddPlace(i);
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
  Add(kNeighbourSuffix + 4, before.suffix[kTwo]);
  Add(kNeighbourSuffix + 5, after.suffix[kTwo]);
  Add(kNeighbourSuffix + 6, Mix(before.suffix[kThree], word.suffix[kThree]));
  Add(kNeighbourSuffix + 7, Mix(word.suffix[kThree], after.suffix[kThree]));
  if (caseless_ == 0) Add(kExact, Mix(word.exact, i == 0 ? 1 : 0));
  Add(caseless_ + kShape, word.shape);
  Add(caseless_ + kShape + 1, Mix(word.short_shape, i == 0 ? 1 : 0));
  Add(caseless_ + kShape + 2, Mix(word.short_shape, word.suffix[kThree]));
  Add(caseless_ + kShape + 3, Mix(Mix(before.short_shape, word.short_shape), after.short_shape));
}

// Blanks around it, for dashes above all; whether a straight quotation mark opens or closes; how
// the sentence ends and is written.
void TagFeatures::AddPlace(ptrdiff_t i) {
  const Word& word = At(i);
  const uint32_t blanks = (word.space_before ? 1U : 0U) + (At(i + 1).space_before ? 2U : 0U);
  Add(kPlace, Mix(word.lower, blanks));
  Add(kPlace + 1, Mix(word.short_shape, blanks));
  Add(kPlace + 2, Mix(word.short_shape, capitals_));
  Add(kPlace + 3, Mix(word.short_shape, static_cast<uint32_t>(std::min<size_t>(words_.size(), 8))));
  if (i == 0) Add(kPlace + 4, words_.back().lower);
  if (word.lower == kQuote) Add(kPlace + 5, Mix(quotes_++ % 2, blanks));
}

// All grains of the word; of its neighbours those that tell most about the syntax.
void TagFeatures::AddClasses(ptrdiff_t i) {
  for (size_t grain = 0; grain < grains_; ++grain) {
    const uint32_t kind = kClass + static_cast<uint32_t>(grain) * 20;
    const uint32_t own = ClassAt(i, grain);
    Add(kind, own);
    if ((kContextGrains >> grain & 1U) == 0) continue;
    const uint32_t before = ClassAt(i - 1, grain);
    const uint32_t after = ClassAt(i + 1, grain);
    const uint32_t second_before = ClassAt(i - 2, grain);
    const uint32_t second_after = ClassAt(i + 2, grain);
    Add(kind + 1, before);
    Add(kind + 2, after);
    Add(kind + 3, Mix(before, own));
    Add(kind + 4, Mix(own, after));
    Add(kind + 5, second_before);
    Add(kind + 6, second_after);
    Add(kind + 7, Mix(before, after));
    Add(kind + 8, Mix(second_before, before));
    Add(kind + 9, Mix(after, second_after));
    Add(kind + 10, Mix(Mix(before, own), after));
  }
}

}  // namespace newsmill
