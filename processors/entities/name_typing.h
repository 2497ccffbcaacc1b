#ifndef NEWSMILL_PROCESSORS_ENTITIES_NAME_TYPING_H_
#define NEWSMILL_PROCESSORS_ENTITIES_NAME_TYPING_H_

#include <cstddef>
#include <cstdint>

#include "processors/entities/candidate.h"
#include "processors/entities/sentence_view.h"

namespace newsmill {

// What a gazetteer entry says for its type; other evidence is on the same scale.
inline constexpr float kGazetteerScore = 4.0F;

// Evidence for the type of the name at tokens [begin, end) of the sentence: its own words, the
// gazetteer's `entry` for all of it (-1: none), whether a title stands before it, and the words
// around it.
TypeScores ScoreTypes(const SentenceView& sentence, size_t begin, size_t end, int32_t entry,
                      bool titled);

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_ENTITIES_NAME_TYPING_H_
