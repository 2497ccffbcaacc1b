#ifndef NEWSMILL_INGEST_TRAINING_CLAIMS_JUDGE_H_
#define NEWSMILL_INGEST_TRAINING_CLAIMS_JUDGE_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/training/attribution_corpus.h"
#include "ingest/training/attribution_score.h"
#include "ingest/training/claims_finder.h"
#include "ingest/training/cluster_scores.h"
#include "ingest/training/reliability.h"

namespace newsmill {

// What was found in one text beside what is marked in it. tests/quality/README.md defines every
// measure.
struct AttributionComparison {
  static constexpr size_t kNone = static_cast<size_t>(-1);

  // Leaves out what was found where the text is marked to be ignored, and what is marked without a
  // word.
  AttributionComparison(const AttributedText& marked_text, std::vector<FoundAttribution> found_in);

  const AttributedText& text;
  TextWords words;
  std::vector<MarkedAttribution> marked;
  std::vector<FoundAttribution> found;
  std::vector<WordSet> marked_contents, found_contents;
  std::vector<AttributionPair> pairs;
  std::vector<size_t> partner_of_marked, partner_of_found;  // index or kNone
  int ignored = 0;
};

// So many of so many.
struct Share {
  int hits = 0;
  int of = 0;

  double value() const { return of == 0 ? 0 : double{1} * hits / of; }
  void Add(bool hit) {
    hits += hit ? 1 : 0;
    ++of;
  }
};

struct KindCounts {
  LinkCounts matched;  // found ones by their own kind, marked ones by theirs
  LinkCounts exact;    // ... whose words are all the same
  Share source;        // of the matched ones with a marked source: those that have it
};

struct ClaimsCounts {
  int texts = 0;
  int lost = 0;     // texts of which there is no record
  int ignored = 0;  // found where the text is to be ignored
  HitCounts source, cue, content;
  KindCounts all, direct, mixed, indirect;
  KindCounts speech;                    // without what is marked as no speech
  KindCounts said;                      // ... and without what is found to be no speech
  Share speaker;                        // of the matched ones with a named speaker
  Share stance;                         // of the matched ones with a stance
  Share scare_quotes, no_speech;        // marked decoys that were taken for claims
  Share two_paragraphs;                 // quotations over several paragraphs that are exact
  Share stray_marks;                    // paragraphs with a stray mark in which all is right
  ReliabilityTable confidence;          // of claims, right if matched
  ReliabilityTable speaker_confidence;  // of matched ones with a named speaker
};

void AddComparison(const AttributionComparison& comparison, ClaimsCounts* counts);

// Whether the pair's sources are the same speaker; what has no source has its speaker's name.
bool SameSource(const AttributionComparison& comparison, const AttributionPair& pair);

// The stance of a record ("denies") for a marked one ("denial"): "neutral" is both says and asks.
bool SameStance(std::string_view marked, std::string_view found);

// The paragraphs in which a quotation mark stands that opens or closes nothing: straight ones of an
// odd number, or a closing one behind a sentence's end without an opening one.
std::vector<ByteRange> ParagraphsWithStrayMarks(std::string_view text);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_TRAINING_CLAIMS_JUDGE_H_
