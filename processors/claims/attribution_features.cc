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
constexpr uint32_t kNoQuotation = 7;
// Of word classes, a grain at a time: whether a word's own counts, and those beside it.
constexpr std::array<bool, WordClasses::kMaxGrains> kOwn = {true, false, false, false,
                                                            true, true,  true,  true};
constexpr std::array<bool, WordClasses::kMaxGrains> kAround = {true,  false, false, false,
                                                               false, true,  false, false};

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

AttributionFeatures::Seen AttributionFeatures::Seen::Nothing(uint32_t value) {
  Seen seen;
  seen.lower = seen.shape = value;
  seen.name = seen.odds = seen.lexicon = seen.rule = kBefore;
  seen.quoted = kNoQuotation;
  seen.classes.fill(value);
  return seen;
}

void AttributionFeatures::See(const WordRange& paragraph) {
  seen_.resize(paragraph.size() + 2 * kFarthest);
  auto at = std::fill_n(seen_.begin(), kFarthest, Seen::Nothing(kBefore));
  for (uint32_t i = paragraph.first; i < paragraph.end; ++i, ++at) {
    const Word& word = words_[i];
    const WordFacts& facts = facts_[i];
    at->lower = word.lower;
    at->shape = word.short_shape;
    at->name = facts.name;
    at->odds = facts.odds;
    at->lexicon = facts.lexicon;
    at->rule = facts.rule;
    at->quoted = facts.quoted;
    at->mark = facts.mark ? 1 : 0;
    std::copy(word.classes.begin(), word.classes.end(), at->classes.begin());
  }
  std::fill_n(at, kFarthest, Seen::Nothing(kAfter));
}

void AttributionFeatures::Extract(size_t index, FeatureRows* rows) {
  range_ = text_->paragraphs()[index];
  See(range_);
  rows_ = rows;
  rows->Clear();
  Position shared;
  for (size_t i = range_.first; i < range_.end; ++i) {
    const Position position = PositionOf(i);
    if (i == range_.first || position != shared) {
      shared = position;
      rows->BeginShared();
      Add(kBias, 0);
      AddCueBefore(shared);
      AddCueAfter(shared);
      AddClauses(shared);
      AddSentences(shared);
      rows->EndShared();
    }
    const Seen* at = &seen_[i - range_.first + kFarthest];
    AddWords(at);
    AddForms(at, i);
    AddClasses(at);
    AddNames(at);
    AddLexicon(at, facts_[i]);
    AddRules(at);
    AddPlace(i);
    AddQuotation(at, i);
    AddDistances(i);
    rows->EndRow();
  }
}

void AttributionFeatures::AddWords(const Seen* at) {
  for (uint32_t k = 1; k <= 5; ++k) Add(kWord + k, (at + k - 3)->lower);
  Add(kPair, Mix(at[-1].lower, at->lower));
  Add(kPair + 1, Mix(at->lower, at[1].lower));
}

void AttributionFeatures::AddForms(const Seen* at, size_t i) {
  const Word& word = words_[i];
  Add(kShape, at[-1].shape);
  Add(kShape + 1, at->shape);
  Add(kShape + 2, at[1].shape);
  Add(kShape + 3, Mix(at[-1].shape, at->shape));
  for (uint32_t k = 1; k < Word::kAffixes; ++k) {
    if (word.suffix[k] != 0) Add(kSuffix + k, word.suffix[k]);
  }
  if (word.prefix[2] != 0) Add(kSuffix + 5, word.prefix[2]);
  if (facts_[i].stem != 0) Add(kSuffix + 6, facts_[i].stem);
}

void AttributionFeatures::AddClasses(const Seen* at) {
  const size_t grains = text_->grains();
  for (size_t grain = 0; grain < grains; ++grain) {
    const uint32_t kind = kClass + static_cast<uint32_t>(grain) * 50;
    const uint32_t own = at->classes[grain];
    if (kOwn[grain]) Add(kind, own);
    if (!kAround[grain]) continue;
    const uint32_t before = at[-1].classes[grain];
    const uint32_t after = at[1].classes[grain];
    Add(kind + 1, before);
    Add(kind + 2, after);
    Add(kind + 3, Mix(before, own));
    Add(kind + 4, Mix(own, after));
  }
  const size_t grain = text_->middle_grain();
  const uint32_t kind = kClass + static_cast<uint32_t>(grain) * 50;
  const uint32_t own = at->classes[grain];
  for (int offset = 2; offset <= 3; ++offset) {
    Add(kind + 4 + static_cast<uint32_t>(offset), at[-offset].classes[grain]);
    Add(kind + 8 + static_cast<uint32_t>(offset), at[offset].classes[grain]);
  }
  Add(kind + 14, Mix(at[-2].classes[grain], Mix(at[-1].classes[grain], own)));
  Add(kind + 15, Mix(own, Mix(at[1].classes[grain], at[2].classes[grain])));
}

void AttributionFeatures::AddNames(const Seen* at) {
  for (uint32_t k = 0; k < 5; ++k) Add(kName + k, (at + k - 2)->name);
  Add(kName + 5, Mix(at[-1].name, at->name));
  Add(kName + 6, Mix(at->name, at[1].name));
  Add(kName + 7, Mix(at->name, at[1].lower));
  Add(kName + 8, Mix(at[-1].name, at->lower));
  Add(kName + 9, Mix(at[1].name, at->lower));
}

void AttributionFeatures::AddLexicon(const Seen* at, const WordFacts& facts) {
  Add(kOdds, at[-1].odds);
  Add(kOdds + 1, at->odds);
  Add(kOdds + 2, at[1].odds);
  Add(kOdds + 3, Mix(at->odds, Mix(facts.quoted, at->lower)));
  Add(kOdds + 4, Mix(at->odds, Mix(at[-1].odds, at[1].odds)));
  Add(kOdds + 5, Mix(facts.odds, facts.stem_odds));
  Add(kLexicon, at->lexicon);
  Add(kLexicon + 1, at[-1].lexicon);
  Add(kLexicon + 2, at[1].lexicon);
  Add(kLexicon + 3, Mix(at[-1].lexicon, at->lexicon));
  Add(kLexicon + 4, Mix(at->lexicon, at[1].lexicon));
}

void AttributionFeatures::AddRules(const Seen* at) {
  const uint32_t own = at->rule;
  Add(kRule, own);
  Add(kRule + 1, Mix(at[-1].rule, own));
  Add(kRule + 2, Mix(own, at[1].rule));
  Add(kRule + 3, Mix(at[-1].rule, Mix(own, at[1].rule)));
  Add(kRule + 4, Mix(own, at->odds));
  Add(kRule + 5, Mix(own, at->lower));
  Add(kRule + 6, Mix(own, at[-1].lower));
  Add(kRule + 7, Mix(own, at[1].lower));
}

void AttributionFeatures::AddPlace(size_t i) {
  const WordRange& sentence = text_->sentences()[facts_[i].sentence];
  const auto at = static_cast<uint32_t>(i);
  Add(kPlace, Up(at - sentence.first, 4));
  Add(kPlace + 1, Up(sentence.end - 1 - at, 4));
  Add(kPlace + 2, Mix(Up(at - sentence.first, 2), words_[i].short_shape));
}

void AttributionFeatures::AddQuotation(const Seen* at, size_t i) {
  const WordFacts& facts = facts_[i];
  const uint32_t quoted = facts.quoted;
  Add(kQuotes, quoted);
  if (quoted != 0) {
    const auto from_first = static_cast<uint32_t>(i) - facts.quote_first;
    const auto to_end = facts.quote_end - 1 - static_cast<uint32_t>(i);
    const uint32_t length = LengthStep(facts.quote_end - 1 - facts.quote_first);
    Add(kQuotes + 1, Up(from_first, 3));
    Add(kQuotes + 2, Up(to_end, 3));
    Add(kQuotes + 3, Mix(quoted, length));
    Add(kQuotes + 4, Mix(at->lower, length < 1 ? 1 : 0));
  }
  Add(kQuotes + 5, Mix(at[-1].quoted, Mix(quoted, at[1].quoted)));
  const uint32_t marks = at[-1].mark + 2 * at[1].mark;
  Add(kQuotes + 6, Mix(at->lower, marks));
  Add(kQuotes + 7, Mix(quoted, MarkStep(mark_before_[i])));
  Add(kQuotes + 8, Mix(quoted, MarkStep(mark_after_[i])));
}

}  // namespace newsmill::claims
