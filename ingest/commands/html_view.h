#ifndef NEWSMILL_INGEST_COMMANDS_HTML_VIEW_H_
#define NEWSMILL_INGEST_COMMANDS_HTML_VIEW_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "processors/base/document.h"

namespace newsmill {

// Articles drawn for a person who judges what was found: one HTML document that needs nothing else
// (no scripts, nothing is fetched), light or dark as the reader's system is, fit for printing. A
// page is HtmlPageStart, any number of articles, HtmlPageEnd.
std::string_view HtmlPageStart();  // the head, the style and a legend
std::string_view HtmlPageEnd();

// Appends a section: the title and text with entities, claims, cues and sources marked, the list of
// claims with speaker, role, stance, kind, check-worthiness and confidence, and the entities.
// `index` is the article's number in the page, part of the ids in it. A retraction or deletion
// gives a section that says so. Any bytes are escaped. Equal documents give equal bytes.
void AppendHtmlArticle(const Document& document, int64_t index, std::string* html);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_COMMANDS_HTML_VIEW_H_
