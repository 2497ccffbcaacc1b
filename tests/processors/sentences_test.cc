#include "processors/sentences.h"

#include <gtest/gtest.h>

namespace newsmill {
namespace {

std::unique_ptr<Processor> Stage() {
  OptionsReader options = OptionsReader::Empty();
  absl::StatusOr<ProcessorFactory> factory = NewSentences(options);
  return (*factory)();
}

TEST(SentencesTest, FillsBothFieldsOfLiveDocuments) {
  DocumentBatch batch;
  Document& doc = batch.Add();
  doc.title = "Talks end";
  doc.text = "They met. They left.";
  ASSERT_TRUE(Stage()->Process(batch).ok());
  EXPECT_EQ(batch.docs()[0].title_layout.sentences.size(), 1U);
  EXPECT_EQ(batch.docs()[0].title_layout.tokens.size(), 2U);
  EXPECT_EQ(batch.docs()[0].text_layout.sentences.size(), 2U);
}

TEST(SentencesTest, SkipsDocumentsThatFailed) {
  DocumentBatch batch;
  Document& doc = batch.Add();
  doc.text = "They met.";
  doc.Fail("decode", "invalid_text", "test");
  ASSERT_TRUE(Stage()->Process(batch).ok());
  EXPECT_TRUE(batch.docs()[0].text_layout.tokens.empty());
}

TEST(SentencesTest, RejectsUnknownOptions) {
  absl::StatusOr<OptionsReader> options = OptionsReader::Parse("nonsense: 1\n", "test.yaml");
  ASSERT_TRUE(options.ok());
  EXPECT_FALSE(NewSentences(*options).ok());
}

}  // namespace
}  // namespace newsmill
