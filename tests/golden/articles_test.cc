// The articles and the stream of tests/golden/articles against what their annotators expect.
#include <gtest/gtest.h>
#include <simdjson.h>

#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "ingest/decode/plain_text.h"
#include "tests/support/decoded.h"
#include "tests/support/golden_stream.h"

namespace newsmill {
namespace {

using simdjson::dom::element;

TEST(ArticlesTest, NormalisedTextIsWhatShallBeEmitted) {
  simdjson::dom::parser parser;
  int changed = 0;
  for (const element article : parser.load_many(GoldenArticles("open.jsonl"))) {
    const std::string_view text = article["text"];
    std::string_view expected = text;
    if (article["text_emitted"].get(expected) == simdjson::SUCCESS) ++changed;
    Arena arena;
    std::string_view normal;
    ASSERT_EQ(NormalisePlainText(text, arena, &normal), TextResult::kOk);
    EXPECT_EQ(normal, expected) << std::string_view(article["id"]);
  }
  EXPECT_EQ(changed, 6);
}

TEST(ArticlesTest, HtmlBodiesGiveTheArticlesText) {
  simdjson::dom::parser parser;
  int bodies = 0;
  for (const element article : parser.load_many(GoldenArticles("open.jsonl"))) {
    element html;
    if (article["body_html"].get(html) != simdjson::SUCCESS) continue;
    ++bodies;
    Decoded doc(R"({"id":"a","content_type":"text/html","body":)" + simdjson::minify(html) + "}");
    EXPECT_EQ(doc->text, std::string_view(article["text"])) << std::string_view(article["id"]);
  }
  EXPECT_EQ(bodies, 3);
}

TEST(ArticlesTest, StreamEndsAsItsGoldSays) {
  const std::vector<StreamMessage> stream = GoldenStream();
  EXPECT_EQ(stream.size(), 82U);
  for (const StreamMessage& message : stream) {
    SCOPED_TRACE(std::to_string(message.n) + " " + message.shape);
    Decoded doc(message.value, {}, message.key, message.timestamp_ms, message.headers);
    const std::string outcome = !doc.code().empty()              ? "dead-letter"
                                : doc->action != Action::kUpsert ? "retract"
                                                                 : "deliver";
    EXPECT_TRUE(message.outcomes.contains(outcome)) << outcome << " " << doc.reason();
    if (outcome == "dead-letter") {
      EXPECT_TRUE(message.reasons.contains(std::string(doc.code()))) << doc.code();
    }
    EXPECT_EQ(doc.warning(), message.warning);
  }
}

}  // namespace
}  // namespace newsmill
