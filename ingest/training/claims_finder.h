#ifndef NEWSMILL_INGEST_TRAINING_CLAIMS_FINDER_H_
#define NEWSMILL_INGEST_TRAINING_CLAIMS_FINDER_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "ingest/pipeline.h"
#include "ingest/training/attribution_corpus.h"
#include "processors/base/document.h"

namespace newsmill {

// A claim that somebody made, as the pipeline finds it; its ranges are of the text as annotated.
struct FoundAttribution {
  MarkedAttribution words;
  float confidence = 0;
  float speaker_confidence = 0;
};

struct FoundAttributions {
  bool delivered = false;  // the article was processed, and its text can be found in the annotated
  std::string text;        // as it is emitted
  std::vector<FoundAttribution> claims;  // of the text, without the article's own statements
};

// Sends annotated texts through decoder and stages, as messages without a title. Not thread-safe.
class ClaimsFinder {
 public:
  explicit ClaimsFinder(const PipelineSpec& pipeline) : pipeline_(pipeline) {}

  enum class Form { kPlain, kHtml };
  // Errors are those of a broken stage.
  absl::StatusOr<FoundAttributions> Find(const AttributedText& text, Form form);

 private:
  Pipeline pipeline_;
  DocumentBatch batch_;
};

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_TRAINING_CLAIMS_FINDER_H_
