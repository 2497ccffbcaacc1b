#ifndef NEWSMILL_INGEST_DECODE_PEOPLE_H_
#define NEWSMILL_INGEST_DECODE_PEOPLE_H_

#include "ingest/decode/fields.h"

namespace newsmill {

// Readers of who wrote an article and who published it, for the shapes that write that plainly.
// As in FieldReader: false after having failed the document.

// A name, {name}, or an array of them.
bool ReadAuthors(FieldReader& fields, Key key);
// A line such as "By Jane Doe": one author, the "By" left out.
bool ReadByline(FieldReader& fields, Key key);
// A name, or {id, name, domain, country}.
bool ReadSource(FieldReader& fields, Key key);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_DECODE_PEOPLE_H_
