#ifndef NEWSMILL_TESTS_QUALITY_SCORE_H_
#define NEWSMILL_TESTS_QUALITY_SCORE_H_

#include <map>

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
  Counts sentences;     // places where one begins
};

// Adds one document's results. REQUIRES: document.text == gold.text.
void AddEntities(const GoldArticle& gold, const Document& document, Scores* scores);
void AddSentences(const GoldArticle& gold, const Document& document, Scores* scores);

}  // namespace newsmill::quality

#endif  // NEWSMILL_TESTS_QUALITY_SCORE_H_
