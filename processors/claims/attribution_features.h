#ifndef NEWSMILL_PROCESSORS_CLAIMS_ATTRIBUTION_FEATURES_H_
#define NEWSMILL_PROCESSORS_CLAIMS_ATTRIBUTION_FEATURES_H_

#include <array>
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

    friend bool operator==(const Side&, const Side&) = default;
  };
  // Of a sentence or paragraph.
  struct Summary {
    uint8_t best_odds = 0;
    uint8_t marks = 0;
  };

  // How a word lies among cues and punctuation. Words beside each other often lie alike, and share
  // what looks at nothing else.
  struct Position {
    uint32_t sentence = 0;
    uint32_t quoted = 0;
    Side before, after;

    friend bool operator==(const Position&, const Position&) = default;
  };

  // What words look at in others beside them.
  struct Seen {
    uint32_t lower = 0;
    uint32_t shape = 0;
    uint32_t name = 0;
    uint32_t odds = 0;
    uint32_t lexicon = 0;
    uint32_t rule = 0;
    uint32_t quoted = 0;
    uint32_t mark = 0;
    std::array<uint32_t, WordClasses::kMaxGrains> classes{};

    // What stands for all that is beyond a paragraph's end.
    static Seen Nothing(uint32_t value);
  };
  // So far they look.
  static constexpr uint32_t kFarthest = 3;

  void LookAround(const WordRange& sentence);
  void See(const WordRange& paragraph);
  Position PositionOf(size_t i) const;
  // `at`: the word, with its neighbours to either side.
  void AddWords(const Seen* at);
  void AddForms(const Seen* at, size_t i);
  void AddClasses(const Seen* at);
  void AddNames(const Seen* at);
  void AddLexicon(const Seen* at, const WordFacts& facts);
  void AddRules(const Seen* at);
  void AddPlace(size_t i);
  void AddQuotation(const Seen* at, size_t i);
  void AddCueBefore(const Position& position);
  void AddCueAfter(const Position& position);
  void AddClauses(const Position& position);
  void AddSentences(const Position& position);
  void AddDistances(size_t i);

  void Add(uint32_t kind, uint32_t value) { rows_->Add(kind, value); }

  const AttributionText* text_ = nullptr;
  std::span<const Word> words_;
  std::span<const WordFacts> facts_;
  WordRange range_;         // the paragraph
  std::vector<Seen> seen_;  // its words, and kFarthest before and behind them
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
