#ifndef NEWSMILL_INGEST_DECODE_HTML_H_
#define NEWSMILL_INGEST_DECODE_HTML_H_

#include <string_view>

#include "processors/base/arena.h"

namespace newsmill {

// The text of an HTML fragment or page, in `arena`: one line for each block, white space
// collapsed, entities decoded, <br> a line break; scripts, styles and figure captions dropped.
// Any input gives some text. `html` is valid UTF-8 without NUL; what it declares as its own
// encoding is ignored.
std::string_view HtmlToText(std::string_view html, Arena& arena);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_DECODE_HTML_H_
