#ifndef NEWSMILL_INGEST_DECODE_TEXT_CLEANER_H_
#define NEWSMILL_INGEST_DECODE_TEXT_CLEANER_H_

#include <string_view>

#include "processors/base/arena.h"

namespace newsmill {

// A text without what plain_text.h takes away or replaces character by character: all but NFC and
// the white space at its ends.
struct CleanText {
  std::string_view text;     // a view into what was read where that is all of it, or into the arena
  bool may_compose = false;  // NFC may change it
  bool as_written = true;    // as JSON, the record encoder would write it just as it was read
};

// `text` is valid UTF-8. False: there is a NUL.
bool CleanPlainText(std::string_view text, Arena& arena, CleanText* out);

// `raw` is the inside of a JSON string, in valid UTF-8. False: there is a NUL or what only
// UnescapeJson() and RepairMojibake() can deal with.
bool CleanJsonText(std::string_view raw, Arena& arena, CleanText* out);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_DECODE_TEXT_CLEANER_H_
