#include "sinks/kafka_producer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "tests/support/mock_kafka.h"

namespace newsmill {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

KafkaProducer::Deadline In(milliseconds time) { return std::chrono::steady_clock::now() + time; }

std::unique_ptr<KafkaProducer> MakeProducer(
    const std::string& brokers, std::vector<std::pair<std::string, std::string>> properties = {}) {
  absl::StatusOr<std::unique_ptr<KafkaProducer>> producer =
      KafkaProducer::Create({.brokers = brokers, .properties = std::move(properties)});
  EXPECT_TRUE(producer.ok()) << producer.status();
  return *std::move(producer);
}

TEST(KafkaProducerTest, RecordsArriveAsTheyWereSent) {
  MockKafka kafka;
  kafka.CreateTopic("articles", 3);
  auto producer = MakeProducer(kafka.brokers());
  const std::vector<Header> headers = {{"content-type", "application/json"}, {"empty", ""}};
  ASSERT_TRUE(producer
                  ->Send({.topic = "articles",
                          .key = "k",
                          .value = "{\"a\":1}",
                          .headers = headers,
                          .timestamp_ms = 1'700'000'000'123,
                          .partition = 2},
                         In(seconds(10)))
                  .ok());
  ASSERT_TRUE(
      producer->Send({.topic = "articles", .key = "gone", .partition = 2}, In(seconds(10))).ok());
  std::vector<KafkaDeliveryError> errors;
  ASSERT_TRUE(producer->Flush(In(seconds(20)), &errors).ok());
  EXPECT_TRUE(errors.empty());
  EXPECT_EQ(producer->in_flight(), 0);

  const std::vector<MockKafka::Record> records = kafka.Read("articles", 2, 2);
  ASSERT_EQ(records.size(), 2U);
  EXPECT_EQ(records[0].key, "k");
  EXPECT_EQ(records[0].value, "{\"a\":1}");
  EXPECT_EQ(records[0].timestamp_ms, 1'700'000'000'123);
  EXPECT_THAT(records[0].headers,
              testing::ElementsAre(testing::Pair("content-type", "application/json"),
                                   testing::Pair("empty", "")));
  EXPECT_EQ(records[1].key, "gone");
  EXPECT_FALSE(records[1].value.has_value());
}

TEST(KafkaProducerTest, AnEightMebibyteMessagePasses) {
  MockKafka kafka;
  kafka.CreateTopic("big", 1);
  auto producer = MakeProducer(kafka.brokers());
  const std::string value(size_t{8} << 20, 'x');
  ASSERT_TRUE(producer->Send({.topic = "big", .value = value}, In(seconds(10))).ok());
  std::vector<KafkaDeliveryError> errors;
  ASSERT_TRUE(producer->Flush(In(seconds(20)), &errors).ok());
  EXPECT_TRUE(errors.empty());
  EXPECT_EQ(kafka.Read("big", 0, 1).at(0).value, value);
}

TEST(KafkaProducerTest, SendWaitsForRoomInsteadOfGrowing) {
  MockKafka kafka;
  kafka.CreateTopic("many", 1);
  auto producer =
      KafkaProducer::Create({.brokers = kafka.brokers(), .max_in_flight_bytes = int64_t{1} << 20});
  ASSERT_TRUE(producer.ok());
  const std::string value(300'000, 'y');
  for (int i = 0; i < 20; ++i) {
    ASSERT_TRUE((*producer)->Send({.topic = "many", .value = value}, In(seconds(10))).ok());
    EXPECT_LE((*producer)->in_flight(), 4);
  }
  EXPECT_TRUE((*producer)->Flush(In(seconds(20)), nullptr).ok());
  EXPECT_EQ(kafka.Read("many", 0, 20).size(), 20U);
}

TEST(KafkaProducerTest, ABrokerThatIsDownIsUnavailableAndKeepsTheRecords) {
  MockKafka kafka;
  kafka.CreateTopic("later", 1);
  kafka.SetUp(false);
  auto producer = MakeProducer(kafka.brokers(), {{"reconnect.backoff.max.ms", "200"}});
  ASSERT_TRUE(producer->Send({.topic = "later", .value = "v"}, In(seconds(1))).ok());
  std::vector<KafkaDeliveryError> errors;
  EXPECT_EQ(producer->Flush(In(milliseconds(300)), &errors).code(), absl::StatusCode::kUnavailable);
  EXPECT_TRUE(errors.empty());
  EXPECT_EQ(producer->in_flight(), 1);
  kafka.SetUp(true);
  ASSERT_TRUE(producer->Flush(In(seconds(30)), &errors).ok());
  EXPECT_TRUE(errors.empty());
  EXPECT_EQ(kafka.Read("later", 0, 1).size(), 1U);
}

TEST(KafkaProducerTest, TimedOutRecordsAreReportedByTheirTag) {
  MockKafka kafka;
  kafka.CreateTopic("slow", 1);
  kafka.SetUp(false);
  auto producer = MakeProducer(kafka.brokers(), {{"message.timeout.ms", "200"}});
  ASSERT_TRUE(producer->Send({.topic = "slow", .value = "v", .tag = 42}, In(seconds(1))).ok());
  std::vector<KafkaDeliveryError> errors;
  ASSERT_TRUE(producer->Flush(In(seconds(20)), &errors).ok());
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].tag, 42U);
  EXPECT_TRUE(absl::IsUnavailable(errors[0].why)) << errors[0].why;
}

TEST(KafkaProducerTest, ARecordBeyondTheLimitIsRefusedAtOnce) {
  MockKafka kafka;
  kafka.CreateTopic("limit", 1);
  auto producer = KafkaProducer::Create({.brokers = kafka.brokers(), .max_message_bytes = 100'000});
  ASSERT_TRUE(producer.ok());
  const std::string value(200'000, 'z');
  EXPECT_EQ((*producer)->Send({.topic = "limit", .value = value}, In(seconds(1))).code(),
            absl::StatusCode::kOutOfRange);
  EXPECT_EQ((*producer)->in_flight(), 0);
}

TEST(KafkaProducerTest, PropertiesThatNewsmillOwnsAreRefusedWithTheReason) {
  for (const char* name : {"acks", "enable.idempotence", "bootstrap.servers", "max.in.flight"}) {
    const auto producer =
        KafkaProducer::Create({.brokers = "127.0.0.1:1", .properties = {{name, "1"}}});
    ASSERT_EQ(producer.status().code(), absl::StatusCode::kInvalidArgument) << name;
    EXPECT_THAT(std::string(producer.status().message()), testing::HasSubstr(name));
  }
  const auto unknown =
      KafkaProducer::Create({.brokers = "127.0.0.1:1", .properties = {{"no.such", "1"}}});
  EXPECT_THAT(std::string(unknown.status().message()), testing::HasSubstr("no.such"));
}

}  // namespace
}  // namespace newsmill
