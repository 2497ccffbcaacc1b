#ifndef NEWSMILL_PROCESSORS_CLAIMS_ATTRIBUTION_FEATURES_H_
#define NEWSMILL_PROCESSORS_CLAIMS_ATTRIBUTION_FEATURES_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "processors/claims/attribution_text.h"
#include "processors/learning/feature_rows.h"

namespace newsmill::claims {

// What the models of sources, cues and contents look at in every word, in training as in use: the
// words around, their classes, names, the lexicon and the rules' opinion, quotation marks, the
// likely cues to either side and the punctuation between. Holds scratch: one instance a thread.
class AttributionFeatures {
 public:
  // Looks at `text` as it is until the next call. Linear in its words.
  void Load(const AttributionText& text);

  // *rows = the features of the words of paragraph `index`.
  void Extract(size_t index, FeatureRows* rows);

 private:
  // What stands between a word and the likely cue before or behind it in the sentence.
  struct Side {
    uint32_t cue = WordFacts::kNowhere;
    uint32_t clause = WordFacts::kNowhere;  // the nearest comma or the like
    uint32_t that = WordFacts::kNowhere;
    uint8_t clauses = 0;
    uint8_t marks = 0;
  };
  // Of a sentence or paragraph.
  struct Summary {
    uint8_t best_odds = 0;
    uint8_t marks = 0;
  };

  void LookAround(const WordRange& sentence);
  void AddWords(size_t i);
  void AddForms(size_t i);
  void AddClasses(size_t i);
  void AddNames(size_t i);
  void AddLexicon(size_t i);
  void AddRules(size_t i);
  void AddPlace(size_t i);
  void AddQuotation(size_t i);
  void AddCueBefore(size_t i);
  void AddCueAfter(size_t i);
  void AddClause(size_t i);
  void AddSentences(size_t i);

  void Add(uint32_t kind, uint32_t value) { rows_->Add(kind, value); }
  bool Inside(ptrdiff_t i) const {
    return i >= static_cast<ptrdiff_t>(range_.first) && i < static_cast<ptrdiff_t>(range_.end);
  }
  uint32_t LowerAt(ptrdiff_t i) const;
  uint32_t ShapeAt(ptrdiff_t i) const;
  uint32_t ClassAt(ptrdiff_t i, size_t grain) const;
  uint32_t NameAt(ptrdiff_t i) const;
  uint32_t OddsAt(ptrdiff_t i) const;
  uint32_t LexiconAt(ptrdiff_t i) const;
  uint32_t RuleAt(ptrdiff_t i) const;
  uint32_t QuotedAt(ptrdiff_t i) const;

  const AttributionText* text_ = nullptr;
  std::span<const Word> words_;
  std::span<const WordFacts> facts_;
  WordRange range_;  // the paragraph
  std::vector<Side> before_, after_;
  std::vector<Summary> sentences_;
  std::vector<uint32_t> mark_before_, mark_after_;  // distance to the next quotation mark
  FeatureRows* rows_ = nullptr;
};

constexpr uint32_t Up(uint32_t value, uint32_t most) { return value < most ? value : most; }

// Distances in steps that grow.
constexpr uint32_t DistanceStep(uint32_t distance) {
  if (distance < 5) return distance;
  if (distance < 7) return 5;
  if (distance < 11) return 6;
  return distance < 21 ? 7 : 8;
}

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_ATTRIBUTION_FEATURES_H_
