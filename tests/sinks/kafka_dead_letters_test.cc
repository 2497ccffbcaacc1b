#include "sinks/kafka_dead_letters.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

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
  for (int attempt = 0; attempt < 2; ++attempt) {
    EXPECT_EQ(Flush(*sink, seconds(20), &settled).code(), absl::StatusCode::kUnavailable);
  }
  const absl::Status status = Flush(*sink, seconds(20), &settled);
  ASSERT_TRUE(status.ok()) << status;
  ASSERT_EQ(settled.size(), 1U);
  const MockKafka::Record record = kafka.Read("dead", 0, 1).at(0);
  EXPECT_FALSE(record.value.has_value());
  EXPECT_THAT(record.headers, Contains(Pair("newsmill.dlq.value_size", "100000")));
  EXPECT_THAT(record.headers, Contains(Pair("newsmill.dlq.value_sha256", Sha256Hex(value))));
  const auto file =
      std::find_if(record.headers.begin(), record.headers.end(),
                   [](const auto& header) { return header.first == "newsmill.dlq.value_file"; });
  ASSERT_NE(file, record.headers.end());
  std::ostringstream contents;
  contents << std::ifstream(file->second, std::ios::binary).rdbuf();
  EXPECT_EQ(contents.str(), value);
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
  EXPECT_EQ(Flush(*sink, seconds(20), &settled).code(), absl::StatusCode::kUnavailable);
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
