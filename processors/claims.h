#ifndef NEWSMILL_PROCESSORS_CLAIMS_H_
#define NEWSMILL_PROCESSORS_CLAIMS_H_

#include "absl/status/statusor.h"
#include "processors/processor.h"

namespace newsmill {

// The stage `claims`: who said what. Reads the layouts and entities of English documents ("en",
// "und") and fills Document::claims, claim_spans and claim_numbers for title and text: direct,
// indirect and mixed attributions by rule, and check-worthy sentences in the article's own voice.
absl::StatusOr<ProcessorFactory> NewClaims(OptionsReader& reader);

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_CLAIMS_H_
