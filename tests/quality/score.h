#ifndef NEWSMILL_TESTS_QUALITY_SCORE_H_
#define NEWSMILL_TESTS_QUALITY_SCORE_H_

#include <map>
#include <string_view>

#include "processors/base/document.h"
#include "tests/quality/gold.h"

namespace newsmill::quality {

// What was found, of what, against what should be found. README.md defines every measure.
struct Counts {
  int hits = 0;
  int predicted = 0;
  int gold = 0;

  double precision() const { return predicted == 0 ? 0 : double{1} * hits / predicted; }
  double recall() const { return gold == 0 ? 0 : double{1} * hits / gold; }
  double f1() const { return predicted + gold == 0 ? 0 : 2.0 * hits / (predicted + gold); }
};

struct Scores {
  Counts entities;  // span and type
  std::map<EntityType, Counts> entity_types;
  Counts entity_spans;  // span alone
  Counts claims;        // matched
  Counts speakers;      // of matched claims with a named speaker; gold = predicted
  Counts sentences;     // places where one begins
};

// Adds one document's results. REQUIRES: document.text == gold.text.
void AddEntities(const GoldArticle& gold, const Document& document, Scores* scores);
void AddClaims(const GoldArticle& gold, const Document& document, Scores* scores);
void AddSentences(const GoldArticle& gold, const Document& document, Scores* scores);

// Whether two names of a speaker mean the same: equal words, one within the other, or the same
// last word. Letter case and a possessive do not count.
bool SameSpeaker(std::string_view a, std::string_view b);

}  // namespace newsmill::quality

#endif  // NEWSMILL_TESTS_QUALITY_SCORE_H_
