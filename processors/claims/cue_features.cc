#include "processors/claims/cue_features.h"

#include <algorithm>

#include "processors/claims/attribution_features.h"
#include "processors/learning/hashing.h"

namespace newsmill::claims {
namespace {

// Kinds of features; part of every model. Others are in cue_positions.cc.
enum Kind : uint32_t {
  kNeighbour = 1030,
  kLabel = 1080,
  kRule = 1100,
  kOwn = 1120,
  kGuess = 1160,
};

constexpr uint32_t kSentencesBefore = 1;
constexpr uint32_t kSentencesAfter = 3;
constexpr uint32_t kWordsBefore = 48;
constexpr uint32_t kWordsAfter = 72;

}  // namespace

void CueFeatures::Load(const AttributionText& text, std::span<const PartGuess> guesses,
                       std::span<const WordRange> cues) {
  text_ = &text;
  words_ = text.words();
  facts_ = text.facts();
  guesses_ = guesses;
  cues_ = cues;
  cue_before_.assign(words_.size(), -1);
  cue_after_.assign(words_.size(), -1);
  cue_of_.assign(words_.size(), -1);
  for (size_t c = 0; c < cues.size(); ++c) {
    std::fill(cue_of_.begin() + cues[c].first, cue_of_.begin() + cues[c].end,
              static_cast<int32_t>(c));
    const size_t next = c + 1 < cues.size() ? cues[c + 1].end : words_.size();
    std::fill(cue_before_.begin() + cues[c].end,
              cue_before_.begin() + static_cast<ptrdiff_t>(std::max<size_t>(next, cues[c].end)),
              static_cast<int32_t>(c));
    const size_t previous = c == 0 ? 0 : cues[c - 1].first;
    std::fill(
        cue_after_.begin() + static_cast<ptrdiff_t>(std::min<size_t>(previous, cues[c].first)),
        cue_after_.begin() + cues[c].first, static_cast<int32_t>(c));
  }
}

bool CueFeatures::HasParts(const WordRange& sentence) const {
  for (uint32_t i = sentence.first; i < sentence.end; ++i) {
    const Part part = PartOf(guesses_[i].label);
    if (part == Part::kContent || part == Part::kSource) return true;
  }
  return false;
}

WordRange CueFeatures::Window(size_t cue) const {
  const WordRange& at = cues_[cue];
  const std::span<const WordRange> sentences = text_->sentences();
  uint32_t from = facts_[at.first].sentence;
  uint32_t to = from;
  for (uint32_t k = 0; k < kSentencesBefore && from > 0 && HasParts(sentences[from - 1]); ++k) {
    --from;
  }
  for (uint32_t k = 0;
       k < kSentencesAfter && to + 1 < sentences.size() && HasParts(sentences[to + 1]); ++k) {
    ++to;
  }
  WordRange window{sentences[from].first, std::max(sentences[to].end, at.end)};
  window.first = std::max(window.first, at.first - Up(at.first, kWordsBefore));
  window.end = std::min(window.end, at.end + kWordsAfter);
  return window;
}

void CueFeatures::Extract(size_t cue, FeatureRows* rows) {
  index_ = cue;
  cue_ = cues_[cue];
  window_ = Window(cue);
  rows_ = rows;
  rows->Clear();
  const Word& last = words_[cue_.end - 1];
  last_ = last.lower;
  first_ = words_[cue_.first].lower;
  next_ = LowerAt(cue_.end);
  previous_ = cue_.first > 0 ? words_[cue_.first - 1].lower : 2;
  class_ = text_->grains() > 0 ? last.classes[text_->middle_grain()] : 0;
  FindRule();
  LookOutward();
  Position shared;
  for (uint32_t i = window_.first; i < window_.end; ++i) {
    GoTo(i);
    const Position position = PositionOf(i);
    if (i == window_.first || position != shared) {
      shared = position;
      rows->BeginShared();
      AddPlace(shared);
      AddSurroundings(shared);
      rows->EndShared();
    }
    AddNeighbours(i);
    AddLabels(i);
    if (draft_ != nullptr) AddRule(i);
    rows->EndRow();
  }
}

void CueFeatures::ExtractWords(const WordRange& words, FeatureRows* rows) {
  rows_ = rows;
  rows->Clear();
  for (uint32_t i = words.first; i < words.end; ++i) {
    AddOwn(i);
    AddGuess(i);
    rows->EndRow();
  }
}

void CueFeatures::AddOwn(uint32_t i) {
  const Word& word = words_[i];
  const WordFacts& facts = facts_[i];
  const uint32_t before = LowerAt(i - 1);
  const uint32_t after = LowerAt(i + 1);
  const auto fact = [&](uint32_t at) { return at < facts_.size() ? facts_[at] : WordFacts(); };
  const WordFacts left = fact(i - 1);
  const WordFacts right = fact(i + 1);
  Add(kOwn, 0);
  Add(kOwn + 1, word.lower);
  Add(kOwn + 2, before);
  Add(kOwn + 3, after);
  Add(kOwn + 6, Mix(left.quoted, Mix(facts.quoted, right.quoted)));
  Add(kOwn + 7, Mix(left.name, Mix(facts.name, right.name)));
  Add(kOwn + 8, Mix(word.lower, (left.mark ? 1 : 0) + (right.mark ? 2 : 0)));
  Add(kOwn + 9, Mix(left.rule, Mix(facts.rule, right.rule)));
  Add(kOwn + 10, word.short_shape);
  const WordRange& sentence = text_->sentences()[facts.sentence];
  Add(kOwn + 11, Mix(Up(i - sentence.first, 2), Up(sentence.end - 1 - i, 2)));
  Add(kOwn + 12, facts.lexicon);
  if (text_->grains() == 0) return;
  const size_t grain = text_->middle_grain();
  const auto word_class = [&](uint32_t at) {
    return at < words_.size() ? words_[at].classes[grain] : 0U;
  };
  Add(kOwn + 13, word_class(i));
}

void CueFeatures::AddGuess(uint32_t i) {
  const PartGuess& guess = guesses_[i];
  const PartGuess& before = GuessAt(i - 1);
  const PartGuess& after = GuessAt(i + 1);
  const uint32_t label = guess.label;
  Add(kGuess, Mix(before.label, Mix(label, after.label)));
  Add(kGuess + 1, Mix(label, guess.source));
  Add(kGuess + 2, Mix(label, guess.content));
  Add(kGuess + 3, Mix(label, guess.first));
  Add(kGuess + 4, Mix(label, guess.last));
  Add(kGuess + 5, Mix(label, guess.cue));
  Add(kGuess + 6, Mix(before.last, guess.first));
  Add(kGuess + 7, Mix(guess.last, after.first));
  Add(kGuess + 8, Mix(before.content, Mix(guess.content, after.content)));
  Add(kGuess + 9, Mix(before.source, Mix(guess.source, after.source)));
}

// The draft of the rules whose cue overlaps this one.
void CueFeatures::FindRule() {
  rule_.assign(window_.size(), 0);
  draft_ = nullptr;
  const TokenRange tokens = text_->TokensOf(cue_);
  for (const Draft& draft : text_->drafts()) {
    const bool same = draft.cue_tokens.first < tokens.end && tokens.first < draft.cue_tokens.end;
    if (same && draft.level == 0 && draft_ == nullptr) draft_ = &draft;
  }
  if (draft_ == nullptr) return;
  const auto mark = [&](const TokenRange& of, Part part) {
    const WordRange range = text_->WordsOf(of);
    const uint32_t end = std::min(range.end, window_.end);
    for (uint32_t i = std::max(range.first, window_.first); i < end; ++i) {
      rule_[i - window_.first] =
          static_cast<uint8_t>(2 * static_cast<uint32_t>(part) + (i == range.first ? 1 : 0));
    }
  };
  for (size_t p = 0; p < draft_->piece_count; ++p) mark(draft_->pieces[p], Part::kContent);
  if (draft_->source.found) {
    mark({draft_->source.first_token, draft_->source.end_token}, Part::kSource);
  }
}

bool CueFeatures::OtherCueNearer(uint32_t i) const {
  const int32_t self = static_cast<int32_t>(index_);
  for (const int32_t c : {cue_before_[i], cue_after_[i]}) {
    if (c < 0 || c == self) continue;
    const WordRange& other = cues_[static_cast<size_t>(c)];
    const uint32_t distance = other.first > i ? other.first - i : i + 1 - other.end;
    if (distance < distance_) return true;
  }
  return false;
}

void CueFeatures::AddNeighbours(uint32_t i) {
  const WordFacts& facts = facts_[i];
  const Word& word = words_[i];
  const Between& between = between_[i - window_.first];
  const uint32_t crossed = Mix(Up(between.clauses, 2), Up(between.marks, 2));
  const uint32_t before = i > window_.first ? words_[i - 1].lower : 0;
  const uint32_t after = i + 1 < window_.end ? words_[i + 1].lower : 0;
  Add(kNeighbour, Mix(place_, word.lower));
  Add(kNeighbour + 1, Mix(far_, word.lower));
  if (text_->grains() > 0) {
    const uint32_t own = word.classes[text_->middle_grain()];
    Add(kNeighbour + 2, Mix(place_, own));
    Add(kNeighbour + 4, Mix(place_, Mix(own, class_)));
  }
  Add(kNeighbour + 5, Mix(place_, Mix(facts.name, DistanceStep(distance_))));
  Add(kNeighbour + 6, Mix(place_, Mix(word.short_shape, crossed)));
  Add(kNeighbour + 7, Mix(place_, before));
  Add(kNeighbour + 8, Mix(place_, after));
  Add(kNeighbour + 12, Mix(place_, Mix(facts.lexicon, Up(between.clauses, 2))));
}

void CueFeatures::AddLabels(uint32_t i) {
  const Between& between = between_[i - window_.first];
  const uint32_t label = LabelAt(i);
  const uint32_t crossed = between.cue ? 1 : 0;
  const uint32_t nearer = OtherCueNearer(i) ? 1 : 0;
  Add(kLabel, Mix(side_, label));
  Add(kLabel + 1, Mix(place_, Mix(label, crossed)));
  Add(kLabel + 2, Mix(place_, Mix(label, Mix(i > 0 ? LabelAt(i - 1) : 0, LabelAt(i + 1)))));
  Add(kLabel + 3, Mix(far_, Mix(label, crossed)));
  Add(kLabel + 4, Mix(place_, Mix(label, Mix(crossed, Up(between.clauses, 2)))));
  Add(kLabel + 5, Mix(place_, Mix(nearer, label)));
  Add(kLabel + 6, Mix(place_, Mix(nearer, Mix(label, crossed))));
  const PartGuess& guess = guesses_[i];
  Add(kLabel + 7, Mix(place_, Mix(guess.source, nearer)));
  Add(kLabel + 8, Mix(place_, Mix(guess.content, crossed)));
  Add(kLabel + 9, Mix(place_, Mix(guess.first, crossed)));
  Add(kLabel + 10, Mix(place_, Mix(guess.last, crossed)));
}

void CueFeatures::AddRule(uint32_t i) {
  const uint32_t rule = RuleAt(i);
  Add(kRule, Mix(place_, rule));
  Add(kRule + 1, Mix(rule, Mix(i > 0 ? RuleAt(i - 1) : 0, RuleAt(i + 1))));
  Add(kRule + 2, Mix(rule, LabelAt(i)));
  Add(kRule + 3, Mix(rule, last_));
  Add(kRule + 4, Mix(rule, words_[i].lower));
  Add(kRule + 5, Mix(RuleAt(i + 1), Mix(rule, LowerAt(i + 1))));
}

}  // namespace newsmill::claims
