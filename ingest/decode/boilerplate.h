#ifndef NEWSMILL_INGEST_DECODE_BOILERPLATE_H_
#define NEWSMILL_INGEST_DECODE_BOILERPLATE_H_

#include <cstddef>
#include <string_view>

namespace newsmill {

// What outlets put around their articles, known by tables of exact phrases and class names. Only
// what cannot be a sentence of the story is recognised; everything else stays in the text.

// Whether an element whose `class` or `id` attribute is `names` (words separated by white space)
// holds share buttons, a newsletter box, links to other articles or an advertisement.
bool IsBoilerplateBlock(std::string_view names);

// Whether a whole line of a page is such: "Share this article", "Read more: <link>", a
// photographer's credit. `linked` bytes of it are link text.
bool IsBoilerplateLine(std::string_view line, size_t linked);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_DECODE_BOILERPLATE_H_
