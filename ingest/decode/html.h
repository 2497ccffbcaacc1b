#ifndef NEWSMILL_INGEST_DECODE_HTML_H_
#define NEWSMILL_INGEST_DECODE_HTML_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "processors/base/arena.h"

namespace newsmill {

enum class HtmlResult : uint8_t {
  kOk,
  kTooDeep,       // more than kMaxHtmlDepth elements open at once
  kTooManyNames,  // a tag with more than kMaxHtmlAttributes, or thousands of different names
  kTooLarge,      // more than `max_bytes` of text
};

// No page of a publisher comes near these. Browsers stop at 512 open elements.
inline constexpr int kMaxHtmlDepth = 256;
inline constexpr int kMaxHtmlAttributes = 87;

// The text of an HTML fragment or page, in `arena`: one line for each block, table row and <br>,
// cells separated by a tab, white space collapsed, entities decoded; scripts, styles, embedded
// players and figure captions dropped, and what boilerplate.h recognises. `html` is valid UTF-8
// without NUL; what it declares as its own encoding is ignored.
//
// Any markup gives some text, in linear time: the parser (libxml2's, without its tree) is stopped
// where it would not be, and then *out is left alone. The text is at most `max_bytes` long.
HtmlResult HtmlToText(std::string_view html, size_t max_bytes, Arena& arena, std::string_view* out);

// For fields that should be plain text and sometimes are HTML, or HTML escaped once more
// ("&lt;p&gt;"): converts what surely is and leaves everything else as it is.
HtmlResult MaybeHtmlToText(std::string_view text, size_t max_bytes, Arena& arena,
                           std::string_view* out);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_DECODE_HTML_H_
