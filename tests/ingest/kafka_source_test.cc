#include "ingest/kafka_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ingest/decode/shapes.h"
#include "ingest/kafka_mock_cluster.h"
#include "ingest/kafka_probe.h"
#include "sinks/kafka_producer.h"

namespace newsmill {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view kTopic = "news";

class KafkaSourceTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto cluster = KafkaMockCluster::Start();
    ASSERT_TRUE(cluster.ok()) << cluster.status();
    cluster_ = *std::move(cluster);
    ASSERT_TRUE(cluster_->CreateTopic(std::string(kTopic), 1).ok());
    options_.brokers = cluster_->brokers();
    options_.topics = {{.name = std::string(kTopic)}};
  }

  void Produce(const std::vector<std::string>& values) {
    auto producer = KafkaProducer::Create({.brokers = cluster_->brokers()});
    ASSERT_TRUE(producer.ok()) << producer.status();
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    const std::vector<Header> headers = {{"a", "1"}, {"b", ""}};
    for (const std::string& value : values) {
      ASSERT_TRUE(
          (*producer)
              ->Send({.topic = kTopic, .key = "k", .value = value, .headers = headers}, deadline)
              .ok());
    }
    ASSERT_TRUE((*producer)->Flush(deadline, nullptr).ok());
  }

  std::unique_ptr<Source> Connect() {
    auto source = NewKafkaSource(options_, 0, size_t{8} << 20);
    EXPECT_TRUE(source.ok()) << source.status();
    return *std::move(source);
  }

  // Fills until the batch has `count` documents, accepting the assignment on the way.
  void FillUntil(Source& source, size_t count, DocumentBatch* batch) {
    for (int i = 0; i < 300 && batch->size() < count; ++i) {
      const auto event = source.Fill({.documents = count}, batch);
      ASSERT_TRUE(event.ok()) << event.status();
      if (*event == SourceEvent::kAssigned) {
        ASSERT_TRUE(source.AcceptAssignment().ok());
      }
    }
    ASSERT_EQ(batch->size(), count);
  }

  std::unique_ptr<KafkaMockCluster> cluster_;
  KafkaSourceOptions options_;
};

TEST_F(KafkaSourceTest, ReadsAllOfEachMessageFromTheStart) {
  Produce({"one", "two", "three"});
  std::unique_ptr<Source> source = Connect();
  DocumentBatch batch;
  FillUntil(*source, 3, &batch);
  const Message& message = batch.docs()[1].message;
  EXPECT_EQ(message.value, "two");
  EXPECT_EQ(message.key, "k");
  EXPECT_EQ(message.position, (SourcePosition{"news", Partition{0}, Offset{1}}));
  EXPECT_GT(message.timestamp_ms, 0);
  ASSERT_EQ(message.headers.size(), 2U);
  EXPECT_EQ(message.headers[0].value, "1");
  EXPECT_NE(message.headers[1].value.data(), nullptr);
  EXPECT_TRUE(source->Close().ok());
}

TEST_F(KafkaSourceTest, TellsTheReachedEndAndTheProbeSeesTheCommit) {
  Produce({"one", "two"});
  auto probe = KafkaProbe::Connect(options_, std::chrono::seconds(10));
  ASSERT_TRUE(probe.ok());
  auto ends = (*probe)->EndOffsets();
  ASSERT_TRUE(ends.ok()) << ends.status();
  ASSERT_EQ(ends->size(), 1U);
  EXPECT_EQ((*ends)[0].offset, Offset{2});
  EXPECT_FALSE(*(*probe)->Committed(*ends));

  std::unique_ptr<Source> source = Connect();
  DocumentBatch batch;
  FillUntil(*source, 2, &batch);
  std::vector<NextOffset> reached;
  for (int i = 0; i < 100 && reached.empty(); ++i) {
    ASSERT_TRUE(source->Fill({}, &batch).ok());
    reached = source->TakeReachedEnds();
  }
  ASSERT_EQ(reached.size(), 1U);
  EXPECT_EQ(reached[0].offset, Offset{2});
  EXPECT_TRUE(source->Commit(reached, /*wait=*/true).ok());
  EXPECT_TRUE(*(*probe)->Committed(*ends));
  EXPECT_TRUE(source->Close().ok());
}

TEST_F(KafkaSourceTest, NothingIsLostWhileASinkIsBlocked) {
  std::vector<std::string> values;
  for (int i = 0; i < 50; ++i) values.push_back(std::to_string(i));
  Produce(values);
  std::unique_ptr<Source> source = Connect();
  DocumentBatch batch;
  FillUntil(*source, 1, &batch);
  std::vector<std::string> seen;
  while (true) {
    for (const Document& document : batch.docs()) seen.emplace_back(*document.message.value);
    batch.Clear();
    if (seen.size() == values.size()) break;
    for (int i = 0; i < 3; ++i) ASSERT_TRUE(source->Idle(std::chrono::milliseconds(5)).ok());
    FillUntil(*source, std::min<size_t>(7, values.size() - seen.size()), &batch);
  }
  EXPECT_EQ(seen, values);
  EXPECT_TRUE(source->Close().ok());
}

TEST_F(KafkaSourceTest, PartitionsAssignedAfterAPauseAreRead) {
  Produce({"one", "two", "three"});
  std::unique_ptr<Source> source = Connect();
  DocumentBatch batch;
  FillUntil(*source, 1, &batch);
  ASSERT_TRUE(source->Idle(std::chrono::milliseconds(5)).ok());
  // As a rebalance does that comes while a sink is blocked.
  ASSERT_TRUE(source->AcceptAssignment().ok());
  batch.Clear();
  FillUntil(*source, 3, &batch);
  EXPECT_EQ(batch.docs()[0].message.value, "one");
  EXPECT_TRUE(source->Close().ok());
}

// A coordinator that moves may know an older member of our name and take us for its double. The
// client is of no use from then on, so the process must end, to be started anew.
TEST_F(KafkaSourceTest, AFencedMemberEndsInsteadOfStandingStill) {
  options_.instance_id = "a";
  Produce({"one", "two"});
  std::unique_ptr<Source> source = Connect();
  DocumentBatch batch;
  FillUntil(*source, 2, &batch);
  cluster_->FenceNextCommit();
  const NextOffset next = {{kTopic, Partition{0}}, Offset{2}};
  EXPECT_FALSE(source->Commit({&next, 1}, /*wait=*/true).ok());
  absl::StatusOr<SourceEvent> event = SourceEvent::kNone;
  for (int i = 0; i < 100 && event.ok(); ++i) event = source->Fill({}, &batch);
  EXPECT_TRUE(absl::IsFailedPrecondition(event.status())) << event.status();
  EXPECT_THAT(std::string(event.status().message()), HasSubstr("fenced"));
  source->Close().IgnoreError();
}

TEST_F(KafkaSourceTest, AMissingTopicIsNamed) {
  options_.topics = {{.name = "absent"}};
  auto probe = KafkaProbe::Connect(options_, std::chrono::seconds(10));
  ASSERT_TRUE(probe.ok());
  EXPECT_THAT(std::string((*probe)->EndOffsets().status().message()),
              HasSubstr("topic absent does not exist"));
}

TEST(KafkaSourceOptionsTest, RefusesWhatNewsmillOwnsAndWhatNobodyKnows) {
  const auto read = [](const std::string& properties) {
    auto reader = OptionsReader::Parse("topics: [a]\nproperties: " + properties + "\n", "f");
    KafkaSourceOptions options;
    return std::string(ReadKafkaSourceOptions(*reader, &options).message());
  };
  EXPECT_THAT(read("{enable.auto.commit: true}"),
              HasSubstr("f:2: `properties` sets `enable.auto.commit`, which newsmill owns"));
  EXPECT_THAT(read("{group.instance.id: x}"), HasSubstr("use source.kafka.instance_id"));
  EXPECT_THAT(read("{fetch.wait.max.mss: 5}"), HasSubstr("fetch.wait.max.mss"));
  EXPECT_THAT(read("{auto.offset.reset: sometimes}"), HasSubstr("allowed: earliest, latest"));
  EXPECT_EQ(read("{auto.offset.reset: latest, security.protocol: ssl}"), "");
}

TEST(KafkaSourceOptionsTest, EveryShapeIsAFormat) {
  for (const Shape& shape : Shapes()) {
    const std::string topic = "{name: a, format: " + std::string(shape.name) + "}";
    auto reader = OptionsReader::Parse("brokers: b\ntopics: [" + topic + "]\n", "f");
    KafkaSourceOptions options;
    EXPECT_TRUE(ReadKafkaSourceOptions(*reader, &options).ok()) << shape.name;
    ASSERT_EQ(options.topics.size(), 1U);
    EXPECT_EQ(options.topics[0].format, shape.name);
  }
}

}  // namespace
}  // namespace newsmill
