#ifndef NEWSMILL_PROCESSORS_SENTENCES_H_
#define NEWSMILL_PROCESSORS_SENTENCES_H_

#include "processors/processor.h"

namespace newsmill {

// Stage `sentences`: fills title_layout and text_layout with tokens and sentences (tokenizer.h,
// sentence_splitter.h). Every language; no options.
absl::StatusOr<ProcessorFactory> NewSentences(OptionsReader& options);

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_SENTENCES_H_
