#ifndef NEWSMILL_INGEST_DECODE_PLAIN_TEXT_H_
#define NEWSMILL_INGEST_DECODE_PLAIN_TEXT_H_

#include <cstdint>
#include <string_view>

#include "processors/base/arena.h"

namespace newsmill {

enum class TextResult : uint8_t { kOk, kNul };

// Brings UTF-8 text to the form that records carry and all offsets refer to:
//  - CR LF, CR and the Unicode line breaks become LF; other control characters but TAB vanish;
//  - no-break spaces and spaces of special width become plain spaces;
//  - soft hyphens and zero-width characters vanish (joiners stay inside emoji and in scripts that
//    spell with them);
//  - NFC; no white space at either end.
// `text` must be valid UTF-8. Clean text is returned as a view into itself, other text lies in
// `arena`. A NUL character is an error: *out is then untouched.
TextResult NormalisePlainText(std::string_view text, Arena& arena, std::string_view* out);

struct JsonText {
  std::string_view text;
  // `text` as a record's JSON string has it, without the quotes; "": not known.
  std::string_view json;
};

// What NormalisePlainText() makes of the JSON string `raw` (UTF-8, the bytes between its quotes),
// in one pass with its escapes. Both views point into `raw` or `arena`. False where it needs a
// closer look: an unknown escape, a lone surrogate, NUL, what may be mojibake.
bool NormaliseJsonText(std::string_view raw, Arena& arena, JsonText* out);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_DECODE_PLAIN_TEXT_H_
