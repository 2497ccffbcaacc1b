#ifndef NEWSMILL_INGEST_TRAINING_NAME_EVALUATION_H_
#define NEWSMILL_INGEST_TRAINING_NAME_EVALUATION_H_

#include <array>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/training/name_corpus.h"
#include "ingest/training/name_judge.h"
#include "ingest/training/reliability.h"
#include "processors/base/annotations.h"

namespace newsmill {

// A name that was found.
struct FoundName {
  uint32_t begin = 0;  // byte range of the text
  uint32_t end = 0;
  EntityType type = EntityType::kMisc;
  float confidence = 0;
};

// Compares the names found in texts with those marked there: by type, by confidence, and what kind
// of error is how frequent.
class NameEvaluation {
 public:
  static constexpr size_t kTypes = 4;
  static constexpr size_t kExamples = 3;

  struct ErrorKind {
    int count = 0;
    std::vector<std::string> examples;  // kExamples at most, spread over the texts
  };

  // Only `types` count.
  explicit NameEvaluation(std::vector<EntityType> types) : types_(std::move(types)) {}

  // Both in text order.
  void Add(std::string_view text, std::span<const AnnotatedText::Name> marked,
           std::span<const FoundName> found);

  const NameCounts& counts(EntityType type) const { return counts_[static_cast<size_t>(type)]; }
  NameCounts all() const;
  const ReliabilityTable& reliability() const { return reliability_; }
  // By what they are called ("ORG as PER", "missed LOC").
  const std::map<std::string, ErrorKind>& errors() const { return errors_; }

 private:
  bool Counts(EntityType type) const;
  void Compare(std::string_view text, const AnnotatedText::Name& marked, const FoundName* found);
  void AddError(const std::string& kind, std::string example);

  std::vector<EntityType> types_;
  std::array<NameCounts, kTypes> counts_;
  ReliabilityTable reliability_;
  std::map<std::string, ErrorKind> errors_;
};

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_TRAINING_NAME_EVALUATION_H_
