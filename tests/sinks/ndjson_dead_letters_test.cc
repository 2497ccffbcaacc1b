#include "sinks/ndjson_dead_letters.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "sinks/dead_letter_encoder.h"
#include "sinks/segment_file.h"
#include "tests/support/sample_documents.h"
#include "tests/support/temporary_folder.h"

namespace newsmill {
namespace {

TEST(DeadLetterEncoderTest, KeepsTheMessageAndSaysWhy) {
  DocumentBatch batch;
  Document& doc = batch.Add();
  SetPosition(doc, "news", 2, 77);
  doc.message.key = "k\xFF";
  doc.message.value = "{bad";
  doc.message.timestamp_ms = 1'767'323'045'000;
  doc.message.headers = {{"traceparent", "00-ab"}, {"raw", "\xFF"}};
  doc.Fail("decoder", "invalid_json", "cut off at byte 4");
  std::string line;
  AppendDeadLetter(doc, 1'767'323'046'500, &line);
  EXPECT_EQ(line,
            R"({"topic":"news","partition":2,"offset":77,"timestamp":"2026-01-02T03:04:05Z",)"
            R"("key_base64":"a/8=","value_base64":"e2JhZA==","headers":[{"name":"traceparent",)"
            R"("value":"00-ab"},{"name":"raw","value_base64":"/w=="}],"stage":"decoder",)"
            R"("class":"decode","code":"invalid_json","reason":"cut off at byte 4","attempts":1,)"
            R"("failed_at":"2026-01-02T03:04:06.500Z"})");
}

TEST(DeadLetterEncoderTest, NullKeyAndValueAreLeftOutAndLongReasonsCut) {
  DocumentBatch batch;
  Document& doc = batch.Add();
  const std::string reason = "x" + std::string(2'000, '\xE9');
  doc.failure = {.stage = {}, .sink = "sqlite", .code = "sink_refused", .reason = reason};
  std::string line;
  AppendDeadLetter(doc, 0, &line);
  EXPECT_THAT(line, testing::Not(testing::HasSubstr("base64")));
  EXPECT_THAT(line, testing::HasSubstr(R"("sink":"sqlite","class":"sink")"));
  EXPECT_EQ(ReasonOf(doc).reason.size(), 1'024U);  // "x" and 341 replacement characters
}

TEST(NdjsonDeadLettersTest, WritesEachOnce) {
  TemporaryFolder directory;
  absl::StatusOr<OptionsReader> reader =
      OptionsReader::Parse("directory: " + directory.Path(""), "test");
  const absl::StatusOr<SinkFactory> factory = NewNdjsonDeadLetters(*reader, {});
  ASSERT_TRUE(factory.ok()) << factory.status();
  DocumentBatch batch;
  Document& doc = AddPlainArticle(batch, "a", 1, "t", "x");
  doc.message.value = R"({"ingest":{"topic":"news","partition":0,"offset":99}})";
  doc.Fail("decoder", "invalid_json", "why");
  const Document* documents[] = {&doc};
  for (const SinkOutcome expected : {SinkOutcome::kDelivered, SinkOutcome::kSuperseded}) {
    auto sink = (*factory)(0);
    ASSERT_TRUE(sink.ok());
    std::vector<Settled> settled;
    ASSERT_TRUE((*sink)->Assign({}).ok());
    ASSERT_TRUE((*sink)->Append(documents).ok());
    ASSERT_TRUE((*sink)->Flush({}, &settled).ok());
    ASSERT_TRUE((*sink)->Close().ok());
    ASSERT_EQ(settled.size(), 1U);
    EXPECT_EQ(settled[0].outcome, expected);
  }
}

TEST(NdjsonDeadLettersTest, AnEarlierOffsetThatFailsOnlyLaterIsWritten) {
  TemporaryFolder directory;
  absl::StatusOr<OptionsReader> reader =
      OptionsReader::Parse("directory: " + directory.Path(""), "test");
  const absl::StatusOr<SinkFactory> factory = NewNdjsonDeadLetters(*reader, {});
  ASSERT_TRUE(factory.ok()) << factory.status();
  for (const int64_t offset : {9, 4}) {
    DocumentBatch batch;
    Document& doc = AddPlainArticle(batch, "a", 1, "t", "x");
    SetPosition(doc, "news", 0, offset);
    doc.Fail("decoder", "too_large", "over the limit");
    const Document* document = &doc;
    auto sink = (*factory)(0);
    ASSERT_TRUE(sink.ok());
    std::vector<Settled> settled;
    ASSERT_TRUE((*sink)->Assign({}).ok());
    ASSERT_TRUE((*sink)->Append({&document, 1}).ok());
    ASSERT_TRUE((*sink)->Flush({}, &settled).ok());
    ASSERT_TRUE((*sink)->Close().ok());
    EXPECT_EQ(settled.at(0).outcome, SinkOutcome::kDelivered) << offset;
  }
}

}  // namespace
}  // namespace newsmill
