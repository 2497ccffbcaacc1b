#include "ingest/dead_letters/letter_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sinks/kafka_producer.h"
#include "tests/support/dead_letter_lines.h"
#include "tests/support/mock_kafka.h"
#include "tests/support/temporary_folder.h"

namespace newsmill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;

constexpr char kSource[] =
    "source: {kafka: {brokers: 'a:1', properties: {security.protocol: ssl, fetch.min.bytes: 9}}}\n";

class LetterStoreTest : public ::testing::Test {
 protected:
  LetterStore StoreOf(const std::string& yaml, LetterStore store = {}) const {
    const absl::Status status = ReadStoreOfConfig(folder_.Write("config.yaml", yaml), &store);
    EXPECT_TRUE(status.ok()) << status;
    return store;
  }

  TemporaryFolder folder_;
};

TEST_F(LetterStoreTest, AConfigurationSaysWhereTheyLie) {
  const LetterStore files =
      StoreOf(std::string(kSource) + "dead_letters: {ndjson: {directory: d}}");
  EXPECT_EQ(files.directory, "d");
  EXPECT_EQ(files.topic.brokers, "a:1");
  EXPECT_THAT(files.topic.properties, ElementsAre(Pair("security.protocol", "ssl")));
  EXPECT_EQ(files.HandledPath(), "d/.newsmill/replayed");
  const LetterStore topic =
      StoreOf(std::string(kSource) + "dead_letters: {kafka: {topic: t, overflow: o}}");
  EXPECT_FALSE(topic.is_directory());
  EXPECT_EQ(topic.topic.topic, "t");
  EXPECT_EQ(topic.topic.brokers, "a:1");
  EXPECT_EQ(topic.overflow, "o");
  EXPECT_EQ(topic.HandledPath(), "newsmill-state/dlq-t");
}

TEST_F(LetterStoreTest, WhatIsGivenAlreadyStays) {
  LetterStore given;
  given.directory = "mine";
  given.topic.brokers = "b:2";
  const LetterStore store =
      StoreOf(std::string(kSource) + "dead_letters: {kafka: {topic: t}}", given);
  EXPECT_EQ(store.directory, "mine");
  EXPECT_EQ(store.topic.brokers, "b:2");
  EXPECT_EQ(store.topic.topic, "");
  EXPECT_THAT(store.topic.properties, IsEmpty());
  LetterStore none;
  EXPECT_TRUE(absl::IsNotFound(ReadStoreOfConfig(folder_.Path("gone.yaml"), &none)));
}

TEST_F(LetterStoreTest, DropsFromADirectoryWhatIsMeant) {
  folder_.Write("1.ndjson", DeadLetterLine(1) + DeadLetterLine(2, "too_large"));
  LetterStore store;
  store.directory = folder_.Path(".");
  DropOptions options;
  options.filter.codes = {"too_large"};
  options.dry_run = true;
  EXPECT_EQ(DropLetters(store, options)->dropped, 1);
  EXPECT_THAT(folder_.Read("1.ndjson"), HasSubstr("too_large"));
  options.dry_run = false;
  EXPECT_EQ(DropLetters(store, options)->dropped, 1);
  EXPECT_EQ(folder_.Read("1.ndjson"), DeadLetterLine(1));
}

TEST_F(LetterStoreTest, OnATopicTheyAreMarkedAsDropped) {
  MockKafka kafka;
  kafka.CreateTopic("dead", 1);
  auto producer = KafkaProducer::Create({.brokers = kafka.brokers()});
  ASSERT_TRUE(producer.ok());
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  const std::vector<Header> headers = {{"newsmill.dlq.code", "too_large"},
                                       {"newsmill.dlq.topic", "news"}};
  for (const bool dead : {true, false, true}) {
    const KafkaRecord record = {
        .topic = "dead",
        .value = "v",
        .headers = dead ? std::span<const Header>(headers) : std::span<const Header>()};
    ASSERT_TRUE((*producer)->Send(record, deadline).ok());
  }
  ASSERT_TRUE((*producer)->Flush(deadline, nullptr).ok());
  LetterStore store;
  store.topic.brokers = kafka.brokers();
  store.topic.topic = "dead";
  store.handled_path = folder_.Path("state");
  std::vector<std::string> keys;
  ASSERT_TRUE(VisitLetters(store, [&](DeadLetter& letter) {
                keys.push_back(letter.key_in_store + " " + letter.topic);
                return absl::OkStatus();
              }).ok());
  EXPECT_THAT(keys, ElementsAre("0/0 news", "0/2 news"));
  EXPECT_EQ(DropLetters(store, {})->dropped, 2);
  const auto again = DropLetters(store, {});
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->dropped, 0);
  EXPECT_EQ(again->already, 2);
}

}  // namespace
}  // namespace newsmill
