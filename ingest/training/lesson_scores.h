#ifndef NEWSMILL_INGEST_TRAINING_LESSON_SCORES_H_
#define NEWSMILL_INGEST_TRAINING_LESSON_SCORES_H_

#include <vector>

#include "ingest/training/attribution_lesson.h"
#include "ingest/training/attribution_score.h"
#include "processors/claims/attribution_tagger.h"
#include "processors/claims/draft.h"

namespace newsmill {

// What was found against what is marked.
struct AttributionCounts {
  HitCounts source, cue, content;  // spans that agree exactly; a content is all its pieces
  HitCounts matched;               // contents that overlap by half or more
};

// Adds what was found in a lesson to *counts.
void Count(const Lesson& lesson, const std::vector<claims::Attribution>& found,
           AttributionCounts* counts);

// Of each draft: whether its content is that of a marked attribution.
std::vector<bool> Right(const Lesson& lesson, const std::vector<claims::Draft>& drafts);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_TRAINING_LESSON_SCORES_H_
