#ifndef NEWSMILL_INGEST_DECODE_NINJS1_H_
#define NEWSMILL_INGEST_DECODE_NINJS1_H_

#include "ingest/decode/fields.h"
#include "ingest/decode/top_level.h"

namespace newsmill {

// IPTC ninjs 1.x, and Superdesk's variant of it: one property for each rendition of headline and
// body. A picture's text is its caption.
bool MatchesNinjs1(const TopLevel& fields);
bool MapNinjs1(FieldReader& fields);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_DECODE_NINJS1_H_
