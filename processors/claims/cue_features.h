#ifndef NEWSMILL_PROCESSORS_CLAIMS_CUE_FEATURES_H_
#define NEWSMILL_PROCESSORS_CLAIMS_CUE_FEATURES_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "processors/claims/attribution_labels.h"
#include "processors/claims/attribution_text.h"
#include "processors/learning/feature_rows.h"

namespace newsmill::claims {

// What the model of one cue's source and content looks at: in a word by itself, above all what
// was guessed of it for cues at large; and in the words around a cue how far off and on which side
// they are, the punctuation and the other cues between, what the rules say of this cue. Holds
// scratch: one instance a thread.
class CueFeatures {
 public:
  // Looks at `text`, `guesses` (of each word) and `cues` (in text order, not overlapping) as they
  // are until the next call.
  void Load(const AttributionText& text, std::span<const PartGuess> guesses,
            std::span<const WordRange> cues);

  // *rows = the features of the words by themselves, whatever the cue.
  void ExtractWords(const WordRange& words, FeatureRows* rows);

  // The words that may belong to a cue: its sentence and those beside it that have sources or
  // contents by their labels, bounded.
  WordRange Window(size_t cue) const;

  // *rows = the further features of the words of Window(cue).
  void Extract(size_t cue, FeatureRows* rows);

 private:
  enum Side : uint32_t { kLeft, kRight, kInside };
  // What lies between the cue and a word.
  struct Between {
    uint32_t clauses = 0;
    uint32_t marks = 0;
    uint32_t colons = 0;
    bool cue = false;
  };

  // How a word lies to the cue. Words beside each other often lie alike, and share what looks at
  // nothing else.
  struct Position {
    uint32_t place = 0;  // side and sentence
    uint32_t step = 0;   // of the distance
    uint32_t side = 0;
    uint32_t sentence = 0;  // offsets
    uint32_t paragraph = 0;
    uint32_t clauses = 0;
    uint32_t marks = 0;
    uint32_t colons = 0;
    uint32_t cues = 0;  // another between, or it is part of another
    uint32_t quoted = 0;
    bool begins = false;  // its sentence

    friend bool operator==(const Position&, const Position&) = default;
  };

  bool HasParts(const WordRange& sentence) const;
  void AddOwn(uint32_t i);
  void AddGuess(uint32_t i);
  void FindRule();
  void LookOutward();
  void Pass(uint32_t word, Between* between) const;
  void GoTo(uint32_t i);
  Position PositionOf(uint32_t i) const;
  void AddPlace(const Position& position);
  void AddSurroundings(const Position& position);
  void AddNeighbours(uint32_t i);
  void AddLabels(uint32_t i);
  void AddRule(uint32_t i);
  bool OtherCueNearer(uint32_t i) const;

  void Add(uint32_t kind, uint32_t value) { rows_->Add(kind, value); }
  uint32_t LowerAt(uint32_t i) const { return i < words_.size() ? words_[i].lower : 3; }
  const PartGuess& GuessAt(uint32_t i) const {
    static constexpr PartGuess kNothing;
    return i < guesses_.size() ? guesses_[i] : kNothing;  // wraps before the first word
  }
  uint32_t LabelAt(uint32_t i) const { return GuessAt(i).label; }
  uint32_t RuleAt(uint32_t i) const {
    return i >= window_.first && i < window_.end ? rule_[i - window_.first] : 0U;
  }

  const AttributionText* text_ = nullptr;
  std::span<const Word> words_;
  std::span<const WordFacts> facts_;
  std::span<const PartGuess> guesses_;
  std::span<const WordRange> cues_;
  std::vector<int32_t> cue_before_, cue_after_, cue_of_;  // of each word; -1: none

  // Of the cue in hand.
  size_t index_ = 0;
  WordRange cue_, window_;
  const Draft* draft_ = nullptr;  // the rules', with this cue
  std::vector<uint8_t> rule_;     // of each word of the window
  std::vector<Between> between_;
  uint32_t last_ = 0, first_ = 0, next_ = 0, previous_ = 0, class_ = 0;  // of the cue's words
  uint32_t ends_ = 0;  // how the sentence lies around the cue
  // Of the word in hand.
  Side side_ = kLeft;
  uint32_t place_ = 0;     // side and sentence
  uint32_t distance_ = 0;  // in words
  uint32_t far_ = 0;       // place and distance
  FeatureRows* rows_ = nullptr;
};

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_CUE_FEATURES_H_
