#include "sinks/kafka_dead_letters.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <tuple>

#include "sinks/dead_letter_encoder.h"
#include "sinks/sha256.h"
#include "tests/support/mock_kafka.h"
#include "tests/support/sample_documents.h"
#include "tests/support/temporary_folder.h"

namespace newsmill {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::Contains;
using testing::Pair;

absl::StatusOr<SinkFactory> Build(const std::string& yaml, const std::string& brokers) {
  absl::StatusOr<OptionsReader> reader = OptionsReader::Parse(yaml, "f.yaml");
  EXPECT_TRUE(reader.ok()) << reader.status();
  SinkContext context;
  context.provenance = SampleProvenance(4);
  context.kafka_brokers = brokers;
  context.kafka_properties = {{"socket.keepalive.enable", "true"}, {"fetch.min.bytes", "5"}};
  return NewKafkaDeadLetters(*reader, context);
}

std::unique_ptr<Sink> MakeSink(const std::string& yaml, const std::string& brokers) {
  const absl::StatusOr<SinkFactory> factory = Build(yaml, brokers);
  EXPECT_TRUE(factory.ok()) << factory.status();
  auto sink = (*factory)(0);
  EXPECT_TRUE((*sink)->Assign({}).ok());
  return *std::move(sink);
}

Document& AddFailed(DocumentBatch& batch, std::string_view value) {
  Document& doc = batch.Add();
  SetPosition(doc, "news", 2, 77);
  doc.message.key = "k\xFF";
  doc.message.value = value;
  doc.message.timestamp_ms = 1'767'323'045'000;
  doc.message.headers = {{"traceparent", "00-ab"}};
  doc.Fail("decoder", "invalid_json", "cut off");
  return doc;
}

absl::Status Flush(Sink& sink, milliseconds time, std::vector<Settled>* settled) {
  return sink.Flush(std::chrono::steady_clock::now() + time, settled);
}

TEST(KafkaDeadLettersTest, KeepsTheMessageAndSaysWhy) {
  MockKafka kafka;
  kafka.CreateTopic("dead", 1);
  auto sink = MakeSink("topic: dead", kafka.brokers());
  DocumentBatch batch;
  const std::string big(size_t{8} << 20, '{');
  AddFailed(batch, "{bad");
  AddFailed(batch, big);
  const Document* documents[] = {&batch.docs()[0], &batch.docs()[1]};
  ASSERT_TRUE(sink->Append(documents).ok());
  std::vector<Settled> settled;
  const absl::Status status = Flush(*sink, seconds(20), &settled);
  ASSERT_TRUE(status.ok()) << status;
  ASSERT_EQ(settled.size(), 2U);
  EXPECT_EQ(settled[0].outcome, SinkOutcome::kDelivered);
  const std::vector<MockKafka::Record> records = kafka.Read("dead", 0, 2);
  ASSERT_EQ(records.size(), 2U);
  EXPECT_EQ(records[0].key, "k\xFF");
  EXPECT_EQ(records[0].value, "{bad");
  EXPECT_EQ(records[1].value, big);
  for (const auto& [name, value] : std::vector<std::pair<std::string, std::string>>{
           {"traceparent", "00-ab"},
           {"newsmill.dlq.topic", "news"},
           {"newsmill.dlq.partition", "2"},
           {"newsmill.dlq.offset", "77"},
           {"newsmill.dlq.timestamp", "2026-01-02T03:04:05Z"},
           {"newsmill.dlq.stage", "decoder"},
           {"newsmill.dlq.class", "decode"},
           {"newsmill.dlq.code", "invalid_json"},
           {"newsmill.dlq.reason", "cut off"},
           {"newsmill.dlq.attempts", "1"},
           {"newsmill.dlq.pipeline", "4"},
           {"newsmill.dlq.config_hash", "0123456789abcdef"},
           {"__connect.errors.topic", "news"},
           {"__connect.errors.offset", "77"},
           {"__connect.errors.exception.message", "cut off"}}) {
    EXPECT_THAT(records[0].headers, Contains(Pair(name, value)));
  }
  EXPECT_EQ(records[0].headers[0].first, "traceparent");
}

TEST(KafkaDeadLettersTest, ABrokerThatIsDownIsUnavailableAndKeepsAll) {
  MockKafka kafka;
  kafka.CreateTopic("dead", 1);
  kafka.SetUp(false);
  auto sink = MakeSink("topic: dead\nproperties: {reconnect.backoff.max.ms: 200}", kafka.brokers());
  DocumentBatch batch;
  const Document* document = &AddFailed(batch, "{bad");
  ASSERT_TRUE(sink->Append({&document, 1}).ok());
  std::vector<Settled> settled;
  for (int attempt = 0; attempt < 2; ++attempt) {
    EXPECT_EQ(Flush(*sink, milliseconds(200), &settled).code(), absl::StatusCode::kUnavailable);
    EXPECT_TRUE(settled.empty());
  }
  kafka.SetUp(true);
  const absl::Status status = Flush(*sink, seconds(30), &settled);
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_EQ(settled.size(), 1U);
  EXPECT_EQ(kafka.Read("dead", 0, 1).size(), 1U);
}

std::string HeaderOf(const MockKafka::Record& record, std::string_view name) {
  for (const auto& [other, value] : record.headers) {
    if (other == name) return value;
  }
  return "none";
}

std::string Contents(const std::string& path) {
  std::ostringstream contents;
  contents << std::ifstream(path, std::ios::binary).rdbuf();
  return contents.str();
}

TEST(KafkaDeadLettersTest, WhatTheTopicRefusesForItsSizeGoesByReference) {
  MockKafka kafka;
  kafka.CreateTopic("dead", 1);
  kafka.RefuseAsTooLarge(2);  // with others, then alone
  TemporaryFolder directory;
  auto sink = MakeSink("topic: dead\noverflow: " + (directory.Path("over")), kafka.brokers());
  DocumentBatch batch;
  const std::string value(100'000, '{');
  const Document* document = &AddFailed(batch, value);
  ASSERT_TRUE(sink->Append({&document, 1}).ok());
  std::vector<Settled> settled;
  const absl::Status status = Flush(*sink, seconds(20), &settled);
  ASSERT_TRUE(status.ok()) << status;
  ASSERT_EQ(settled.size(), 1U);
  const MockKafka::Record record = kafka.Read("dead", 0, 1).at(0);
  EXPECT_EQ(record.key, "k\xFF");
  EXPECT_FALSE(record.value.has_value());
  EXPECT_EQ(HeaderOf(record, "traceparent"), "00-ab");
  EXPECT_EQ(HeaderOf(record, "newsmill.dlq.value_size"), "100000");
  EXPECT_EQ(HeaderOf(record, "newsmill.dlq.value_sha256"), Sha256Hex(value));
  EXPECT_EQ(Contents(HeaderOf(record, "newsmill.dlq.value_file")), value);
}

TEST(KafkaDeadLettersTest, WhatIsTooLargeWithoutItsValueGoesByReferenceWithKeyAndHeaders) {
  for (const bool tombstone : {false, true}) {
    MockKafka kafka;
    kafka.CreateTopic("dead", 1);
    kafka.RefuseAsTooLarge(tombstone ? 2 : 3);  // a tombstone has no value to leave out
    TemporaryFolder directory;
    auto sink = MakeSink("topic: dead\noverflow: " + (directory.Path("over")), kafka.brokers());
    DocumentBatch batch;
    Document& document = AddFailed(batch, "{bad");
    const std::string key(100'000, '\xFF');
    document.message.key = key;
    if (tombstone) document.message.value.reset();
    const Document* documents[] = {&document};
    ASSERT_TRUE(sink->Append(documents).ok());
    std::vector<Settled> settled;
    const absl::Status status = Flush(*sink, seconds(20), &settled);
    ASSERT_TRUE(status.ok()) << status;
    const MockKafka::Record record = kafka.Read("dead", 0, 1).at(0);
    EXPECT_FALSE(record.key.has_value());
    EXPECT_FALSE(record.value.has_value());
    EXPECT_EQ(HeaderOf(record, "traceparent"), "none");
    EXPECT_EQ(HeaderOf(record, "newsmill.dlq.code"), "invalid_json");
    std::string json;
    AppendMessage(document.message, &json);
    EXPECT_EQ(Contents(HeaderOf(record, "newsmill.dlq.message_file")), json);
    EXPECT_EQ(HeaderOf(record, "newsmill.dlq.message_sha256"), Sha256Hex(json));
  }
}

TEST(KafkaDeadLettersTest, ATopicTooSmallForTheReasonIsBlockedUntilItIsRaised) {
  MockKafka kafka;
  kafka.CreateTopic("dead", 1);
  kafka.RefuseAsTooLarge(5);
  TemporaryFolder directory;
  auto sink = MakeSink("topic: dead\noverflow: " + (directory.Path("over")), kafka.brokers());
  DocumentBatch batch;
  const Document* document = &AddFailed(batch, "{bad");
  ASSERT_TRUE(sink->Append({&document, 1}).ok());
  std::vector<Settled> settled;
  for (int attempt = 0; attempt < 2; ++attempt) {
    const absl::Status status = Flush(*sink, seconds(20), &settled);
    EXPECT_TRUE(absl::IsResourceExhausted(status)) << status;
    EXPECT_THAT(std::string(status.message()), testing::HasSubstr("max.message.bytes"));
  }
  ASSERT_TRUE(Flush(*sink, seconds(20), &settled).ok());
  EXPECT_EQ(kafka.Read("dead", 0, 1).size(), 1U);
}

TEST(KafkaDeadLettersTest, WhatATopicRefusesForAnotherReasonIsBlockedWithARemedy) {
  for (const auto& [error, code, remedy] :
       std::vector<std::tuple<rd_kafka_resp_err_t, absl::StatusCode, std::string>>{
           {RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED, absl::StatusCode::kPermissionDenied,
            "grant this user Write"},
           {RD_KAFKA_RESP_ERR_POLICY_VIOLATION, absl::StatusCode::kResourceExhausted,
            "topic's settings"},
           {RD_KAFKA_RESP_ERR_INVALID_RECORD, absl::StatusCode::kResourceExhausted,
            "a compacted one"},
           {RD_KAFKA_RESP_ERR_UNSUPPORTED_COMPRESSION_TYPE, absl::StatusCode::kResourceExhausted,
            "compression.type"}}) {
    MockKafka kafka;
    kafka.CreateTopic("dead", 1);
    kafka.Refuse(1, error);
    auto sink = MakeSink("topic: dead", kafka.brokers());
    DocumentBatch batch;
    const Document* document = &AddFailed(batch, "{bad");
    ASSERT_TRUE(sink->Append({&document, 1}).ok());
    std::vector<Settled> settled;
    const absl::Status status = Flush(*sink, seconds(20), &settled);
    EXPECT_EQ(status.code(), code) << status;
    EXPECT_TRUE(IsBlocked(status));
    EXPECT_THAT(std::string(status.message()), testing::HasSubstr(remedy));
    EXPECT_THAT(std::string(status.message()), testing::HasSubstr("dead-letter topic dead"));
    EXPECT_TRUE(settled.empty());
    ASSERT_TRUE(Flush(*sink, seconds(20), &settled).ok()) << "it recovers by itself";
    EXPECT_EQ(kafka.Read("dead", 0, 1).at(0).value, "{bad") << "whole: it was not its size";
  }
}

TEST(KafkaDeadLettersTest, WhatBlocksIsNotForgottenWhileANewAttemptIsUnderWay) {
  MockKafka kafka;
  kafka.CreateTopic("dead", 1);
  kafka.Refuse(1, RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED);
  auto sink = MakeSink("topic: dead\nproperties: {reconnect.backoff.max.ms: 200}", kafka.brokers());
  DocumentBatch batch;
  const Document* document = &AddFailed(batch, "{bad");
  ASSERT_TRUE(sink->Append({&document, 1}).ok());
  std::vector<Settled> settled;
  EXPECT_TRUE(absl::IsPermissionDenied(Flush(*sink, seconds(20), &settled)));
  kafka.SetUp(false);
  const absl::Status status = Flush(*sink, milliseconds(200), &settled);
  EXPECT_TRUE(absl::IsPermissionDenied(status)) << status;
  EXPECT_THAT(std::string(status.message()), testing::HasSubstr("not acknowledged"));
  kafka.SetUp(true);
  EXPECT_TRUE(Flush(*sink, seconds(30), &settled).ok());
}

TEST(KafkaDeadLettersTest, WhatIsRefusedForItsNeighboursIsSentAgainWhole) {
  MockKafka kafka;
  kafka.CreateTopic("dead", 1);
  kafka.RefuseAsTooLarge(1);
  auto sink = MakeSink("topic: dead", kafka.brokers());
  DocumentBatch batch;
  const Document* document = &AddFailed(batch, "{small");
  ASSERT_TRUE(sink->Append({&document, 1}).ok());
  std::vector<Settled> settled;
  ASSERT_TRUE(Flush(*sink, seconds(20), &settled).ok());
  EXPECT_EQ(kafka.Read("dead", 0, 1).at(0).value, "{small");
}

TEST(KafkaDeadLettersTest, MistakesNameTheLine) {
  for (const char* yaml : {"brokers: x", "topic: t\nproperties: {acks: 1}",
                           "topic: t\nproperties: {no.such: 1}", "topic: t\ncolour: red"}) {
    const auto factory = Build(yaml, "127.0.0.1:1");
    EXPECT_THAT(std::string(factory.status().message()), testing::StartsWith("f.yaml:")) << yaml;
  }
  EXPECT_FALSE(Build("topic: t", "").ok());
}

}  // namespace
}  // namespace newsmill
