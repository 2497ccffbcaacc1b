#include "ingest/service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <thread>

#include "ingest/kafka_mock_cluster.h"
#include "ingest/kafka_probe.h"
#include "sinks/kafka_producer.h"

namespace newsmill {
namespace {

using ::testing::HasSubstr;

std::string Article(int i) {
  return R"({"id":"a-)" + std::to_string(i) +
         R"(","title":"A talk","body":"Ann Lee said the talks had failed.","language":"en"})";
}

// The whole service, with one worker, between librdkafka's in-process broker and files. (That
// broker takes up to a session time-out to bring two members together; tests/integration has
// several workers on a real one.)
class ServiceTest : public ::testing::Test {
 protected:
  void SetUp() override {
    directory_ = ::testing::TempDir() + "/newsmill_service_" + std::to_string(getpid());
    std::filesystem::remove_all(directory_);
    auto cluster = KafkaMockCluster::Start();
    ASSERT_TRUE(cluster.ok()) << cluster.status();
    cluster_ = *std::move(cluster);
    ASSERT_TRUE(cluster_->CreateTopic("news", 4).ok());
  }
  void TearDown() override { std::filesystem::remove_all(directory_); }

  void Produce(const std::vector<std::string>& values) {
    auto producer = KafkaProducer::Create({.brokers = cluster_->brokers()});
    ASSERT_TRUE(producer.ok());
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    for (size_t i = 0; i < values.size(); ++i) {
      const std::string key = std::to_string(i);
      ASSERT_TRUE(
          (*producer)->Send({.topic = "news", .key = key, .value = values[i]}, deadline).ok());
    }
    ASSERT_TRUE((*producer)->Flush(deadline, nullptr).ok());
  }

  Config MakeConfig(const std::string& group) {
    auto config = ParseConfig("source: {kafka: {brokers: '" + cluster_->brokers() +
                                  "', topics: [news], group: " + group +
                                  "}}\n"
                                  "workers: 1\n"
                                  "sinks:\n  - ndjson: {directory: " +
                                  directory_ +
                                  "/enriched}\n"
                                  "dead_letters: {ndjson: {directory: " +
                                  directory_ +
                                  "/dead}}\n"
                                  "state: {directory: " +
                                  directory_ +
                                  "/state}\n"
                                  "admin: {listen: '127.0.0.1:0'}\n",
                              "test.yaml");
    EXPECT_TRUE(config.ok()) << config.status();
    return *std::move(config);
  }

  std::vector<std::string> Lines(const std::string& folder) const {
    std::vector<std::string> lines;
    for (const auto& entry : std::filesystem::directory_iterator(directory_ + "/" + folder)) {
      if (entry.path().extension() != ".ndjson") continue;
      std::ifstream input(entry.path());
      for (std::string line; std::getline(input, line);) lines.push_back(line);
    }
    return lines;
  }

  std::string directory_;
  std::unique_ptr<KafkaMockCluster> cluster_;
};

TEST_F(ServiceTest, DeliversEverythingOnceAndASecondGroupAddsNothing) {
  std::vector<std::string> values;
  for (int i = 0; i < 300; ++i) values.push_back(i % 100 == 7 ? "broken" : Article(i));
  Produce(values);
  for (const char* group : {"first", "second"}) {
    const Config config = MakeConfig(group);
    auto total = RunService(config, {.until_caught_up = true});
    ASSERT_TRUE(total.ok()) << total.status();
    EXPECT_EQ(total->consumed, 300U);
    EXPECT_TRUE(total->balanced());
    EXPECT_EQ(total->in_flight, 0U);
    EXPECT_EQ(total->of(Outcome::kDeadLettered), 3U);
    const bool first = std::string_view(group) == "first";
    EXPECT_EQ(total->of(first ? Outcome::kDelivered : Outcome::kSuperseded), 297U);
    const std::vector<std::string> lines = Lines("enriched");
    EXPECT_EQ(lines.size(), 297U);
    EXPECT_EQ(std::set<std::string>(lines.begin(), lines.end()).size(), 297U);
    EXPECT_EQ(Lines("dead").size(), 3U);
  }
}

TEST_F(ServiceTest, StopsWhenAskedWithEverythingSettledAndCommitted) {
  Produce({Article(1), Article(2)});
  const Config config = MakeConfig("group");
  uint64_t delivered = 0;
  const auto total = RunService(config, {.should_stop = [&] { return delivered >= 2; },
                                         .on_progress =
                                             [&](const LedgerCounts& counts) {
                                               EXPECT_TRUE(counts.balanced());
                                               delivered = counts.of(Outcome::kDelivered);
                                             }});
  ASSERT_TRUE(total.ok()) << total.status();
  EXPECT_EQ(total->in_flight, 0U);
  auto probe = KafkaProbe::Connect(config.kafka, std::chrono::seconds(10));
  ASSERT_TRUE(probe.ok());
  const auto ends = (*probe)->EndOffsets();
  ASSERT_TRUE(ends.ok()) << ends.status();
  EXPECT_TRUE(*(*probe)->Committed(*ends));
  EXPECT_EQ(Lines("enriched").size(), 2U);
}

TEST_F(ServiceTest, AMissingTopicEndsABackfillWithItsName) {
  auto config = MakeConfig("group");
  config.kafka.topics = {{.name = "absent"}};
  EXPECT_THAT(std::string(RunService(config, {.until_caught_up = true}).status().message()),
              HasSubstr("absent"));
}

}  // namespace
}  // namespace newsmill
