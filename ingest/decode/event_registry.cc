#include "ingest/decode/event_registry.h"

#include "ingest/decode/people.h"
#include "ingest/decode/topics.h"

namespace newsmill {
namespace {

bool ReadOutlet(FieldReader& fields) {
  if (!fields.Has(Key::kSource)) return true;
  const std::string_view raw = fields.Raw(Key::kSource);
  ArticleSource& source = fields.document().source;
  if (raw.starts_with('"')) return fields.Text("source", raw, &source.name);
  if (!raw.starts_with('{')) return fields.WrongType("source", raw, "a name or {uri, title}");
  return fields.ForEachMember("source", raw, [&](std::string_view name, std::string_view value) {
    if (name == "uri") return fields.Identifier("source.uri", value, &source.domain);
    return name != "title" || fields.Text("source.title", value, &source.name);
  });
}

bool ReadDates(FieldReader& fields) {
  Document& document = fields.document();
  if (!fields.ReadDate(Key::kDateTimePub, &document.published_ms) ||
      !fields.ReadDate(Key::kDateTime, &document.updated_ms)) {
    return false;
  }
  if (!document.published_ms.has_value()) document.published_ms = document.updated_ms;
  return true;
}

}  // namespace

bool MatchesEventRegistry(const TopLevel& fields) {
  return fields.Has(Key::kUri) && fields.Has(Key::kBody) &&
         (fields.Has(Key::kDateTime) || fields.Has(Key::kDateTimePub) || fields.Has(Key::kLang));
}

bool MapEventRegistry(FieldReader& fields) {
  Document& document = fields.document();
  return fields.ReadIdentifier(Key::kUri, &document.id) &&
         fields.ReadIdentifier(Key::kUrl, &document.url) && fields.ReadTitle(Key::kTitle) &&
         fields.ReadBody(Key::kBody, Markup::kNone) && ReadDates(fields) &&
         fields.ReadLanguage(Key::kLang) && ReadAuthors(fields, Key::kAuthors) &&
         ReadOutlet(fields) &&
         ReadTopics(fields, Key::kCategories, {"", "uri", "label", ""}, false);
}

}  // namespace newsmill
