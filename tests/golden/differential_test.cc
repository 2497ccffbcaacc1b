// The mappers against a plain implementation on simdjson's DOM, on generated messages of every
// shape: other key orders, spacing, escapes, unknown keys, nulls, wrong types.
#include <gtest/gtest.h>
#include <simdjson.h>

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include "ingest/decode/dates.h"
#include "tests/support/decoded.h"
#include "tests/support/message_generator.h"

namespace newsmill {
namespace {

using simdjson::dom::element;
using simdjson::dom::object;

// What is compared. `wrong_type` stands alone.
struct Mapped {
  bool wrong_type = false;
  std::string id, title, text, url, published, updated, embargo, source, domain;
  std::string authors, topics;  // each ended by "|"

  auto Tied() const {
    return std::tie(id, title, text, url, published, updated, embargo, source, domain, authors,
                    topics);
  }
};

std::string Join(std::initializer_list<std::string_view> parts) {
  std::string text;
  for (const std::string_view part : parts) text.append(part).append("|");
  return text;
}

// The plain implementation: a lookup for each field.
class DomMapper {
 public:
  explicit DomMapper(object message) : message_(message) {}

  Mapped Map(std::string_view shape) {
    if (shape == "flat") MapFlat();
    if (shape == "ninjs1") MapNinjs1();
    if (shape == "ninjs2") {
      MapNinjs2({"firstcreated", "versioncreated", "embargoed", "infosources", "altids"});
    }
    if (shape == "ninjs3") {
      MapNinjs2({"firstCreated", "versionCreated", "embargoedUntil", "infoSources", "altIds"});
    }
    if (shape == "jsonld") MapJsonLd();
    if (shape == "eventregistry") MapEventRegistry();
    return out_;
  }

 private:
  std::string String(element value) {
    std::string_view text;
    if (value.is_null()) return "";
    if (value.get(text) != simdjson::SUCCESS) out_.wrong_type = true;
    return std::string(text);
  }
  std::string String(object from, std::string_view key) {
    element value;
    return from[key].get(value) == simdjson::SUCCESS ? String(value) : "";
  }
  std::string String(std::string_view key) { return String(message_, key); }

  std::vector<element> Items(std::string_view key) {
    std::vector<element> items;
    element value;
    if (message_[key].get(value) != simdjson::SUCCESS || value.is_null()) return items;
    if (!value.is_array()) return {value};
    for (const element item : value) {
      if (!item.is_null()) items.push_back(item);
    }
    return items;
  }
  std::string Member(element item, std::string_view key) {
    object members;
    return item.get(members) == simdjson::SUCCESS ? String(members, key) : String(item);
  }
  void Authors(std::string_view key) {
    for (const element item : Items(key)) {
      if (const std::string name = Member(item, "name"); !name.empty()) out_.authors += name + "|";
    }
  }
  void Topics(std::string_view key, std::string_view code, std::string_view name) {
    for (const element item : Items(key)) {
      const std::string topic = item.is_object() ? Join({Member(item, code), Member(item, name)})
                                                 : Join({"", String(item)});
      const bool known = std::find(topics_.begin(), topics_.end(), topic) != topics_.end();
      if (topic == "||" || known) continue;
      topics_.push_back(topic);
      out_.topics += topic;
    }
  }
  void Byline(std::string_view key) {
    std::string line = String(key);
    if (line.starts_with("By ")) line.erase(0, 3);
    if (!line.empty() && out_.authors.empty()) out_.authors = line + "|";
  }

  void MapFlat() {
    out_.id = String("id"), out_.title = String("title"), out_.text = String("body");
    out_.url = String("url"), out_.published = String("published_at");
    out_.updated = String("updated_at"), out_.embargo = String("embargo_until");
    if (const auto source = Items("source"); !source.empty()) {
      out_.source = Member(source[0], "name");
      if (source[0].is_object()) out_.domain = Member(source[0], "domain");
    }
    Authors("authors");
    Topics("topics", "code", "name");
  }
  void MapNinjs1() {
    out_.id = String("uri"), out_.title = String("headline"), out_.text = String("body_text");
    out_.published = String("firstcreated"), out_.updated = String("versioncreated");
    if (out_.published.empty()) out_.published = out_.updated;
    out_.embargo = String("embargoed");
    for (const element item : Items("infosource")) {
      if (out_.source.empty()) out_.source = Member(item, "name");
    }
    if (const std::string name = String("source"); out_.source.empty()) out_.source = name;
    if (const auto ids = Items("altids"); !ids.empty()) out_.url = Member(ids[0], "web");
    Byline("byline");
    Byline("by");
    Topics("subject", "code", "name");
  }
  struct Spelling {
    std::string_view first, version, embargoed, infosources, altids;
  };
  void MapNinjs2(const Spelling& keys) {
    out_.id = String("uri");
    for (const element item : Items("headlines")) {
      if (out_.title.empty()) out_.title = Member(item, "value");
    }
    if (const std::string title = out_.title.empty() ? String("title") : ""; !title.empty()) {
      out_.title = title;
    }
    for (const element item : Items("bodies")) {
      if (out_.text.empty()) out_.text = Member(item, "value");
    }
    out_.published = String(keys.first), out_.updated = String(keys.version);
    if (out_.published.empty()) out_.published = out_.updated;
    out_.embargo = String(keys.embargoed);
    for (const element item : Items(keys.infosources)) {
      if (out_.source.empty()) out_.source = Member(item, "name");
    }
    if (const auto ids = Items(keys.altids); !ids.empty()) out_.url = Member(ids[0], "value");
    Byline("by");
    Topics("subjects", "literal", "name");
  }
  void MapJsonLd() {
    out_.id = String("@id"), out_.title = String("headline"), out_.text = String("articleBody");
    if (const std::string name = out_.title.empty() ? String("name") : ""; !name.empty()) {
      out_.title = name;
    }
    out_.url = String("url"), out_.published = String("datePublished");
    out_.updated = String("dateModified");
    for (const element item : Items("publisher")) {
      if (out_.source.empty()) out_.source = Member(item, "name");
    }
    Authors("author");
    Topics("about", "termCode", "name");
    Topics("keywords", "termCode", "name");
    Topics("articleSection", "", "name");
  }
  void MapEventRegistry() {
    out_.id = String("uri"), out_.title = String("title"), out_.text = String("body");
    out_.url = String("url"), out_.published = String("dateTimePub");
    out_.updated = String("dateTime");
    if (out_.published.empty()) out_.published = out_.updated;
    if (const auto source = Items("source"); !source.empty()) {
      out_.source = Member(source[0], "title");
      if (source[0].is_object()) out_.domain = Member(source[0], "uri");
    }
    Authors("authors");
    Topics("categories", "uri", "label");
  }

  object message_;
  std::vector<std::string> topics_;
  Mapped out_;
};

std::string Date(const std::optional<int64_t>& ms) {
  return ms.has_value() ? std::to_string(*ms) : "";
}

Mapped FromDecoder(const Document& document) {
  Mapped out;
  out.id = document.id, out.title = document.title, out.text = document.text;
  out.url = document.url, out.source = document.source.name, out.domain = document.source.domain;
  out.published = Date(document.published_ms), out.updated = Date(document.updated_ms);
  out.embargo = Date(document.embargo_ms);
  for (const std::string_view author : document.authors) out.authors += Join({author});
  for (const Topic& topic : document.topics) out.topics += Join({topic.code, topic.name});
  return out;
}

class DifferentialTest : public testing::TestWithParam<std::string> {};

TEST_P(DifferentialTest, MapsAsThePlainImplementation) {
  MessageGenerator generator(GetParam(), 20260102);
  simdjson::dom::parser parser;
  int delivered = 0;
  for (int i = 0; i < 3000; ++i) {
    const std::string message = generator.Next();
    SCOPED_TRACE(message);
    Mapped expected = DomMapper(parser.parse(message)).Map(GetParam());
    const Decoded doc(message);
    if (expected.wrong_type) {
      EXPECT_EQ(doc.code(), "invalid_field") << doc.reason();
      continue;
    }
    if (expected.id.empty() && expected.url.empty()) {
      EXPECT_EQ(doc.code(), "missing_id") << doc.reason();
      continue;
    }
    if (expected.id.empty()) expected.id = expected.url;
    ASSERT_EQ(doc.code(), expected.text.empty() ? "empty_body" : "") << doc.reason();
    for (std::string* date : {&expected.published, &expected.updated, &expected.embargo}) {
      *date = Date(ParseDate(*date));
    }
    EXPECT_EQ(FromDecoder(*doc).Tied(), expected.Tied());
    if (HasFailure()) break;
    ++delivered;
  }
  EXPECT_GT(delivered, 1500);
}

INSTANTIATE_TEST_SUITE_P(Shapes, DifferentialTest,
                         testing::Values("flat", "ninjs1", "ninjs2", "ninjs3", "jsonld",
                                         "eventregistry"),
                         [](const auto& param) { return param.param; });

}  // namespace
}  // namespace newsmill
