#include "ingest/decode/people.h"

namespace newsmill {
namespace {

bool AddAuthor(FieldReader& fields, std::string_view raw) {
  std::string_view name;
  const bool ok = raw.starts_with('{')
                      ? fields.ForEachMember("authors", raw,
                                             [&](std::string_view key, std::string_view value) {
                                               return key != "name" ||
                                                      fields.Text("authors.name", value, &name);
                                             })
                      : fields.Text("authors", raw, &name);
  if (ok && !name.empty()) fields.document().authors.push_back(name);
  return ok;
}

}  // namespace

bool ReadAuthors(FieldReader& fields, Key key) {
  return fields.ForEachItem(key, true, "an array of names or {name}",
                            [&](std::string_view raw) { return AddAuthor(fields, raw); });
}

bool ReadByline(FieldReader& fields, Key key) {
  std::string_view line;
  if (!fields.ReadLine(key, &line)) return false;
  if (line.starts_with("By ") || line.starts_with("by ") || line.starts_with("BY ")) {
    line.remove_prefix(3);
  }
  if (!line.empty()) fields.document().authors.push_back(line);
  return true;
}

bool ReadSource(FieldReader& fields, Key key) {
  if (!fields.Has(key)) return true;
  const std::string_view raw = fields.Raw(key);
  ArticleSource& source = fields.document().source;
  if (raw.starts_with('"')) return fields.Text(KeyName(key), raw, &source.name);
  if (!raw.starts_with('{')) {
    return fields.WrongType(KeyName(key), raw, "a name or {id, name, domain, country}");
  }
  return fields.ForEachMember(
      KeyName(key), raw, [&](std::string_view name, std::string_view value) {
        if (name == "id") return fields.Identifier("source.id", value, &source.id);
        if (name == "name") return fields.Text("source.name", value, &source.name);
        if (name == "domain") return fields.Identifier("source.domain", value, &source.domain);
        return name != "country" || fields.Identifier("source.country", value, &source.country);
      });
}

}  // namespace newsmill
