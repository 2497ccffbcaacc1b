#include "processors/entities/name_features.h"

#include <algorithm>
#include <bit>

#include "processors/learning/hashing.h"

namespace newsmill {
namespace {

// Kinds of features; part of every model.
enum Kind : uint32_t {
  kBias = 1,
  kWord = 10,  // + 2 + offset
  kExact = 16,
  kPair = 20,
  kShape = 30,
  kPrefix = 50,
  kSuffix = 55,
  kNeighbourSuffix = 60,
  kPlace = 70,
  kList = 100,
  kDocument = 150,
  kClass = 300,  // + 50 * grain
  kContextClass = 800,
  kCaseless = 1000,  // added to all
};

constexpr uint32_t kBefore = 0x10001;  // stands for what precedes a sentence
constexpr uint32_t kAfter = 0x10002;
constexpr int kOccurrences = 6;  // of a word that are looked at

}  // namespace

void NameFeatures::Load(const DocumentWords& document) {
  document_ = &document;
  const std::span<const Word> words = document.words();
  context_.Load(words, document.sentences());
  matches_.resize(words.size());
  sentence_of_.resize(words.size());
  list_values_.resize(words.size());
  for (size_t s = 0; s < document.sentences().size(); ++s) {
    const WordSentence& sentence = document.sentences()[s];
    const size_t size = sentence.end - sentence.first;
    std::fill_n(sentence_of_.begin() + sentence.first, size, static_cast<uint32_t>(s));
    lists_.Match(words.subspan(sentence.first, size), !sentence.caseless,
                 std::span(matches_).subspan(sentence.first, size));
  }
  for (size_t i = 0; i < words.size(); ++i) {
    const ListMatches& m = matches_[i];
    list_values_[i] = m.empty() ? 0 : Mix(Mix(m.begins, m.inside), Mix(m.ends, m.single));
  }
}

uint32_t NameFeatures::LowerAt(ptrdiff_t i) const {
  if (i < 0) return kBefore + static_cast<uint32_t>(-i) * 16;
  const auto size = static_cast<ptrdiff_t>(words_.size());
  if (i >= size) return kAfter + static_cast<uint32_t>(i - size) * 16;
  return words_[static_cast<size_t>(i)].lower;
}

uint32_t NameFeatures::ShapeAt(ptrdiff_t i) const {
  if (i < 0) return kBefore;
  if (i >= static_cast<ptrdiff_t>(words_.size())) return kAfter;
  return words_[static_cast<size_t>(i)].short_shape;
}

uint32_t NameFeatures::ClassAt(ptrdiff_t i, size_t grain) const {
  if (i < 0) return kBefore;
  if (i >= static_cast<ptrdiff_t>(words_.size())) return kAfter;
  return words_[static_cast<size_t>(i)].classes[grain];
}

uint32_t NameFeatures::ListsAt(ptrdiff_t i) const {
  if (i < 0 || i >= static_cast<ptrdiff_t>(words_.size())) return 1;
  return list_values_[first_ + static_cast<size_t>(i)];
}

// The word `offset` beside `word`, if it is in the same sentence.
const Word* NameFeatures::InSentence(uint32_t word, int offset) const {
  const WordSentence& sentence = document_->sentences()[sentence_of_[word]];
  const int64_t at = int64_t{word} + offset;
  if (at < sentence.first || at >= sentence.end) return nullptr;
  return &document_->words()[static_cast<size_t>(at)];
}

void NameFeatures::Extract(size_t index, FeatureRows* rows) {
  const WordSentence& sentence = document_->sentences()[index];
  words_ = document_->words().subspan(sentence.first, sentence.end - sentence.first);
  first_ = sentence.first;
  index_ = index;
  rows_ = rows;
  salt_ = sentence.caseless ? uint32_t{kCaseless} : 0U;
  rows->Clear();
  for (size_t i = 0; i < words_.size(); ++i) {
    Add(kBias, 0);
    AddWords(i);
    AddShapes(i);
    AddAffixes(i);
    AddPlace(i);
    AddLists(i);
    AddClasses(i);
    if (words_[i].letters && (words_[i].capitalised || sentence.caseless)) AddContext(i);
    rows->EndRow();
  }
}

void NameFeatures::AddWords(size_t at) {
  const auto i = static_cast<ptrdiff_t>(at);
  for (ptrdiff_t offset = -2; offset <= 2; ++offset) {
    Add(kWord + static_cast<uint32_t>(offset + 2), LowerAt(i + offset));
  }
  Add(kExact, words_[at].exact);
  Add(kPair, Mix(LowerAt(i - 1), LowerAt(i)));
  Add(kPair + 1, Mix(LowerAt(i), LowerAt(i + 1)));
  Add(kPair + 2, Mix(LowerAt(i - 2), LowerAt(i - 1)));
  Add(kPair + 3, Mix(LowerAt(i + 1), LowerAt(i + 2)));
  Add(kPair + 4, Mix(LowerAt(i - 1), LowerAt(i + 1)));
}

void NameFeatures::AddShapes(size_t at) {
  const auto i = static_cast<ptrdiff_t>(at);
  const uint32_t own = words_[at].short_shape;
  const uint32_t before = ShapeAt(i - 1);
  const uint32_t after = ShapeAt(i + 1);
  Add(kShape, words_[at].shape);
  Add(kShape + 1, own);
  Add(kShape + 2, before);
  Add(kShape + 3, after);
  Add(kShape + 4, Mix(before, own));
  Add(kShape + 5, Mix(own, after));
  Add(kShape + 6, Mix(Mix(before, own), after));
  Add(kShape + 7, ShapeAt(i - 2));
  Add(kShape + 8, ShapeAt(i + 2));
  Add(kShape + 9, Mix(own, LowerAt(i - 1)));
  Add(kShape + 10, Mix(own, LowerAt(i + 1)));
}

void NameFeatures::AddAffixes(size_t i) {
  const Word& word = words_[i];
  for (uint32_t k = 0; k < Word::kAffixes; ++k) {
    if (word.prefix[k] != 0) Add(kPrefix + k, word.prefix[k]);
    if (word.suffix[k] != 0) Add(kSuffix + k, word.suffix[k]);
  }
  constexpr size_t kThree = 2;
  if (i > 0 && words_[i - 1].suffix[kThree] != 0) {
    Add(kNeighbourSuffix, words_[i - 1].suffix[kThree]);
  }
  if (i + 1 < words_.size() && words_[i + 1].suffix[kThree] != 0) {
    Add(kNeighbourSuffix + 1, words_[i + 1].suffix[kThree]);
  }
}

void NameFeatures::AddPlace(size_t i) {
  const Word& word = words_[i];
  const auto in_sentence = static_cast<uint32_t>(std::min<size_t>(i, 2));
  const auto in_document = static_cast<uint32_t>(std::min<size_t>(index_, 3));
  Add(kPlace, i == 0 ? 1 : 0);
  Add(kPlace + 1, Mix(word.short_shape, in_sentence));
  if (!word.space_before) {
    Add(kPlace + 2, Mix(word.short_shape, i > 0 ? words_[i - 1].lower : 0));
  }
  if (i + 1 < words_.size() && !words_[i + 1].space_before) {
    Add(kPlace + 3, Mix(word.short_shape, words_[i + 1].lower));
  }
  Add(kPlace + 4, Mix(in_document, word.short_shape));
  Add(kPlace + 5, static_cast<uint32_t>(std::min<size_t>(words_.size(), 8)));
}

void NameFeatures::AddLists(size_t at) {
  const auto i = static_cast<ptrdiff_t>(at);
  for (ptrdiff_t offset = -2; offset <= 2; ++offset) {
    const ptrdiff_t j = i + offset;
    if (j < 0 || j >= static_cast<ptrdiff_t>(words_.size())) continue;
    const ListMatches& match = matches_[first_ + static_cast<size_t>(j)];
    const auto place = static_cast<uint32_t>(offset + 2);
    Add(kList + place, match.any());
    if (match.empty() || offset < -1 || offset > 1) continue;
    const std::array<uint32_t, 4> by_place = {match.begins, match.inside, match.ends, match.single};
    for (uint32_t p = 0; p < by_place.size(); ++p) {
      for (uint32_t bits = by_place[p]; bits != 0; bits &= bits - 1) {
        const uint32_t value = static_cast<uint32_t>(std::countr_zero(bits)) * 4 + p;
        Add(kList + 5 + place, value);
        if (offset != 0) continue;
        Add(kList + 10, Mix(value, words_[at].short_shape));
        Add(kList + 11, Mix(value, LowerAt(i - 1)));
        Add(kList + 12, Mix(value, LowerAt(i + 1)));
      }
    }
  }
  Add(kList + 13, Mix(ListsAt(i - 1), ListsAt(i)));
  Add(kList + 14, Mix(ListsAt(i), ListsAt(i + 1)));
}

void NameFeatures::AddClasses(size_t at) {
  const auto i = static_cast<ptrdiff_t>(at);
  for (size_t grain = 0; grain < document_->grains(); ++grain) {
    const uint32_t kind = kClass + static_cast<uint32_t>(grain) * 50;
    for (ptrdiff_t offset = -2; offset <= 2; ++offset) {
      Add(kind + static_cast<uint32_t>(offset + 2), ClassAt(i + offset, grain));
    }
    const uint32_t own = ClassAt(i, grain);
    const uint32_t shape = words_[at].short_shape;
    Add(kind + 10, Mix(ClassAt(i - 1, grain), own));
    Add(kind + 11, Mix(own, ClassAt(i + 1, grain)));
    Add(kind + 12, Mix(own, shape));
    Add(kind + 13, Mix(ClassAt(i - 1, grain), shape));
    Add(kind + 14, Mix(ClassAt(i + 1, grain), shape));
  }
}

void NameFeatures::AddContext(size_t i) {
  const Word& word = words_[i];
  const NameContext::Entry* entry = context_.Find(word.lower);
  if (entry == nullptr) return;
  const bool begins = i == 0;
  const uint32_t own_inner = begins || salt_ != 0 ? 0 : 1;
  const uint32_t writing = (entry->lower_case ? 1U : 0U) +
                           (entry->inner_count > own_inner ? 2U : 0U) + (begins ? 4U : 0U);
  Add(kDocument, writing);
  Add(kDocument + 1, Mix(writing, word.short_shape));
  Add(kDocument + 2, std::min<uint32_t>(entry->count, 5));
  AddOccurrences(*entry, static_cast<uint32_t>(first_ + i));
  if (entry->longest.size > 0) AddLongestRun(entry->longest);
  if (word.upper && entry->expansion != 0) {
    Add(kDocument + 3, 1);
    Add(kDocument + 4, entry->expansion);
  }
}

// The words around the other places where the word stands.
void NameFeatures::AddOccurrences(const NameContext::Entry& entry, uint32_t self) {
  int left = kOccurrences;
  for (uint32_t at = entry.first; at != NameContext::kNone && left > 0; at = context_.Next(at)) {
    if (at == self) continue;
    --left;
    const Word* before = InSentence(at, -1);
    const Word* after = InSentence(at, 1);
    Add(kDocument + 10, before != nullptr ? before->lower : kBefore);
    Add(kDocument + 11, after != nullptr ? after->lower : kAfter);
    if (before != nullptr) Add(kDocument + 12, before->short_shape);
    if (after != nullptr) Add(kDocument + 13, after->short_shape);
    const ListMatches& match = matches_[at];
    const std::array<uint32_t, 3> by_place = {match.begins, match.inside, match.ends};
    for (uint32_t p = 0; p < by_place.size(); ++p) {
      for (uint32_t bits = by_place[p]; bits != 0; bits &= bits - 1) {
        Add(kDocument + 14, static_cast<uint32_t>(std::countr_zero(bits)) * 4 + p);
      }
    }
    if (before != nullptr) {
      for (uint32_t bits = matches_[at - 1].any(); bits != 0; bits &= bits - 1) {
        Add(kDocument + 15, static_cast<uint32_t>(std::countr_zero(bits)));
      }
    }
    for (size_t grain = 1; grain < document_->grains(); grain += 2) {  // the finer of each two
      const uint32_t kind = kContextClass + static_cast<uint32_t>(grain) * 2;
      if (before != nullptr) Add(kind, before->classes[grain]);
      if (after != nullptr) Add(kind + 1, after->classes[grain]);
    }
  }
}

// The fullest form that the article has: "Central" in "European Central Bank".
void NameFeatures::AddLongestRun(const NameContext::Run& run) {
  const std::span<const Word> words = document_->words();
  const uint32_t last = run.first + run.size - 1;
  const bool ends = run.place + 1 == run.size;
  const uint32_t place = ends ? 9 : std::min<uint32_t>(run.place, 3);
  const Word* before = InSentence(run.first, -1);
  const Word* after = InSentence(last, 1);
  Add(kDocument + 20, Mix(std::min<uint32_t>(run.size, 5), place));
  Add(kDocument + 21, words[last].lower);
  Add(kDocument + 22, words[run.first].lower);
  Add(kDocument + 23, Mix(place, after != nullptr ? after->lower : kAfter));
  Add(kDocument + 24, before != nullptr ? before->lower : kBefore);
  for (uint32_t bits = matches_[run.first].any(); bits != 0; bits &= bits - 1) {
    Add(kDocument + 25, Mix(static_cast<uint32_t>(std::countr_zero(bits)), run.place == 0 ? 1 : 0));
  }
}

}  // namespace newsmill
