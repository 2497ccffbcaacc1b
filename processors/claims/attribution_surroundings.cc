// The features of AttributionFeatures that look beyond the words beside: likely cues to either
// side, the punctuation between, and the sentences around.
#include <algorithm>

#include "processors/claims/attribution_features.h"
#include "processors/learning/hashing.h"

namespace newsmill::claims {
namespace {

// Kinds of features; part of every model. Others are in attribution_features.cc.
enum Kind : uint32_t {
  kCueBefore = 160,
  kCueAfter = 180,
  kClause = 200,
  kSentence = 220,
};

constexpr uint32_t kNone = WordFacts::kNowhere;

}  // namespace

void AttributionFeatures::LookAround(const WordRange& sentence) {
  constexpr uint8_t kMany = 200;
  Summary summary;
  const auto step = [&](uint32_t i, Side* side) {
    const WordFacts& facts = facts_[i];
    if (facts.cue_like) {
      *side = {};
      side->cue = i;
      return;
    }
    if (facts.clause) {
      side->clause = i;
      if (side->clauses < kMany) ++side->clauses;
    }
    if (facts.mark && side->marks < kMany) ++side->marks;
    if (facts.that) side->that = i;
  };
  Side side;
  for (uint32_t i = sentence.first; i < sentence.end; ++i) {
    before_[i] = side;
    step(i, &side);
    if (words_[i].letters) summary.best_odds = std::max(summary.best_odds, facts_[i].odds);
    if (facts_[i].mark && summary.marks < kMany) ++summary.marks;
  }
  side = {};
  for (uint32_t i = sentence.end; i > sentence.first; --i) {
    after_[i - 1] = side;
    step(i - 1, &side);
  }
  sentences_.push_back(summary);
}

// What is told by both sides together, but for distances. Where a "that" stands is one of these.
AttributionFeatures::Position AttributionFeatures::PositionOf(size_t i) const {
  Position position{facts_[i].sentence, facts_[i].quoted, before_[i], after_[i]};
  if (position.before.that != kNone) position.before.that = 0;
  position.after.that = kNone;
  return position;
}

void AttributionFeatures::AddCueBefore(const Position& p) {
  const Side& side = p.before;
  if (side.cue == kNone) {
    Add(kCueBefore + 9, Mix(p.quoted, Up(side.clauses, 3)));
    return;
  }
  const uint32_t cue = words_[side.cue].lower;
  const uint32_t odds = facts_[side.cue].odds;
  const uint32_t next = words_[side.cue + 1].lower;
  Add(kCueBefore + 1, cue);
  Add(kCueBefore + 2, Mix(odds, Mix(Up(side.clauses, 3), Up(side.marks, 3))));
  Add(kCueBefore + 3, Mix(cue, Mix(Up(side.clauses, 2), Up(side.marks, 2))));
  Add(kCueBefore + 4, Mix(cue, next));
  Add(kCueBefore + 6, Mix(odds, side.that != kNone ? 1 : 0));
  if (text_->grains() > 0) {
    Add(kCueBefore + 7,
        Mix(words_[side.cue].classes[text_->middle_grain()], Mix(Up(side.clauses, 2), p.quoted)));
  }
}

void AttributionFeatures::AddCueAfter(const Position& p) {
  const Side& side = p.after;
  const uint32_t odds_before = p.before.cue == kNone ? 0U : facts_[p.before.cue].odds;
  const uint32_t odds = side.cue == kNone ? 0U : facts_[side.cue].odds;
  Add(kCueAfter + 10, Mix(Mix(odds_before, odds), Mix(Up(p.before.clauses, 2), side.clauses > 1)));
  if (side.cue == kNone) {
    Add(kCueAfter + 9, Mix(p.quoted, Up(side.clauses, 3)));
    return;
  }
  const uint32_t cue = words_[side.cue].lower;
  const WordFacts& previous = facts_[side.cue - 1];
  Add(kCueAfter + 1, cue);
  Add(kCueAfter + 2, Mix(odds, Mix(Up(side.clauses, 3), Up(side.marks, 3))));
  Add(kCueAfter + 3, Mix(cue, Mix(Up(side.clauses, 2), Up(side.marks, 2))));
  Add(kCueAfter + 4, Mix(cue, Mix(previous.name, words_[side.cue - 1].short_shape)));
  if (text_->grains() > 0) {
    Add(kCueAfter + 5,
        Mix(words_[side.cue].classes[text_->middle_grain()], Mix(Up(side.clauses, 2), p.quoted)));
  }
}

void AttributionFeatures::AddClauses(const Position& p) {
  const WordRange& sentence = text_->sentences()[p.sentence];
  const uint32_t left = p.before.clause;
  if (left == kNone) {
    Add(kClause + 4, words_[sentence.first].lower);
  } else {
    const Word& next = words_[left + 1];
    Add(kClause + 1, Mix(words_[left].lower, next.lower));
    Add(kClause + 2, next.lower);
    if (text_->grains() > 0) Add(kClause + 3, next.classes[text_->middle_grain()]);
  }
  const uint32_t right = p.after.clause;
  if (right != kNone && right + 1 < range_.end) {
    Add(kClause + 6, words_[right + 1].lower);
    if (text_->grains() > 0) Add(kClause + 7, words_[right + 1].classes[text_->middle_grain()]);
  }
  Add(kClause + 9, words_[sentence.first].lower);
  Add(kClause + 10, Mix(facts_[sentence.first].quoted, facts_[sentence.end - 1].quoted));
}

void AttributionFeatures::AddSentences(const Position& p) {
  const uint32_t s = p.sentence;
  const WordRange& sentence = text_->sentences()[s];
  const uint32_t quoted = p.quoted;
  const Summary& own = sentences_[s];
  const WordFacts& first = facts_[range_.first];
  const WordFacts& last = facts_[range_.end - 1];
  Add(kSentence, own.best_odds);
  Add(kSentence + 1, Mix(own.best_odds, quoted));
  Add(kSentence + 2, Mix(Up(own.marks, 3), quoted));
  Add(kSentence + 3, Mix(first.quoted, Mix(last.quoted, quoted)));
  Add(kSentence + 4, Up(s - first.sentence, 3));
  Add(kSentence + 5, Up(last.sentence - s, 3));
  if (sentence.first > range_.first) {
    const uint32_t before = facts_[sentence.first - 1].quoted;
    Add(kSentence + 6, Mix(before, quoted));
    Add(kSentence + 7, Mix(sentences_[s - 1].best_odds, Mix(before, quoted)));
  }
  if (sentence.end < range_.end) {
    Add(kSentence + 8, Mix(sentences_[s + 1].best_odds, Mix(facts_[sentence.end].quoted, quoted)));
  }
  if (range_.first > 0) {
    Add(kSentence + 9, Mix(facts_[range_.first - 1].quoted, Mix(first.mark ? 1 : 0, quoted)));
  }
  Add(kSentence + 10, Mix(Up(first.paragraph, 3), quoted));
}

// How far off all of these are.
void AttributionFeatures::AddDistances(size_t i) {
  const auto at = static_cast<uint32_t>(i);
  const Side& before = before_[i];
  const Side& after = after_[i];
  if (before.cue != kNone) {
    const uint32_t distance = DistanceStep(at - before.cue);
    Add(kCueBefore, facts_[before.cue].odds * 10U + distance);
    Add(kCueBefore + 5, Mix(words_[before.cue + 1].lower, distance));
  }
  if (after.cue != kNone) {
    Add(kCueAfter, facts_[after.cue].odds * 10U + DistanceStep(after.cue - at));
  }
  if (before.clause != kNone) Add(kClause, DistanceStep(at - before.clause));
  if (after.clause == kNone) {
    const WordRange& sentence = text_->sentences()[facts_[i].sentence];
    Add(kClause + 8, DistanceStep(sentence.end - 1 - at));
  } else {
    Add(kClause + 5, DistanceStep(after.clause - at));
  }
  const uint32_t that = before.that;
  Add(kClause + 11, Mix(that == kNone ? 0 : Up(at - that, 6), facts_[i].quoted));
}

}  // namespace newsmill::claims
