#ifndef NEWSMILL_INGEST_DECODE_FLAT_H_
#define NEWSMILL_INGEST_DECODE_FLAT_H_

#include "ingest/decode/fields.h"
#include "ingest/decode/top_level.h"

namespace newsmill {

// The flat shape, newsmill's own: {id, url, title, body, content_type, published_at, updated_at,
// language, source, authors, version, status, embargo_until, topics}.
bool MatchesFlat(const TopLevel& fields);
bool MapFlat(FieldReader& fields);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_DECODE_FLAT_H_
