#include "ingest/decode/ninjs2.h"

#include <algorithm>
#include <string>

#include "ingest/decode/ninjs_fields.h"
#include "ingest/decode/people.h"
#include "ingest/decode/topics.h"

namespace newsmill {
namespace {

// What the two versions spell differently.
struct Spelling {
  Key first_created, version_created, embargoed, pub_status, info_sources, alt_ids;
};

constexpr Spelling kSnake = {Key::kFirstCreated, Key::kVersionCreated, Key::kEmbargoed,
                             Key::kPubStatus,    Key::kInfoSources,    Key::kAltIds};
constexpr Spelling kCamel = {Key::kFirstCreatedCamel, Key::kVersionCreatedCamel,
                             Key::kEmbargoedUntil,    Key::kPubStatusCamel,
                             Key::kInfoSourcesCamel,  Key::kAltIdsCamel};

bool HasAny(const TopLevel& fields, std::initializer_list<Key> keys) {
  return std::any_of(keys.begin(), keys.end(), [&](Key key) { return fields.Has(key); });
}

bool Uses(const TopLevel& fields, const Spelling& spelling) {
  return HasAny(fields, {spelling.first_created, spelling.version_created, spelling.embargoed,
                         spelling.pub_status, spelling.info_sources, spelling.alt_ids});
}

bool HasRenditions(const TopLevel& fields) {
  return HasAny(fields, {Key::kHeadlines, Key::kBodies, Key::kDescriptions});
}

// One item of `headlines`, `bodies` or `descriptions`.
struct Rendition {
  std::string_view role, content_type, raw;

  bool html() const { return content_type.find("html") != std::string_view::npos; }
  Markup markup() const { return html() ? Markup::kHtml : Markup::kNone; }
  // The lower, the more it is the article itself; of equals plain text comes first.
  int rank() const {
    int rank = 4;
    if (role == "main") {
      rank = 0;
    } else if (role.empty()) {
      rank = 2;
    } else if (role == "summary" || role == "abstract" || role == "lead" || role == "caption") {
      rank = 6;
    }
    return rank + (html() ? 1 : 0);
  }
};

bool ReadRendition(FieldReader& fields, Key key, std::string_view raw, Rendition* rendition) {
  const std::string field(KeyName(key));
  if (raw.starts_with('"')) {
    rendition->raw = raw;
    return true;
  }
  if (!raw.starts_with('{')) return fields.WrongType(field, raw, "an array of {role, value}");
  return fields.ForEachMember(field, raw, [&](std::string_view name, std::string_view value) {
    if (name == "role") return fields.Token(field + ".role", value, &rendition->role);
    if (name == "contenttype" || name == "contentType") {
      return fields.Token(field + "." + std::string(name), value, &rendition->content_type);
    }
    if (name == "value" && value != "null") rendition->raw = value;
    return true;
  });
}

// *best = the rendition with the lowest rank; its `raw` is "" where there is none.
bool FindBest(FieldReader& fields, Key key, Rendition* best) {
  return fields.ForEachItem(key, false, "an array of {role, value}", [&](std::string_view raw) {
    Rendition rendition;
    if (!ReadRendition(fields, key, raw, &rendition)) return false;
    const bool empty = rendition.raw.empty() || rendition.raw == "\"\"";
    if (!empty && (best->raw.empty() || rendition.rank() < best->rank())) *best = rendition;
    return true;
  });
}

bool ReadHeadlines(FieldReader& fields) {
  Rendition best;
  if (!FindBest(fields, Key::kHeadlines, &best)) return false;
  if (best.raw.empty()) return fields.ReadTitle(Key::kTitle);
  return fields.SetTitle("headlines.value", best.raw);
}

bool ReadBodies(FieldReader& fields) {
  Rendition best;
  bool captioned = false;
  if (!FindBest(fields, Key::kBodies, &best) || !ReadIsCaptioned(fields, &captioned)) return false;
  if (!best.raw.empty()) return fields.SetBody("bodies.value", best.raw, best.markup());
  if (!captioned) return true;
  if (!FindBest(fields, Key::kDescriptions, &best)) return false;
  return best.raw.empty() || fields.SetBody("descriptions.value", best.raw, best.markup());
}

bool Map(FieldReader& fields, const Spelling& keys) {
  Document& document = fields.document();
  const bool ok = fields.ReadIdentifier(Key::kUri, &document.id) && ReadHeadlines(fields) &&
                  ReadBodies(fields) && ReadNinjsUrl(fields, keys.alt_ids, Key::kLink) &&
                  fields.ReadVersion(Key::kVersion) &&
                  fields.ReadDate(keys.first_created, &document.published_ms) &&
                  fields.ReadDate(keys.version_created, &document.updated_ms) &&
                  fields.ReadDate(keys.embargoed, &document.embargo_ms) &&
                  fields.ReadStatus(keys.pub_status) && fields.ReadLanguage(Key::kLanguage) &&
                  ReadByline(fields, Key::kBy) &&
                  ReadNinjsSource(fields, keys.info_sources, Key::kSource) &&
                  ReadTopics(fields, Key::kSubjects, {"scheme", "literal", "name", "uri"}, false);
  if (!document.published_ms.has_value()) document.published_ms = document.updated_ms;
  return ok;
}

}  // namespace

bool MatchesNinjs2(const TopLevel& fields) {
  return fields.Has(Key::kUri) && HasRenditions(fields) &&
         (Uses(fields, kSnake) || !Uses(fields, kCamel));
}

bool MatchesNinjs3(const TopLevel& fields) {
  // A withdrawal may carry no text at all.
  return fields.Has(Key::kUri) && Uses(fields, kCamel) &&
         (HasRenditions(fields) || fields.Has(Key::kPubStatusCamel));
}

bool MapNinjs2(FieldReader& fields) { return Map(fields, kSnake); }
bool MapNinjs3(FieldReader& fields) { return Map(fields, kCamel); }

}  // namespace newsmill
