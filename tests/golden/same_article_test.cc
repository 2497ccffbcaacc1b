// One article written in every shape and envelope gives the same record, but for what the shape
// cannot carry.
#include <gtest/gtest.h>
#include <simdjson.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "ingest/pipeline.h"
#include "sinks/record_encoder.h"
#include "tests/support/golden_stream.h"

namespace newsmill {
namespace {

using simdjson::dom::element;

// Title and text of an article, each as JSON text with quotes.
struct Article {
  std::string title, text;
};

struct Written {
  std::string name, value;
  std::vector<std::pair<std::string, std::string>> headers;
  std::set<std::string> cannot_carry;
};

std::vector<Article> Articles() {
  std::vector<Article> articles;
  simdjson::dom::parser parser;
  for (const element article : parser.load_many(GoldenArticles("open.jsonl"))) {
    articles.push_back({simdjson::minify(article["title"]), simdjson::minify(article["text"])});
  }
  return articles;
}

constexpr std::string_view kUrl = R"("https://www.reuters.com/world/x?utm_source=feed")";
constexpr std::string_view kMediaTopics = R"("http://cv.iptc.org/newscodes/mediatopic/")";

std::string Flat(const Article& article) {
  return R"({"id":"a-1","version":3,"title":)" + article.title + R"(,"body":)" + article.text +
         R"(,"url":)" + std::string(kUrl) +
         R"(,"published_at":"2026-01-02T03:04:05Z","updated_at":"2026-01-02T05:04:05Z",
             "embargo_until":"2026-02-01T00:00:00Z","language":"en","status":"usable",
             "source":{"name":"Reuters","domain":"reuters.com","country":"GB"},
             "authors":["Jane Doe"],
             "topics":[{"scheme":"medtop","code":"20000763","name":"economy"},"ports"]})";
}

std::string Ninjs1(const Article& article) {
  return R"({"uri":"a-1","type":"text","version":"3","headline":)" + article.title +
         R"(,"body_text":)" + article.text + R"(,"altids":{"web":)" + std::string(kUrl) +
         R"(},"firstcreated":"2026-01-02T03:04:05Z","versioncreated":"2026-01-02T05:04:05Z",
             "embargoed":"2026-02-01T00:00:00Z","language":"en","pubstatus":"usable",
             "infosource":[{"name":"Reuters"}],"byline":"By Jane Doe",
             "subject":[{"name":"economy","code":"20000763","scheme":)" +
         std::string(kMediaTopics) + R"(},{"name":"ports"}]})";
}

std::string Ninjs23(const Article& article, bool camel) {
  const auto key = [camel](std::string_view snake, std::string_view other) {
    return '"' + std::string(camel ? other : snake) + '"';
  };
  return R"({"uri":"a-1","type":"text","version":"3","headlines":[{"role":"main","value":)" +
         article.title + R"(}],"bodies":[{"role":"main",)" + key("contenttype", "contentType") +
         R"(:"text/plain","value":)" + article.text + "}]," + key("altids", "altIds") +
         R"(:[{"role":"web","value":)" + std::string(kUrl) + "}]," +
         key("firstcreated", "firstCreated") + R"(:"2026-01-02T03:04:05Z",)" +
         key("versioncreated", "versionCreated") + R"(:"2026-01-02T05:04:05Z",)" +
         key("embargoed", "embargoedUntil") + R"(:"2026-02-01T00:00:00Z","language":"en",)" +
         key("pubstatus", "pubStatus") + R"(:"usable",)" + key("infosources", "infoSources") +
         R"(:[{"name":"Reuters"}],"by":"Jane Doe","subjects":[{"name":"economy",
            "uri":"http://cv.iptc.org/newscodes/mediatopic/20000763"},{"name":"ports"}]})";
}

std::string JsonLd(const Article& article) {
  return R"({"@context":"https://schema.org","@type":"NewsArticle","@id":"a-1","version":3,
             "headline":)" +
         article.title + R"(,"articleBody":)" + article.text + R"(,"url":)" + std::string(kUrl) +
         R"(,"datePublished":"2026-01-02T03:04:05Z","dateModified":"2026-01-02T05:04:05Z",
             "inLanguage":"en","author":{"@type":"Person","name":"Jane Doe"},
             "publisher":{"@type":"Organization","name":"Reuters"},
             "about":{"@type":"DefinedTerm","name":"economy","termCode":"20000763",
             "inDefinedTermSet":)" +
         std::string(kMediaTopics) + R"(},"keywords":"ports"})";
}

std::string EventRegistry(const Article& article) {
  return R"({"uri":"a-1","lang":"eng","title":)" + article.title + R"(,"body":)" + article.text +
         R"(,"url":)" + std::string(kUrl) +
         R"(,"dateTimePub":"2026-01-02T03:04:05Z","dateTime":"2026-01-02T05:04:05Z",
             "source":{"uri":"reuters.com","title":"Reuters"},"authors":[{"name":"Jane Doe"}],
             "categories":[{"uri":"medtop:20000763","label":"economy"},{"label":"ports"}]})";
}

std::vector<Written> InEveryWay(const Article& article) {
  using namespace std::string_literals;
  const std::string flat = Flat(article);
  const std::string event = R"({"specversion":"1.0","id":"e","source":"/s","type":"t","data":)";
  return {
      {"ninjs1", Ninjs1(article), {}, {}},
      {"ninjs2", Ninjs23(article, false), {}, {}},
      {"ninjs3", Ninjs23(article, true), {}, {}},
      {"jsonld", JsonLd(article), {}, {"embargo_until"}},
      {"jsonld graph", R"({"@graph":[)" + JsonLd(article) + "]}", {}, {"embargo_until"}},
      {"jsonld array", "[{}," + JsonLd(article) + "]", {}, {"embargo_until"}},
      {"eventregistry", EventRegistry(article), {}, {"embargo_until", "version"}},
      {"structured", event + flat + "}", {{"content-type", "application/cloudevents+json"}}, {}},
      {"binary",
       flat,
       {{"ce_specversion", "1.0"}, {"ce_id", "e"}, {"ce_source", "/s"}, {"ce_type", "t"}},
       {}},
      {"confluent", "\0\0\0\4\x12"s + flat, {}, {}},
      {"byte order mark", "\xEF\xBB\xBF" + flat, {}, {}},
  };
}

class SameArticleTest : public testing::Test {
 protected:
  SameArticleTest() : pipeline_(DefaultSpec()) {}

  std::string RecordOf(const Written& written) {
    batch_.Clear();
    Document& document = batch_.Add();
    document.message.value = batch_.arena().CopyPadded(written.value, 64);
    for (const auto& [name, value] : written.headers) {
      document.message.headers.push_back({name, value});
    }
    EXPECT_TRUE(pipeline_.Run(batch_).ok());
    EXPECT_EQ(document.failure.reason, "");
    std::string record;
    RecordEncoder({}, OffsetUnit::kCodepoint).Append(document, &record);
    return record;
  }

  // Every member of `expected` stands in `record` alike, and no other.
  void ExpectSame(const std::string& record, const std::string& expected, const Written& written) {
    simdjson::dom::parser parsers[2];
    const simdjson::dom::object left = parsers[0].parse(record);
    const simdjson::dom::object right = parsers[1].parse(expected);
    size_t missing = 0;
    for (const auto field : right) {
      if (field.key == "ingest") continue;
      if (written.cannot_carry.contains(std::string(field.key))) {
        missing += left[field.key].error() == simdjson::NO_SUCH_FIELD ? 1 : 0;
        continue;
      }
      element other;
      ASSERT_EQ(left[field.key].get(other), simdjson::SUCCESS) << field.key;
      EXPECT_EQ(simdjson::minify(other), simdjson::minify(field.value)) << field.key;
    }
    EXPECT_EQ(left.size() + missing, right.size());
  }

 private:
  static PipelineSpec DefaultSpec() {
    OptionsReader config = OptionsReader::Empty();
    return *PipelineSpec::Read(config, {});
  }

  Pipeline pipeline_;
  DocumentBatch batch_;
};

TEST_F(SameArticleTest, GivesTheSameRecordInEveryShape) {
  size_t articles = 0;
  for (const Article& article : Articles()) {
    const std::string expected = RecordOf({"flat", Flat(article), {}, {}});
    for (const Written& written : InEveryWay(article)) {
      SCOPED_TRACE(written.name + " " + article.title);
      ExpectSame(RecordOf(written), expected, written);
    }
    ++articles;
  }
  EXPECT_EQ(articles, 24U);
}

}  // namespace
}  // namespace newsmill
