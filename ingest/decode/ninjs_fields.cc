#include "ingest/decode/ninjs_fields.h"

#include <string>

#include "ingest/decode/urls.h"

namespace newsmill {
namespace {

// Takes the first string of `raw`, or of its members or items, that is a web address.
bool TakeUrl(FieldReader& fields, std::string_view field, std::string_view raw) {
  if (!fields.document().url.empty()) return true;
  if (raw.starts_with('"')) {
    std::string_view text;
    if (!fields.Identifier(field, raw, &text)) return false;
    if (IsWebAddress(text)) fields.document().url = text;
    return true;
  }
  if (!raw.starts_with('{')) return true;
  return fields.ForEachMember(field, raw, [&](std::string_view, std::string_view value) {
    return !value.starts_with('"') || TakeUrl(fields, field, value);
  });
}

bool ReadUrls(FieldReader& fields, Key key) {
  return fields.ForEachItem(
      key, true, "a string, an object, or an array of them",
      [&](std::string_view raw) { return TakeUrl(fields, KeyName(key), raw); });
}

bool ReadInfoSource(FieldReader& fields, Key key, std::string_view raw) {
  ArticleSource& source = fields.document().source;
  if (!source.name.empty()) return true;
  const std::string field(KeyName(key));
  if (!raw.starts_with('{')) return fields.Text(field, raw, &source.name);
  return fields.ForEachMember(field, raw, [&](std::string_view name, std::string_view value) {
    if (name == "name") return fields.Text(field + ".name", value, &source.name);
    if (name == "uri" || name == "literal" || name == "code") {
      return fields.Identifier(field + "." + std::string(name), value, &source.id);
    }
    return true;
  });
}

}  // namespace

bool ReadNinjsUrl(FieldReader& fields, Key altids, Key link) {
  Document& document = fields.document();
  if (IsWebAddress(document.id)) document.url = document.id;
  return ReadUrls(fields, altids) && ReadUrls(fields, link);
}

bool ReadNinjsSource(FieldReader& fields, Key infosources, Key source) {
  const bool ok = fields.ForEachItem(
      infosources, true, "an array of names or {name, uri}",
      [&](std::string_view raw) { return ReadInfoSource(fields, infosources, raw); });
  if (!ok) return false;
  std::string_view name;
  if (!fields.ReadLine(source, &name)) return false;
  if (fields.document().source.name.empty()) fields.document().source.name = name;
  return true;
}

bool ReadIsCaptioned(FieldReader& fields, bool* captioned) {
  std::string_view type;
  if (!fields.ReadToken(Key::kType, &type)) return false;
  *captioned = type == "picture" || type == "graphic" || type == "video" || type == "audio";
  return true;
}

}  // namespace newsmill
