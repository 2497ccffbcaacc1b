#ifndef NEWSMILL_PROCESSORS_LANGUAGE_H_
#define NEWSMILL_PROCESSORS_LANGUAGE_H_

#include "processors/processor.h"

namespace newsmill {

// Stage `language`: sets Document::language.tag and .confidence with CLD2, looking at the title and
// the first `max_bytes` of the text (default 1024). Where that is too little or too mixed to tell,
// the declared language stands, with a low confidence, else "und". A sure result that contradicts
// the declared language adds the warning `language_mismatch`.
absl::StatusOr<ProcessorFactory> NewLanguage(OptionsReader& options);

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_LANGUAGE_H_
