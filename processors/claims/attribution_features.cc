#include "processors/claims/attribution_features.h"

#include <algorithm>
#include <array>

#include "processors/learning/hashing.h"

namespace newsmill::claims {
namespace {

// Kinds of features; part of every model. Others are in attribution_surroundings.cc.
enum Kind : uint32_t {
  kBias = 1,
  kWord = 10,
  kPair = 20,
  kShape = 30,
  kSuffix = 40,
  kName = 50,
  kOdds = 70,
  kLexicon = 90,
  kRule = 110,
  kPlace = 130,
  kQuotes = 140,
  kClass = 300,  // + 50 * grain
};

constexpr uint32_t kBefore = 0x10001;  // stands for what precedes a paragraph
constexpr uint32_t kAfter = 0x10002;
constexpr uint32_t kFarMark = 30;
// Of word classes: those whose neighbours count too.
constexpr std::array<size_t, 4> kAroundGrains = {0, 4, 5, 6};

uint32_t MarkStep(uint32_t distance) {
  if (distance < 4) return distance;
  if (distance < 8) return 4;
  if (distance < 16) return 5;
  return distance < kFarMark ? 6 : 7;
}

uint32_t LengthStep(uint32_t length) {
  if (length < 4) return 0;
  if (length < 8) return 1;
  return length < 16 ? 2 : 3;
}

}  // namespace

void AttributionFeatures::Load(const AttributionText& text) {
  text_ = &text;
  words_ = text.words();
  facts_ = text.facts();
  before_.resize(words_.size());
  after_.resize(words_.size());
  mark_before_.resize(words_.size());
  mark_after_.resize(words_.size());
  sentences_.clear();
  for (const WordRange& sentence : text.sentences()) LookAround(sentence);
  for (const WordRange& paragraph : text.paragraphs()) {
    uint32_t distance = kFarMark;
    for (uint32_t i = paragraph.first; i < paragraph.end; ++i) {
      distance = facts_[i].mark ? 0 : Up(distance + 1, kFarMark);
      mark_before_[i] = distance;
    }
    distance = kFarMark;
    for (uint32_t i = paragraph.end; i > paragraph.first; --i) {
      distance = facts_[i - 1].mark ? 0 : Up(distance + 1, kFarMark);
      mark_after_[i - 1] = distance;
    }
  }
}

void AttributionFeatures::Extract(size_t index, FeatureRows* rows) {
  range_ = text_->paragraphs()[index];
  rows_ = rows;
  rows->Clear();
  for (size_t i = range_.first; i < range_.end; ++i) {
    Add(kBias, 0);
    AddWords(i);
    AddForms(i);
    AddClasses(i);
    AddNames(i);
    AddLexicon(i);
    AddRules(i);
    AddPlace(i);
    AddQuotation(i);
    AddCueBefore(i);
    AddCueAfter(i);
    AddClause(i);
    AddSentences(i);
    rows->EndRow();
  }
}

uint32_t AttributionFeatures::LowerAt(ptrdiff_t i) const {
  if (Inside(i)) return words_[static_cast<size_t>(i)].lower;
  return i < static_cast<ptrdiff_t>(range_.end) ? kBefore : kAfter;
}

uint32_t AttributionFeatures::ShapeAt(ptrdiff_t i) const {
  if (Inside(i)) return words_[static_cast<size_t>(i)].short_shape;
  return i < static_cast<ptrdiff_t>(range_.end) ? kBefore : kAfter;
}

uint32_t AttributionFeatures::ClassAt(ptrdiff_t i, size_t grain) const {
  if (Inside(i)) return words_[static_cast<size_t>(i)].classes[grain];
  return i < static_cast<ptrdiff_t>(range_.end) ? kBefore : kAfter;
}

uint32_t AttributionFeatures::NameAt(ptrdiff_t i) const {
  return Inside(i) ? facts_[static_cast<size_t>(i)].name : kBefore;
}

uint32_t AttributionFeatures::OddsAt(ptrdiff_t i) const {
  return Inside(i) ? facts_[static_cast<size_t>(i)].odds : kBefore;
}

uint32_t AttributionFeatures::LexiconAt(ptrdiff_t i) const {
  return Inside(i) ? facts_[static_cast<size_t>(i)].lexicon : kBefore;
}

uint32_t AttributionFeatures::RuleAt(ptrdiff_t i) const {
  return Inside(i) ? facts_[static_cast<size_t>(i)].rule : kBefore;
}

uint32_t AttributionFeatures::QuotedAt(ptrdiff_t i) const {
  return Inside(i) ? facts_[static_cast<size_t>(i)].quoted : 7;
}

void AttributionFeatures::AddWords(size_t at) {
  const auto i = static_cast<ptrdiff_t>(at);
  for (ptrdiff_t offset = -3; offset <= 3; ++offset) {
    Add(kWord + static_cast<uint32_t>(offset + 3), LowerAt(i + offset));
  }
  Add(kPair, Mix(LowerAt(i - 1), LowerAt(i)));
  Add(kPair + 1, Mix(LowerAt(i), LowerAt(i + 1)));
  Add(kPair + 2, Mix(LowerAt(i - 2), LowerAt(i - 1)));
  Add(kPair + 3, Mix(LowerAt(i + 1), LowerAt(i + 2)));
}

void AttributionFeatures::AddForms(size_t at) {
  const auto i = static_cast<ptrdiff_t>(at);
  const Word& word = words_[at];
  Add(kShape, ShapeAt(i - 1));
  Add(kShape + 1, word.short_shape);
  Add(kShape + 2, ShapeAt(i + 1));
  Add(kShape + 3, Mix(ShapeAt(i - 1), word.short_shape));
  for (uint32_t k = 1; k < Word::kAffixes; ++k) {
    if (word.suffix[k] != 0) Add(kSuffix + k, word.suffix[k]);
  }
  if (word.prefix[2] != 0) Add(kSuffix + 5, word.prefix[2]);
  if (facts_[at].stem != 0) Add(kSuffix + 6, facts_[at].stem);
}

void AttributionFeatures::AddClasses(size_t at) {
  const auto i = static_cast<ptrdiff_t>(at);
  for (size_t grain = 0; grain < text_->grains(); ++grain) {
    const uint32_t kind = kClass + static_cast<uint32_t>(grain) * 50;
    const uint32_t own = ClassAt(i, grain);
    Add(kind, own);
    if (!std::binary_search(kAroundGrains.begin(), kAroundGrains.end(), grain)) continue;
    const uint32_t before = ClassAt(i - 1, grain);
    const uint32_t after = ClassAt(i + 1, grain);
    Add(kind + 1, before);
    Add(kind + 2, after);
    Add(kind + 3, Mix(before, own));
    Add(kind + 4, Mix(own, after));
  }
  const size_t grain = text_->middle_grain();
  const uint32_t kind = kClass + static_cast<uint32_t>(grain) * 50;
  const uint32_t own = ClassAt(i, grain);
  for (ptrdiff_t offset = 2; offset <= 3; ++offset) {
    Add(kind + 4 + static_cast<uint32_t>(offset), ClassAt(i - offset, grain));
    Add(kind + 8 + static_cast<uint32_t>(offset), ClassAt(i + offset, grain));
  }
  Add(kind + 14, Mix(ClassAt(i - 2, grain), Mix(ClassAt(i - 1, grain), own)));
  Add(kind + 15, Mix(own, Mix(ClassAt(i + 1, grain), ClassAt(i + 2, grain))));
}

void AttributionFeatures::AddNames(size_t at) {
  const auto i = static_cast<ptrdiff_t>(at);
  for (ptrdiff_t offset = -2; offset <= 2; ++offset) {
    Add(kName + static_cast<uint32_t>(offset + 2), NameAt(i + offset));
  }
  Add(kName + 5, Mix(NameAt(i - 1), NameAt(i)));
  Add(kName + 6, Mix(NameAt(i), NameAt(i + 1)));
  Add(kName + 7, Mix(NameAt(i), LowerAt(i + 1)));
  Add(kName + 8, Mix(NameAt(i - 1), LowerAt(i)));
  Add(kName + 9, Mix(NameAt(i + 1), LowerAt(i)));
}

void AttributionFeatures::AddLexicon(size_t at) {
  const auto i = static_cast<ptrdiff_t>(at);
  const WordFacts& facts = facts_[at];
  Add(kOdds, OddsAt(i - 1));
  Add(kOdds + 1, OddsAt(i));
  Add(kOdds + 2, OddsAt(i + 1));
  Add(kOdds + 3, Mix(OddsAt(i), Mix(facts.quoted, words_[at].lower)));
  Add(kOdds + 4, Mix(OddsAt(i), Mix(OddsAt(i - 1), OddsAt(i + 1))));
  Add(kOdds + 5, Mix(facts.odds, facts.stem_odds));
  Add(kLexicon, facts.lexicon);
  Add(kLexicon + 1, LexiconAt(i - 1));
  Add(kLexicon + 2, LexiconAt(i + 1));
  Add(kLexicon + 3, Mix(LexiconAt(i - 1), facts.lexicon));
  Add(kLexicon + 4, Mix(facts.lexicon, LexiconAt(i + 1)));
}

void AttributionFeatures::AddRules(size_t at) {
  const auto i = static_cast<ptrdiff_t>(at);
  const uint32_t own = facts_[at].rule;
  Add(kRule, own);
  Add(kRule + 1, Mix(RuleAt(i - 1), own));
  Add(kRule + 2, Mix(own, RuleAt(i + 1)));
  Add(kRule + 3, Mix(RuleAt(i - 1), Mix(own, RuleAt(i + 1))));
  Add(kRule + 4, Mix(own, facts_[at].odds));
  Add(kRule + 5, Mix(own, words_[at].lower));
  Add(kRule + 6, Mix(own, LowerAt(i - 1)));
  Add(kRule + 7, Mix(own, LowerAt(i + 1)));
}

void AttributionFeatures::AddPlace(size_t i) {
  const WordRange& sentence = text_->sentences()[facts_[i].sentence];
  const auto at = static_cast<uint32_t>(i);
  Add(kPlace, Up(at - sentence.first, 4));
  Add(kPlace + 1, Up(sentence.end - 1 - at, 4));
  Add(kPlace + 2, Mix(Up(at - sentence.first, 2), words_[i].short_shape));
}

void AttributionFeatures::AddQuotation(size_t at) {
  const auto i = static_cast<ptrdiff_t>(at);
  const WordFacts& facts = facts_[at];
  const uint32_t quoted = facts.quoted;
  Add(kQuotes, quoted);
  if (quoted != 0) {
    const auto from_first = static_cast<uint32_t>(at - facts.quote_first);
    const auto to_end = static_cast<uint32_t>(facts.quote_end - 1 - at);
    const uint32_t length = LengthStep(facts.quote_end - 1 - facts.quote_first);
    Add(kQuotes + 1, Up(from_first, 3));
    Add(kQuotes + 2, Up(to_end, 3));
    Add(kQuotes + 3, Mix(quoted, length));
    Add(kQuotes + 4, Mix(words_[at].lower, length < 1 ? 1 : 0));
  }
  Add(kQuotes + 5, Mix(QuotedAt(i - 1), Mix(quoted, QuotedAt(i + 1))));
  const uint32_t marks = (Inside(i - 1) && facts_[at - 1].mark ? 1U : 0U) +
                         (Inside(i + 1) && facts_[at + 1].mark ? 2U : 0U);
  Add(kQuotes + 6, Mix(words_[at].lower, marks));
  Add(kQuotes + 7, Mix(quoted, MarkStep(mark_before_[at])));
  Add(kQuotes + 8, Mix(quoted, MarkStep(mark_after_[at])));
}

}  // namespace newsmill::claims
