#ifndef NEWSMILL_INGEST_DECODE_JSON_LD_H_
#define NEWSMILL_INGEST_DECODE_JSON_LD_H_

#include "ingest/decode/fields.h"
#include "ingest/decode/top_level.h"

namespace newsmill {

// schema.org's NewsArticle and its subtypes as JSON-LD. Authors and publisher may be strings,
// objects, arrays of them, or references to other nodes of `@graph`, which stands beside the
// article's own fields. A body that holds HTML elements, escaped or not, is read as HTML.
bool MatchesJsonLd(const TopLevel& fields);
bool MapJsonLd(FieldReader& fields);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_DECODE_JSON_LD_H_
