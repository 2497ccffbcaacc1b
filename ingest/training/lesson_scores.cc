#include "ingest/training/lesson_scores.h"

#include <array>

namespace newsmill {

void Count(const Lesson& lesson, const std::vector<claims::Attribution>& found,
           AttributionCounts* counts) {
  const TextWords words(lesson.marked.text);
  std::array<std::vector<WordSet>, 3> marked_sets, found_sets;
  for (const MarkedAttribution& marked : lesson.marked.attributions) {
    marked_sets[0].push_back(words.In(marked.source));
    marked_sets[1].push_back(words.In(marked.cue));
    marked_sets[2].push_back(words.In(marked.content));
  }
  for (const claims::Attribution& attribution : found) {
    std::vector<ByteRange> content;
    content.reserve(attribution.piece_count);
    for (size_t p = 0; p < attribution.piece_count; ++p) {
      content.push_back(lesson.BytesOf(attribution.pieces[p]));
    }
    found_sets[0].push_back(words.In(lesson.BytesOf(attribution.source)));
    found_sets[1].push_back(words.In(lesson.BytesOf(attribution.cue)));
    found_sets[2].push_back(words.In(content));
  }
  counts->matched +=
      {.hits = static_cast<int>(PairAttributions(marked_sets[2], found_sets[2]).size()),
       .found = static_cast<int>(found.size()),
       .marked = static_cast<int>(lesson.marked.attributions.size())};
  counts->source += CountEqual(marked_sets[0], found_sets[0]);
  counts->cue += CountEqual(marked_sets[1], found_sets[1]);
  counts->content += CountEqual(marked_sets[2], found_sets[2]);
}

std::vector<bool> Right(const Lesson& lesson, const std::vector<claims::Draft>& drafts) {
  const TextWords words(lesson.marked.text);
  std::vector<WordSet> marked, found;
  for (const MarkedAttribution& attribution : lesson.marked.attributions) {
    marked.push_back(words.In(attribution.content));
  }
  for (const claims::Draft& draft : drafts) {
    std::vector<ByteRange> content;
    content.reserve(draft.piece_count);
    for (size_t p = 0; p < draft.piece_count; ++p) {
      content.push_back(lesson.BytesOf(lesson.text.WordsOf(draft.pieces[p])));
    }
    found.push_back(words.In(content));
  }
  std::vector<bool> right(drafts.size(), false);
  for (const AttributionPair& pair : PairAttributions(marked, found)) right[pair.found] = true;
  return right;
}

}  // namespace newsmill
