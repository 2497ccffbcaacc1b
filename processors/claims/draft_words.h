#ifndef NEWSMILL_PROCESSORS_CLAIMS_DRAFT_WORDS_H_
#define NEWSMILL_PROCESSORS_CLAIMS_DRAFT_WORDS_H_

#include "processors/claims/draft.h"
#include "processors/claims/reading.h"

namespace newsmill::claims {

// What the contents of drafts look like. `reading` stands at the field's own level.

// Whether words of the content stand in quotation marks.
bool HasQuotation(const Reading& reading, const Draft& draft);

// "that …", "whether …" or “…”.
bool IsClauseOrQuotation(const Reading& reading, const Draft& draft);

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_DRAFT_WORDS_H_
