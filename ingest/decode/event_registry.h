#ifndef NEWSMILL_INGEST_DECODE_EVENT_REGISTRY_H_
#define NEWSMILL_INGEST_DECODE_EVENT_REGISTRY_H_

#include "ingest/decode/fields.h"
#include "ingest/decode/top_level.h"

namespace newsmill {

// Articles as Event Registry (newsapi.ai) and services in its style write them: {uri, lang, url,
// title, body, dateTime, dateTimePub, source: {uri, title}, authors, categories}.
bool MatchesEventRegistry(const TopLevel& fields);
bool MapEventRegistry(FieldReader& fields);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_DECODE_EVENT_REGISTRY_H_
