#ifndef NEWSMILL_INGEST_TRAINING_REWRITTEN_TEXT_H_
#define NEWSMILL_INGEST_TRAINING_REWRITTEN_TEXT_H_

#include <cstdint>

#include "ingest/training/name_corpus.h"

namespace newsmill {

// How the same text could have been written.
enum class Writing : uint8_t {
  kAsIs,
  kLowerCase,
  kCapitals,
  // Straight quotation marks and apostrophes curly and the other way round, " - " as a dash, and
  // every tenth space behind a comma or a full stop gone.
  kTypography,
};

// `text` written otherwise, its names where they went.
AnnotatedText Rewrite(const AnnotatedText& text, Writing writing);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_TRAINING_REWRITTEN_TEXT_H_
