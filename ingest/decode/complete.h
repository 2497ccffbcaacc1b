#ifndef NEWSMILL_INGEST_DECODE_COMPLETE_H_
#define NEWSMILL_INGEST_DECODE_COMPLETE_H_

#include "ingest/decode/fields.h"

namespace newsmill {

// What follows from a mapped article's fields, whatever its shape: canonical URL, an id where none
// was given, the source's name and country where its domain tells them, the version, warnings about
// dates, content hash. Fails the document where it has no id, or no text (unless it is a
// retraction).
void CompleteDocument(FieldReader& fields);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_DECODE_COMPLETE_H_
