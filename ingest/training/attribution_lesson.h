#ifndef NEWSMILL_INGEST_TRAINING_ATTRIBUTION_LESSON_H_
#define NEWSMILL_INGEST_TRAINING_ATTRIBUTION_LESSON_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "ingest/training/attribution_corpus.h"
#include "processors/base/document.h"
#include "processors/claims/attribution_labels.h"
#include "processors/claims/attribution_text.h"
#include "processors/claims/cue_odds.h"
#include "processors/claims/extraction.h"
#include "processors/learning/word_classes.h"
#include "processors/processor.h"

namespace newsmill {

// An attribution in words of its text.
struct LessonAttribution {
  claims::WordRange source, cue;
  std::vector<claims::WordRange> content;
  bool speech = true;
};

// An attributed text as the claims stage sees it when the stages before have run.
struct Lesson {
  explicit Lesson(const WordClasses& classes) : text(classes) {}

  AttributedText marked;
  float weight = 1;
  std::vector<claims::Draft> drafts;
  claims::AttributionText text;
  std::vector<LessonAttribution> attributions;
  claims::CueOdds::Counts counts;  // of its own words

  // Marks how likely its words are cues in the texts that `all` counts. `own`: it is one of them,
  // and does not count itself.
  void MarkOdds(const claims::CueOdds::Counts& all, bool own);
  // The parts of all attributions, cut at the ends of paragraphs; where they overlap, a cue stands
  // before a source, and a source before a content.
  std::vector<claims::PartRange> Parts() const;
  // The bytes of words, and back: the words that overlap the bytes.
  ByteRange BytesOf(const claims::WordRange& range) const;
  claims::WordRange WordsOf(const ByteRange& range) const;
};

// The stages before claims, with their built-in models, and the rules of claims. Holds scratch.
class LessonPreparation {
 public:
  static absl::StatusOr<std::unique_ptr<LessonPreparation>> New();

  // Fills the lesson's drafts and text from its article; attributions and counts stay.
  absl::Status Prepare(Lesson* lesson);
  // Of the last lesson, at its own level.
  const claims::Reading& reading() const { return extractor_.reading(); }

 private:
  LessonPreparation() = default;

  std::unique_ptr<Processor> sentences_, entities_;
  DocumentBatch batch_;
  claims::Extractor extractor_;
};

// Runs the stages before claims, with their built-in models, over all texts of a corpus. `classes`
// must outlive the lessons. Errors are those of ReadAttributedTexts.
absl::StatusOr<std::vector<std::unique_ptr<Lesson>>> PrepareLessons(const AttributionCorpus& corpus,
                                                                    const WordClasses& classes);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_TRAINING_ATTRIBUTION_LESSON_H_
