// How words lie to a cue, and the features of CueFeatures that look at nothing else.
#include <algorithm>

#include "processors/claims/attribution_features.h"
#include "processors/claims/cue_features.h"
#include "processors/learning/hashing.h"

namespace newsmill::claims {
namespace {

// Kinds of features; part of every model. Others are in cue_features.cc.
enum Kind : uint32_t {
  kPlace = 1000,
  kSurrounding = 1060,
};

// 0 for the same, more before, more after.
uint32_t Offset(uint32_t of, uint32_t from, uint32_t most) {
  if (of < from) return most + Up(from - of, most);
  return Up(of - from, most);
}

}  // namespace

void CueFeatures::Pass(uint32_t word, Between* between) const {
  const WordFacts& facts = facts_[word];
  if (facts.colon) {
    ++between->colons;
  } else if (facts.clause) {
    ++between->clauses;
  }
  if (facts.mark) ++between->marks;
  between->cue = between->cue || cue_of_[word] >= 0;
}

void CueFeatures::LookOutward() {
  between_.assign(window_.size(), Between());
  Between between;
  for (uint32_t i = cue_.end; i < window_.end; ++i) {
    between_[i - window_.first] = between;
    Pass(i, &between);
  }
  between = {};
  for (uint32_t i = cue_.first; i > window_.first; --i) {
    between_[i - 1 - window_.first] = between;
    Pass(i - 1, &between);
  }
  const WordRange& sentence = text_->sentences()[facts_[cue_.first].sentence];
  const uint32_t room_before = Up((cue_.first - sentence.first) / 3, 3);
  const uint32_t room_after = sentence.end > cue_.end ? Up((sentence.end - cue_.end) / 3, 3) : 0;
  ends_ = Mix(room_before, room_after);
}

void CueFeatures::GoTo(uint32_t i) {
  const uint32_t sentence = facts_[cue_.first].sentence;
  if (i < cue_.first) {
    side_ = kLeft;
    distance_ = cue_.first - i;
  } else if (i >= cue_.end) {
    side_ = kRight;
    distance_ = i + 1 - cue_.end;
  } else {
    side_ = kInside;
    distance_ = 0;
  }
  const uint32_t here = facts_[i].sentence;
  const uint32_t relation = here == sentence ? 0U : (here < sentence ? 1U : 2U);
  place_ = side_ + 3 * relation;
  far_ = Mix(place_, DistanceStep(distance_));
}

CueFeatures::Position CueFeatures::PositionOf(uint32_t i) const {
  const WordFacts& facts = facts_[i];
  const Between& between = between_[i - window_.first];
  return {.place = place_,
          .step = DistanceStep(distance_),
          .side = side_,
          .sentence = Offset(facts.sentence, facts_[cue_.first].sentence, 4),
          .paragraph = Offset(facts.paragraph, facts_[cue_.first].paragraph, 3),
          .clauses = Up(between.clauses, 3),
          .marks = Up(between.marks, 3),
          .colons = Up(between.colons, 1),
          .cues = (between.cue ? 1U : 0U) + (cue_of_[i] >= 0 ? 2U : 0U),
          .quoted = facts.quoted,
          .begins = text_->sentences()[facts.sentence].first == i};
}

void CueFeatures::AddPlace(const Position& p) {
  const uint32_t place = p.place;
  const uint32_t quoted = p.quoted;
  const uint32_t crossed = Mix(Up(p.clauses, 2), Up(p.marks, 2));
  Add(kPlace, far_);
  Add(kPlace + 1, Mix(p.sentence * 7 + p.paragraph, p.side));
  Add(kPlace + 2, Mix(far_, last_));
  Add(kPlace + 3, Mix(place, Mix(p.clauses, Mix(p.marks, quoted))));
  Add(kPlace + 4, Mix(place, p.cues));
  Add(kPlace + 5, Mix(place, Mix(p.cues, Mix(Up(p.clauses, 2), quoted))));
  Add(kPlace + 6, Mix(place, last_));
  Add(kPlace + 7, Mix(place, Mix(last_, quoted)));
  Add(kPlace + 8, Mix(place, Mix(next_, quoted)));
  Add(kPlace + 9, Mix(far_, next_));
  Add(kPlace + 10, Mix(far_, previous_));
  Add(kPlace + 11, Mix(place, Mix(facts_[cue_.first].quoted, quoted)));
  Add(kPlace + 12, Mix(place, Mix(p.colons, Mix(quoted, Up(p.clauses, 1)))));
  Add(kPlace + 13, Mix(place, first_));
  Add(kPlace + 14, Mix(place, Mix(next_, crossed)));
  Add(kPlace + 15, Mix(place, Mix(previous_, crossed)));
  Add(kPlace + 16, Mix(far_, class_));
  Add(kPlace + 17, Mix(p.side, Mix(p.begins ? 1 : 0, Mix(p.sentence, quoted))));
  Add(kPlace + 18, Mix(p.sentence, Mix(p.paragraph, quoted)));
}

void CueFeatures::AddSurroundings(const Position& p) {
  const WordRange& sentence = text_->sentences()[facts_[cue_.first].sentence];
  const uint32_t first = facts_[sentence.first].quoted;
  const uint32_t last = facts_[sentence.end - 1].quoted;
  Add(kSurrounding, Mix(p.place, ends_));
  Add(kSurrounding + 1, Mix(p.place, Mix(ends_, Mix(first, last))));
  Add(kSurrounding + 2, Mix(p.place, Mix(ends_, Mix(last, p.quoted))));
}

}  // namespace newsmill::claims
