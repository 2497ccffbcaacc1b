#include "ingest/decode/flat.h"

#include "processors/base/reason_codes.h"

namespace newsmill {
namespace {

// Whether the body is HTML, by `content_type` ("text/html; charset=utf-8").
bool ReadContentType(FieldReader& fields, bool* html) {
  std::string_view type;
  if (!fields.ReadIdentifier(Key::kContentType, &type)) return false;
  const std::string_view media_type = type.substr(0, type.find_first_of("; "));
  *html = media_type == "text/html" || media_type == "application/xhtml+xml";
  if (!*html && !media_type.empty() && media_type != "text/plain") {
    fields.Warn(kWarningContentType, "`content_type` is unknown; read as plain text");
  }
  return true;
}

}  // namespace

bool MatchesFlat(const TopLevel& fields) {
  for (const Key foreign : {Key::kUri, Key::kGuid, Key::kHeadline, Key::kType, Key::kData}) {
    if (fields.Has(foreign)) return false;
  }
  if (fields.Has(Key::kBody)) return true;
  return fields.Has(Key::kId) && (fields.Has(Key::kTitle) || fields.Has(Key::kStatus));
}

bool MapFlat(FieldReader& fields) {
  Document& document = fields.document();
  bool html = false;
  return fields.ReadIdentifier(Key::kId, &document.id) && fields.ReadVersion(Key::kVersion) &&
         fields.ReadIdentifier(Key::kUrl, &document.url) && fields.ReadTitle(Key::kTitle) &&
         ReadContentType(fields, &html) && fields.ReadBody(Key::kBody, html) &&
         fields.ReadDate(Key::kPublishedAt, &document.published_ms) &&
         fields.ReadDate(Key::kUpdatedAt, &document.updated_ms) &&
         fields.ReadDate(Key::kEmbargoUntil, &document.embargo_ms) &&
         fields.ReadLanguage(Key::kLanguage) && fields.ReadSource(Key::kSource) &&
         fields.ReadAuthors(Key::kAuthors) && fields.ReadStatus(Key::kStatus) &&
         fields.ReadTopics(Key::kTopics);
}

}  // namespace newsmill
