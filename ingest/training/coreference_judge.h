#ifndef NEWSMILL_INGEST_TRAINING_COREFERENCE_JUDGE_H_
#define NEWSMILL_INGEST_TRAINING_COREFERENCE_JUDGE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "ingest/training/cluster_scores.h"
#include "ingest/training/reliability.h"
#include "ingest/training/treebank.h"
#include "processors/base/document.h"
#include "processors/processor.h"

namespace newsmill {

// Of the pronouns: found are those that we give to an entity, marked those whose chain has a name,
// hits those whose entity has a name of that chain.
struct CoreferenceCounts {
  LinkCounts persons;  // he, she
  LinkCounts things;   // it
  LinkCounts plurals;  // they
  LinkCounts muc, b3, ceaf;
  ReliabilityTable confidence;  // of the pronouns found

  double conll() const { return (muc.f1() + b3.f1() + ceaf.f1()) / 3; }
};

// Hears of each pronoun that is not as marked: what is found, what is marked ("" for none).
using OnPronoun =
    std::function<void(std::string_view around, std::string_view found, std::string_view marked)>;

// Runs the stages `sentences` to `coreference`, with their defaults, over a text. Not thread-safe.
class CoreferenceChain {
 public:
  static absl::StatusOr<CoreferenceChain> Make(std::string_view until = "coreference");
  // The document, whose views point into `text` and the chain; valid until the next call.
  absl::StatusOr<Document*> Run(std::string_view text);

 private:
  std::unique_ptr<DocumentBatch> batch_ = std::make_unique<DocumentBatch>();
  std::vector<std::unique_ptr<Processor>> stages_;
};

// Which chain a name of the treebank's text belongs to: that of the shortest marked phrase whose
// head lies within `span` and which reaches as far; -1 if there is none.
int32_t ChainOfSpan(const TreebankDocument& marked, const TextSpan& span, bool named);

// Judges names and pronouns by a treebank's chains, on the documents whose id begins with one of
// `prefixes`. The documents go through the stages `sentences` to `coreference` with their defaults.
absl::StatusOr<CoreferenceCounts> JudgeCoreference(const std::vector<TreebankDocument>& documents,
                                                   const std::vector<std::string>& prefixes,
                                                   const OnPronoun& on_fault);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_TRAINING_COREFERENCE_JUDGE_H_
