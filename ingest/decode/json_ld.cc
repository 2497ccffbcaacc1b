#include "ingest/decode/json_ld.h"

#include <algorithm>
#include <string>

#include "ingest/decode/json_ld_nodes.h"
#include "ingest/decode/topics.h"
#include "ingest/decode/urls.h"

namespace newsmill {
namespace {

// References looked up in one message: each costs a walk through the graph.
constexpr int kMaxReferences = 16;

constexpr std::string_view kEntity = "a name, an object, or an array of them";

// Takes values out of what JSON-LD may wrap them in.
void UnwrapScalars(FieldReader& fields) {
  const auto unwrap = [&](Key key, std::initializer_list<std::string_view> members) {
    fields.Replace(key, Unwrap(fields.Raw(key), members));
  };
  for (const Key key : {Key::kAtId, Key::kHeadline, Key::kName, Key::kArticleBody, Key::kVersion,
                        Key::kDatePublished, Key::kDateModified}) {
    unwrap(key, {"@value"});
  }
  unwrap(Key::kIdentifier, {"value", "@value", "@id"});
  unwrap(Key::kUrl, {"@id", "url", "@value"});
  unwrap(Key::kMainEntityOfPage, {"@id", "url", "@value"});
  unwrap(Key::kInLanguage, {"alternateName", "@value", "name"});
  unwrap(Key::kCreativeWorkStatus, {"termCode", "name", "@value"});
}

// What names a node inside its page only is no id of an article.
bool IsLocalName(std::string_view id) { return id.starts_with("_:") || id.starts_with('#'); }

bool ReadIds(FieldReader& fields) {
  Document& document = fields.document();
  if (!fields.ReadIdentifier(Key::kAtId, &document.id)) return false;
  if (IsLocalName(document.id)) document.id = {};
  if (document.id.empty() && !fields.ReadIdentifier(Key::kIdentifier, &document.id)) return false;
  if (!fields.ReadIdentifier(Key::kUrl, &document.url)) return false;
  // `true` says that the page is about the article, and not where it is.
  const bool page = fields.Raw(Key::kMainEntityOfPage).starts_with('"');
  if (!document.url.empty() || !page) return true;
  return fields.ReadIdentifier(Key::kMainEntityOfPage, &document.url);
}

bool ReadTitles(FieldReader& fields) {
  if (!fields.ReadTitle(Key::kHeadline)) return false;
  return !fields.document().title.empty() || fields.ReadTitle(Key::kName);
}

// Authors and publisher, with the nodes that they refer to.
class Entities {
 public:
  explicit Entities(FieldReader& fields) : fields_(fields) {}

  bool ReadAuthors() {
    return fields_.ForEachItem(Key::kAuthor, true, kEntity, [this](std::string_view raw) {
      std::string_view name;
      if (!Name("author", raw, &name)) return false;
      if (!name.empty()) fields_.document().authors.push_back(name);
      return true;
    });
  }

  bool ReadPublisher() {
    ArticleSource& source = fields_.document().source;
    return fields_.ForEachItem(Key::kPublisher, true, kEntity, [&](std::string_view raw) {
      if (!source.name.empty()) return true;
      std::string_view url;
      const std::string_view node = Resolve(raw);
      const std::string_view raw_url = Unwrap(MemberOf(node, "url"), {"@id", "@value"});
      if (raw_url.starts_with('"') && !fields_.Identifier("publisher.url", raw_url, &url)) {
        return false;
      }
      if (!Name("publisher", node, &source.name)) return false;
      source.domain = DomainOf(url, fields_.arena());
      return true;
    });
  }

 private:
  // The node itself, or the one that an object with nothing but an `@id` stands for.
  std::string_view Resolve(std::string_view node) {
    const std::string_view id = MemberOf(node, "@id");
    const std::string_view graph = fields_.Raw(Key::kAtGraph);
    if (id.empty() || !MemberOf(node, "name").empty() || !graph.starts_with('[')) return node;
    if (++references_ > kMaxReferences) return node;
    const std::string_view found = FindNode(graph, id);
    return found.empty() ? node : found;
  }

  bool Name(const std::string& field, std::string_view raw, std::string_view* name) {
    if (!raw.starts_with('{')) return fields_.Text(field, raw, name);
    const std::string_view node = Resolve(raw);
    const std::string_view value = Unwrap(node, {"name", "@value", "legalName", "alternateName"});
    if (!value.starts_with('{')) return fields_.Text(field + ".name", value, name);
    return FullName(field, node, name);
  }

  bool FullName(const std::string& field, std::string_view node, std::string_view* name) {
    std::string full;
    for (const char* part : {"givenName", "familyName"}) {
      const std::string_view raw = Unwrap(MemberOf(node, part), {"@value"});
      std::string_view text;
      if (!raw.empty() && !fields_.Text(field + "." + part, raw, &text)) return false;
      full.append(full.empty() || text.empty() ? "" : " ").append(text);
    }
    *name = fields_.arena().Copy(full);
    return true;
  }

  FieldReader& fields_;
  int references_ = 0;
};

bool ReadKeywords(FieldReader& fields) {
  const std::string_view raw = fields.Raw(Key::kKeywords);
  if (!raw.starts_with('"')) {
    return ReadTopics(fields, Key::kKeywords, {"inDefinedTermSet", "termCode", "name", ""}, true);
  }
  std::string_view line;
  if (!fields.ReadLine(Key::kKeywords, &line)) return false;
  for (size_t count = 0; !line.empty(); ++count) {
    if (count == FieldReader::kMaxListItems) {
      fields.WarnOfTruncation("keywords");
      break;
    }
    const size_t end = std::min(line.find(','), line.size());
    std::string_view word = line.substr(0, end);
    word.remove_prefix(std::min(word.find_first_not_of(" \n\t"), word.size()));
    AddTopicText(fields, word.substr(0, word.find_last_not_of(" \n\t") + 1));
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return true;
}

bool ReadStatus(FieldReader& fields) {
  const std::string_view raw = fields.Raw(Key::kCreativeWorkStatus);
  return raw == "\"Published\"" || raw == "\"published\"" ||
         fields.ReadStatus(Key::kCreativeWorkStatus);
}

}  // namespace

bool MatchesJsonLd(const TopLevel& fields) {
  if (!IsNewsArticleType(fields.Get(Key::kAtType))) return false;
  return !fields.Has(Key::kAtContext) ||
         fields.Get(Key::kAtContext).find("schema.org") != std::string_view::npos;
}

bool MapJsonLd(FieldReader& fields) {
  UnwrapScalars(fields);
  Document& document = fields.document();
  Entities entities(fields);
  return ReadIds(fields) && fields.ReadVersion(Key::kVersion) && ReadTitles(fields) &&
         fields.ReadBody(Key::kArticleBody, Markup::kFound) &&
         fields.ReadDate(Key::kDatePublished, &document.published_ms) &&
         fields.ReadDate(Key::kDateModified, &document.updated_ms) &&
         fields.ReadLanguage(Key::kInLanguage) && entities.ReadAuthors() &&
         entities.ReadPublisher() && ReadStatus(fields) &&
         ReadTopics(fields, Key::kAbout, {"inDefinedTermSet", "termCode", "name", ""}, true) &&
         ReadKeywords(fields) &&
         ReadTopics(fields, Key::kArticleSection, {"", "", "name", ""}, true);
}

}  // namespace newsmill
