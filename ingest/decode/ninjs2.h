#ifndef NEWSMILL_INGEST_DECODE_NINJS2_H_
#define NEWSMILL_INGEST_DECODE_NINJS2_H_

#include "ingest/decode/fields.h"
#include "ingest/decode/top_level.h"

namespace newsmill {

// IPTC ninjs 2.x and 3.x: arrays of headlines and bodies, each with a role and a content type. The
// two differ in spelling only: version 2 writes `versioncreated`, version 3 `versionCreated`.
bool MatchesNinjs2(const TopLevel& fields);
bool MatchesNinjs3(const TopLevel& fields);
bool MapNinjs2(FieldReader& fields);
bool MapNinjs3(FieldReader& fields);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_DECODE_NINJS2_H_
