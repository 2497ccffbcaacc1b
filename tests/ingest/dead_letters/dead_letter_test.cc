#include "ingest/dead_letters/dead_letter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "processors/base/reason_codes.h"
#include "sinks/dead_letter_encoder.h"
#include "sinks/sha256.h"
#include "tests/support/temporary_folder.h"

namespace newsmill {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

TEST(DeadLetterTest, ALineGivesTheMessageBackAsItWas) {
  DocumentBatch batch;
  Document& document = batch.Add();
  const std::string bytes("\x00\xff not \"json\"\n", 14);
  document.message = {.position = {"news", Partition{3}, Offset{17}},
                      .key = "k\xc3",
                      .value = bytes,
                      .headers = {{"trace", "a\"b"}, {"odd", "\xfe\xff"}},
                      .timestamp_ms = 1'767'322'984'000};
  document.Fail("decoder", kReasonInvalidJson, "at byte 0: \"\t\"");
  std::string line;
  AppendDeadLetter(document, 1'767'322'985'678, &line);

  const auto letter = ParseDeadLetterLine(line);
  ASSERT_TRUE(letter.has_value());
  EXPECT_EQ(letter->position(), "news/3/17");
  EXPECT_EQ(letter->key_in_store, "news/3/17@2026-01-02T03:03:05.678Z");
  EXPECT_EQ(letter->timestamp, "2026-01-02T03:03:04Z");
  EXPECT_EQ(letter->key, "k\xc3");
  EXPECT_EQ(letter->value, bytes);
  EXPECT_THAT(letter->headers, ElementsAre(Pair("trace", "a\"b"), Pair("odd", "\xfe\xff")));
  EXPECT_EQ(letter->stage, "decoder");
  EXPECT_EQ(letter->kind, "decode");
  EXPECT_EQ(letter->code, "invalid_json");
  EXPECT_EQ(letter->reason, "at byte 0: \"\t\"");
  EXPECT_EQ(letter->attempts, 1);
}

TEST(DeadLetterTest, ANullValueStaysNull) {
  DocumentBatch batch;
  Document& document = batch.Add();
  document.message.position = {"news", Partition{0}, Offset{1}};
  document.Fail("decoder", kReasonMissingId, "no key");
  std::string line;
  AppendDeadLetter(document, 0, &line);
  const auto letter = ParseDeadLetterLine(line);
  ASSERT_TRUE(letter.has_value());
  EXPECT_FALSE(letter->key.has_value());
  EXPECT_FALSE(letter->value.has_value());
}

TEST(DeadLetterTest, OtherLinesAreNone) {
  for (const char* line : {"", "{}", "[]", "not json", R"({"code":"x")", R"({"code":1})",
                           R"({"code":"x","value_base64":"*"})", R"({"code":"x","partition":"y"})",
                           R"({"code":"x","headers":[1]})", R"({"code":"x"} trailing)"}) {
    EXPECT_FALSE(ParseDeadLetterLine(line).has_value()) << line;
  }
}

TEST(DeadLetterTest, HeadersOfTheDeathAreTakenFromThoseOfTheMessage) {
  DeadLetter letter;
  letter.headers = {{"trace", "t"},
                    {"newsmill.dlq.code", "invalid_json"},  // of an earlier death
                    {"nothing", std::nullopt},
                    {"newsmill.dlq.topic", "news"},
                    {"newsmill.dlq.partition", "2"},
                    {"newsmill.dlq.offset", "9"},
                    {"newsmill.dlq.code", "too_large"},
                    {"newsmill.dlq.attempts", "2"},
                    {"newsmill.dlq.value_size", "12"},
                    {"__connect.errors.topic", "news"}};
  EXPECT_TRUE(TakeDeadLetterHeaders(&letter));
  EXPECT_EQ(letter.position(), "news/2/9");
  EXPECT_EQ(letter.code, "too_large");
  EXPECT_EQ(letter.attempts, 2);
  EXPECT_EQ(letter.file_size, 12);
  EXPECT_THAT(letter.headers, ElementsAre(Pair("trace", "t"), Pair("nothing", std::nullopt)));
  DeadLetter other;
  other.headers = {{"trace", "t"}};
  EXPECT_FALSE(TakeDeadLetterHeaders(&other));
}

TEST(DeadLetterTest, AValueKeptByReferenceIsReadAndChecked) {
  const TemporaryFolder folder;
  DeadLetter letter;
  letter.file = "gone/value.bin";
  letter.file_sha256 = Sha256Hex("the bytes");
  EXPECT_TRUE(absl::IsNotFound(LoadMessage("", &letter)));
  folder.Write("value.bin", "other bytes");
  EXPECT_TRUE(absl::IsDataLoss(LoadMessage(folder.Path(""), &letter)));
  folder.Write("value.bin", "the bytes");
  EXPECT_TRUE(LoadMessage(folder.Path(""), &letter).ok());
  EXPECT_EQ(letter.value, "the bytes");
  DeadLetter tombstone;
  EXPECT_TRUE(LoadMessage("", &tombstone).ok());
  EXPECT_FALSE(tombstone.value.has_value());
}

TEST(DeadLetterTest, AMessageKeptByReferenceIsRestoredByteForByte) {
  const TemporaryFolder folder;
  Message message;
  message.position = {"news", Partition{2}, Offset{9}};
  message.key = "k\xFF";
  message.value = std::string_view("\0\xC3(", 3);
  message.headers = {
      {"trace", "t"}, {"n\xFF", "v\xFE"}, {"null", {}}, {"empty", ""}, {"trace", "2"}};
  std::string json;
  AppendMessage(message, &json);
  folder.Write("m.json", json);
  DeadLetter letter;
  letter.file = folder.Path("m.json");
  letter.file_sha256 = Sha256Hex(json);
  letter.all_in_file = true;
  ASSERT_TRUE(LoadMessage("", &letter).ok());
  EXPECT_EQ(letter.key, message.key);
  EXPECT_EQ(letter.value, message.value);
  EXPECT_THAT(letter.headers,
              ElementsAre(Pair("trace", "t"), Pair("n\xFF", "v\xFE"), Pair("null", std::nullopt),
                          Pair("empty", ""), Pair("trace", "2")));
  folder.Write("m.json", "[]");
  letter.value.reset();
  letter.file_sha256 = Sha256Hex("[]");
  EXPECT_TRUE(absl::IsDataLoss(LoadMessage("", &letter)));
}

TEST(DeadLetterTest, TheArticleIsNamedByTheMessageElseByItsKey) {
  DeadLetter letter;
  letter.key = "the-key";
  letter.code = kReasonEmptyBody;
  letter.value = R"({"id":"the-id","title":"t","body":""})";
  EXPECT_EQ(ArticleId(letter), "the-id");
  letter.code = kReasonStageCrash;  // is not touched
  EXPECT_EQ(ArticleId(letter), "the-key");
  letter.code = kReasonInvalidJson;
  letter.value = "{broken";
  EXPECT_EQ(ArticleId(letter), "the-key");
}

}  // namespace
}  // namespace newsmill
