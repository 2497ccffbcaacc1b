#ifndef NEWSMILL_PROCESSORS_ENTITIES_CANDIDATE_H_
#define NEWSMILL_PROCESSORS_ENTITIES_CANDIDATE_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "processors/base/annotations.h"

namespace newsmill {

// Evidence for each EntityType, by its number; any scale, higher is surer.
using TypeScores = std::array<float, 4>;

inline float& ScoreOf(TypeScores& scores, EntityType type) {
  return scores[static_cast<size_t>(type)];
}

// A span that may name something: what the finder hands to the merger. A tagger that replaces the
// finder fills the same.
struct Candidate {
  TextSpan span;
  uint32_t first_token = 0;   // half-open range in the field's layout; for a piece of a compound
  uint32_t end_token = 0;     // word the whole word
  uint32_t phrase_begin = 0;  // where the titles before the name begin; span.begin if none
  int32_t entry = -1;         // gazetteer entry of exactly this name
  TypeScores scores{};
  // For each EntityType: how probable it is that span and type are right; 0 where nobody knows.
  TypeScores probabilities{};
  bool follows_in_brackets = false;  // "(SNA)" right behind the candidate before it
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_ENTITIES_CANDIDATE_H_
