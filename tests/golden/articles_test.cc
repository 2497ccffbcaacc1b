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

// Shapes that are built; all others are unknown_shape for now.
bool IsBuilt(std::string_view shape) {
  return shape == "flat" || shape == "tombstone" || shape == "confluent" ||
         shape == "cloudevents-binary" || shape.starts_with("broken:") ||
         (shape.starts_with("odd:") && shape != "odd:id_from_url");
}

TEST(ArticlesTest, StreamEndsAsItsGoldSays) {
  int built = 0;
  for (const StreamMessage& message : GoldenStream()) {
    Decoded doc(message.value, {}, message.key, message.timestamp_ms);
    if (!IsBuilt(message.shape)) {
      EXPECT_EQ(doc.code(), "unknown_shape") << message.n;
      continue;
    }
    ++built;
    const std::string outcome = !doc.code().empty()              ? "dead-letter"
                                : doc->action != Action::kUpsert ? "retract"
                                                                 : "deliver";
    EXPECT_TRUE(message.outcomes.contains(outcome)) << message.n << " " << outcome;
    if (outcome == "dead-letter") {
      EXPECT_TRUE(message.reasons.contains(std::string(doc.code()))) << message.n << doc.code();
    }
    EXPECT_EQ(doc.warning(), message.warning) << message.n;
  }
  EXPECT_EQ(built, 31);
}

}  // namespace
}  // namespace newsmill
