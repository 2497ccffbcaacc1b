#ifndef NEWSMILL_PROCESSORS_COREFERENCE_H_
#define NEWSMILL_PROCESSORS_COREFERENCE_H_

#include "processors/processor.h"

namespace newsmill {

// Stage `coreference`: who the pronouns ("he") and descriptions ("the minister") of an English
// document stand for. Needs `sentences` and `entities`; fills doc.references and the entities'
// roles, and adds those that are sure enough to doc.mentions.
//
// Options: `min_confidence` (0..1, default 0.5): less sure ones are no mentions.
absl::StatusOr<ProcessorFactory> NewCoreference(OptionsReader& options);

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_COREFERENCE_H_
