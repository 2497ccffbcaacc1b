#include "ingest/training/name_corpus.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/temporary_folder.h"

namespace newsmill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string ErrorOf(const std::string& lines) {
  TemporaryFolder folder;
  const auto texts = ReadAnnotatedTexts(folder.Write("c.jsonl", lines));
  EXPECT_FALSE(texts.ok());
  return std::string(texts.status().message());
}

TEST(NameCorpusTest, ReadsTextsWithOffsetsInBytes) {
  TemporaryFolder folder;
  const auto texts = ReadAnnotatedTexts(folder.Write(
      "c.jsonl",
      "{\"id\": \"a\", \"text\": \"É Łódź x\", \"entities\": [{\"start\": 2, \"end\": 6, \"type\": "
      "\"LOC\"}]}\n\n{\"id\": \"b\", \"text\": \"\", \"entities\": []}\n"));
  ASSERT_TRUE(texts.ok()) << texts.status();
  ASSERT_EQ(texts->size(), 2U);
  const AnnotatedText& text = (*texts)[0];
  ASSERT_EQ(text.names.size(), 1U);
  EXPECT_EQ(text.text.substr(text.names[0].begin, text.names[0].end - text.names[0].begin), "Łódź");
  EXPECT_EQ(text.names[0].type, EntityType::kLocation);
}

TEST(NameCorpusTest, FaultsAreNamedWithFileAndLine) {
  EXPECT_THAT(ErrorOf("{\"text\": \"a\", \"entities\": []}\nnonsense\n"),
              HasSubstr("c.jsonl:2: no JSON"));
  EXPECT_THAT(ErrorOf("{\"entities\": []}\n"), HasSubstr("no string `text`"));
  EXPECT_THAT(
      ErrorOf(
          "{\"text\": \"ab\", \"entities\": [{\"start\": 0, \"end\": 3, \"type\": \"PER\"}]}\n"),
      HasSubstr("no range of the text"));
  EXPECT_THAT(
      ErrorOf(
          "{\"text\": \"ab\", \"entities\": [{\"start\": 0, \"end\": 1, \"type\": \"GPE\"}]}\n"),
      HasSubstr("none of PER"));
  EXPECT_THAT(
      ErrorOf("{\"text\": \"abc\", \"entities\": [{\"start\": 0, \"end\": 2, \"type\": \"PER\"}, "
              "{\"start\": 1, \"end\": 3, \"type\": \"PER\"}]}\n"),
      HasSubstr("overlaps"));
  EXPECT_THAT(std::string(ReadAnnotatedTexts("/nowhere.jsonl").status().message()),
              HasSubstr("/nowhere.jsonl"));
}

TEST(NameCorpusTest, ParsesWhatIsSaidOfACorpus) {
  const auto plain = NameCorpus::Parse("a/b.jsonl");
  ASSERT_TRUE(plain.ok());
  EXPECT_EQ(plain->complete.size(), 4U);
  const auto corpus = NameCorpus::Parse("a.jsonl.gz,complete=PER+LOC,weight=0.5");
  ASSERT_TRUE(corpus.ok()) << corpus.status();
  EXPECT_EQ(corpus->path, "a.jsonl.gz");
  EXPECT_THAT(corpus->complete, ElementsAre(EntityType::kPerson, EntityType::kLocation));
  EXPECT_EQ(corpus->weight, 0.5F);
  for (const char* bad :
       {"a,weight=0", "a,weight=x", "a,complete=GPE", "a,complete=", "a,size=3"}) {
    EXPECT_FALSE(NameCorpus::Parse(bad).ok()) << bad;
  }
}

}  // namespace
}  // namespace newsmill
