#include "ingest/decode/flat.h"

#include "ingest/decode/people.h"
#include "ingest/decode/topics.h"
#include "processors/base/reason_codes.h"

namespace newsmill {
namespace {

// Whether the body is HTML, by `content_type` ("text/html; charset=utf-8").
bool ReadContentType(FieldReader& fields, Markup* markup) {
  std::string_view type;
  if (!fields.ReadIdentifier(Key::kContentType, &type)) return false;
  const std::string_view media_type = type.substr(0, type.find_first_of("; "));
  const bool html = media_type == "text/html" || media_type == "application/xhtml+xml";
  *markup = html ? Markup::kHtml : Markup::kNone;
  if (!html && !media_type.empty() && media_type != "text/plain") {
    fields.Warn(kWarningContentType, "`content_type` is unknown; read as plain text");
  }
  return true;
}

}  // namespace

bool MatchesFlat(const TopLevel& fields) {
  if (fields.Has(Key::kId) && fields.Has(Key::kBody)) return true;
  // Without one of them it still is, unless something speaks for another shape: the URL may stand
  // for the id, and what is withdrawn needs no body.
  for (const Key foreign : {Key::kUri, Key::kGuid, Key::kHeadline, Key::kAtType, Key::kData}) {
    if (fields.Has(foreign)) return false;
  }
  return fields.Has(Key::kBody) ||
         (fields.Has(Key::kId) && (fields.Has(Key::kTitle) || fields.Has(Key::kStatus)));
}

bool MapFlat(FieldReader& fields) {
  Document& document = fields.document();
  Markup markup = Markup::kNone;
  return fields.ReadIdentifier(Key::kId, &document.id) && fields.ReadVersion(Key::kVersion) &&
         fields.ReadIdentifier(Key::kUrl, &document.url) && fields.ReadTitle(Key::kTitle) &&
         ReadContentType(fields, &markup) && fields.ReadBody(Key::kBody, markup) &&
         fields.ReadDate(Key::kPublishedAt, &document.published_ms) &&
         fields.ReadDate(Key::kUpdatedAt, &document.updated_ms) &&
         fields.ReadDate(Key::kEmbargoUntil, &document.embargo_ms) &&
         fields.ReadLanguage(Key::kLanguage) && ReadSource(fields, Key::kSource) &&
         ReadAuthors(fields, Key::kAuthors) && fields.ReadStatus(Key::kStatus) &&
         ReadTopics(fields, Key::kTopics, {"scheme", "code", "name", ""}, false);
}

}  // namespace newsmill
