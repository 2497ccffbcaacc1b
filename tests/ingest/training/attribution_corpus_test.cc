#include "ingest/training/attribution_corpus.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temporary_folder.h"

namespace newsmill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(AttributionCorpusTest, ReadsWhatIsMarked) {
  TemporaryFolder folder;
  const std::string path = folder.Write(
      "dev.jsonl",
      R"({"id":"a","title":"T","language":"en","text":"Ça va, said Zoë. “No”","body_html":"<p>Ça",)"
      R"("attributions":[{"source":{"start":12,"end":15},"cue":null,"content":[{"start":0,"end":5}],)"
      R"("kind":"indirect","speech":false,"speaker":"Zoë Roy","stance":"neutral"}],)"
      R"("ignore":[{"start":0,"end":2}],)"
      R"("not_claims":[{"start":17,"end":21,"reason":"scare_quote"}]})"
      "\n\n");
  const auto texts = ReadAttributedTexts(path);
  ASSERT_TRUE(texts.ok()) << texts.status();
  ASSERT_EQ(texts->size(), 1U);
  const AttributedText& text = (*texts)[0];
  EXPECT_EQ(text.html, "<p>Ça");
  ASSERT_EQ(text.attributions.size(), 1U);
  const MarkedAttribution& said = text.attributions[0];
  EXPECT_EQ(text.text.substr(said.source.begin, said.source.end - said.source.begin), "Zoë");
  EXPECT_TRUE(said.cue.empty());
  EXPECT_THAT(said.content, ElementsAre(ByteRange{0, 6}));
  EXPECT_FALSE(said.speech);
  EXPECT_EQ(said.speaker, "Zoë Roy");
  EXPECT_THAT(text.ignore, ElementsAre(ByteRange{0, 3}));
  ASSERT_EQ(text.decoys.size(), 1U);
  EXPECT_EQ(text.decoys[0].reason, "scare_quote");
}

TEST(AttributionCorpusTest, NamesLineAndFault) {
  TemporaryFolder folder;
  const std::string path = folder.Write("dev.jsonl",
                                        "\n"
                                        R"({"text":"a","attributions":[{"content":[]}]})"
                                        "\n");
  const auto texts = ReadAttributedTexts(path);
  EXPECT_THAT(std::string(texts.status().message()), HasSubstr(":2: an attribution's `content`"));
  const auto outside = ReadAttributedTexts(folder.Write(
      "outside.jsonl", R"({"text":"a","attributions":[],"ignore":[{"start":0,"end":2}]})"));
  EXPECT_THAT(std::string(outside.status().message()), HasSubstr("`ignore`"));
}

}  // namespace
}  // namespace newsmill
