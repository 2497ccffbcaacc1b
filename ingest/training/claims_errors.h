#ifndef NEWSMILL_INGEST_TRAINING_CLAIMS_ERRORS_H_
#define NEWSMILL_INGEST_TRAINING_CLAIMS_ERRORS_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/training/claims_judge.h"

namespace newsmill {

// What was found otherwise than marked, by kinds, for people who make it better.
class ClaimsErrors {
 public:
  struct Kind {
    int count = 0;
    std::map<std::string, int> cues;    // in lower case, and how often
    std::vector<std::string> examples;  // "ID: source | cue | content" and what was found, in lines
  };

  // Keeps so many examples of each kind.
  explicit ClaimsErrors(size_t examples) : examples_(examples) {}

  void Add(const AttributionComparison& comparison);

  // By name: "missed: cue not found", "content: ends too late", "stance: denial as says" ...
  const std::map<std::string, Kind>& kinds() const { return kinds_; }

 private:
  void AddMissed(const AttributionComparison& comparison);
  void AddInvented(const AttributionComparison& comparison);
  void AddPair(const AttributionComparison& comparison, const AttributionPair& pair);
  // `other`, if any, is what stands in the place of `attribution`.
  void Note(const std::string& kind, const AttributedText& text,
            const MarkedAttribution& attribution, const MarkedAttribution* other = nullptr);

  size_t examples_;
  std::map<std::string, Kind> kinds_;
};

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_TRAINING_CLAIMS_ERRORS_H_
