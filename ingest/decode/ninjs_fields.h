#ifndef NEWSMILL_INGEST_DECODE_NINJS_FIELDS_H_
#define NEWSMILL_INGEST_DECODE_NINJS_FIELDS_H_

#include "ingest/decode/fields.h"

namespace newsmill {

// Readers of what all versions of ninjs have in common. As in FieldReader: false after having
// failed the document.

// The URL: the id where it is one, else the first in `altids` ({name: id} or [{role, value}]), else
// `link` (a string, or {href} or {url}, or an array of them).
bool ReadNinjsUrl(FieldReader& fields, Key altids, Key link);

// The source: the first of `infosources` that has a name, else `source`.
bool ReadNinjsSource(FieldReader& fields, Key infosources, Key source);

// Whether the item is a picture, graphic, video or sound, by `type`: its caption is its text.
bool ReadIsCaptioned(FieldReader& fields, bool* captioned);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_DECODE_NINJS_FIELDS_H_
