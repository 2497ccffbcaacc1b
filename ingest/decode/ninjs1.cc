#include "ingest/decode/ninjs1.h"

#include "ingest/decode/ninjs_fields.h"
#include "ingest/decode/people.h"
#include "ingest/decode/topics.h"

namespace newsmill {
namespace {

constexpr Key kRenditions[] = {Key::kHeadline,        Key::kOtherHeadline,  Key::kBodyText,
                               Key::kBodyHtml,        Key::kBodyXhtml,      Key::kOtherBody,
                               Key::kDescriptionText, Key::kDescriptionHtml};

bool ReadId(FieldReader& fields) {
  std::string_view guid;
  if (!fields.ReadIdentifier(Key::kUri, &fields.document().id) ||
      !fields.ReadIdentifier(Key::kGuid, &guid)) {
    return false;
  }
  if (fields.document().id.empty()) fields.document().id = guid;
  return true;
}

bool ReadHeadline(FieldReader& fields) {
  if (!fields.ReadTitle(Key::kHeadline)) return false;
  return !fields.document().title.empty() || fields.ReadTitle(Key::kOtherHeadline);
}

// The first rendition that is not empty counts.
bool ReadRenditions(FieldReader& fields) {
  struct Rendition {
    Key key;
    Markup markup;
    bool caption;
  };
  static constexpr Rendition kBodies[] = {{Key::kBodyText, Markup::kNone, false},
                                          {Key::kBodyHtml, Markup::kHtml, false},
                                          {Key::kBodyXhtml, Markup::kHtml, false},
                                          {Key::kDescriptionText, Markup::kNone, true},
                                          {Key::kDescriptionHtml, Markup::kHtml, true}};
  bool captioned = false;
  if (!ReadIsCaptioned(fields, &captioned)) return false;
  for (const Rendition& body : kBodies) {
    if (!fields.document().text.empty()) return true;
    if ((!body.caption || captioned) && !fields.ReadBody(body.key, body.markup)) return false;
  }
  return true;
}

bool ReadPublication(FieldReader& fields) {
  Document& document = fields.document();
  if (!fields.ReadDate(Key::kFirstCreated, &document.published_ms) ||
      !fields.ReadDate(Key::kVersionCreated, &document.updated_ms) ||
      !fields.ReadDate(Key::kEmbargoed, &document.embargo_ms)) {
    return false;
  }
  if (!document.published_ms.has_value()) document.published_ms = document.updated_ms;
  return fields.ReadStatus(Key::kPubStatus) && fields.ReadVersion(Key::kVersion);
}

bool ReadAuthor(FieldReader& fields) {
  if (!ReadByline(fields, Key::kByline)) return false;
  return !fields.document().authors.empty() || ReadByline(fields, Key::kBy);
}

}  // namespace

bool MatchesNinjs1(const TopLevel& fields) {
  if (!fields.Has(Key::kUri) && !fields.Has(Key::kGuid)) return false;
  for (const Key key : kRenditions) {
    if (fields.Has(key)) return true;
  }
  // A withdrawal may carry no text at all.
  return fields.Has(Key::kPubStatus) && !fields.Has(Key::kHeadlines) && !fields.Has(Key::kBodies) &&
         !fields.Has(Key::kDescriptions);
}

bool MapNinjs1(FieldReader& fields) {
  return ReadId(fields) && ReadHeadline(fields) && ReadRenditions(fields) &&
         ReadNinjsUrl(fields, Key::kAltIds, Key::kLink) && ReadPublication(fields) &&
         fields.ReadLanguage(Key::kLanguage) && ReadAuthor(fields) &&
         ReadNinjsSource(fields, Key::kInfoSource, Key::kSource) &&
         ReadTopics(fields, Key::kSubject, {"scheme", "code", "name", ""}, false);
}

}  // namespace newsmill
