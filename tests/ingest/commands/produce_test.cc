#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "tests/support/command_line.h"
#include "tests/support/mock_kafka.h"

namespace newsmill {
namespace {

using ProduceTest = CommandLineTest;

TEST_F(ProduceTest, SaysWhatToDoWithoutABroker) {
  folder_.Write("in", R"({"id":"a","body":"Text."})");
  EXPECT_EQ(Run("produce --brokers 127.0.0.1:1 --topic t --timeout 1 in > out 2> err"), 1);
  EXPECT_NE(folder_.Read("err").find("--brokers"), std::string::npos);
}

TEST_F(ProduceTest, SendsExactBytes) {
  using namespace std::string_literals;
  MockKafka kafka;
  kafka.CreateTopic("articles", 1);
  folder_.Write("flat", "{\"id\": \"a\", \"body\": \"Text.\"}\nnot an article\n");
  folder_.Write(
      "kcat",
      "{\"topic\":\"x\",\"ts\":1796803215000,\"headers\":[\"h\",\"v\"],\"key\":\"k\","
      "\"payload\":\"caf\xE9\\u0000\"}\n{\"topic\":\"x\",\"key\":\"gone\",\"payload\":null}\n");
  const std::string to = "produce --brokers " + kafka.brokers() + " --topic articles ";
  EXPECT_EQ(Run(to + "flat kcat > out 2> err"), 0) << folder_.Read("err");
  EXPECT_EQ(folder_.Read("out"), "sent 4 messages (47 bytes) to articles\n");
  const std::vector<MockKafka::Record> records = kafka.Read("articles", 0, 4);
  ASSERT_EQ(records.size(), 4U);
  EXPECT_EQ(records[0].key, "a");
  EXPECT_EQ(records[0].value, R"({"id": "a", "body": "Text."})");
  EXPECT_EQ(records[1].key, std::nullopt);
  EXPECT_EQ(records[1].value, "not an article");
  EXPECT_EQ(records[2].key, "k");
  EXPECT_EQ(records[2].value, "caf\xE9\0"s);
  EXPECT_EQ(records[2].timestamp_ms, 1796803215000);
  ASSERT_EQ(records[2].headers.size(), 1U);
  EXPECT_EQ(records[2].headers[0].second, "v");
  EXPECT_EQ(records[3].key, "gone");
  EXPECT_EQ(records[3].value, std::nullopt);
}

TEST_F(ProduceTest, APropertyTakesNoFileWithIt) {
  MockKafka kafka;
  kafka.CreateTopic("articles", 1);
  folder_.Write("in", R"({"id": "a", "body": "Text."})");
  EXPECT_EQ(Run("produce --brokers " + kafka.brokers() +
                " --topic articles --property security.protocol=plaintext --property "
                "linger.ms=1 in > out 2> err"),
            0)
      << folder_.Read("err");
  EXPECT_EQ(folder_.Read("out"), "sent 1 messages (28 bytes) to articles\n");
}

TEST_F(ProduceTest, ReportsALineThatIsNoEnvelope) {
  MockKafka kafka;
  kafka.CreateTopic("articles", 1);
  folder_.Write("in", "nonsense\n");
  EXPECT_EQ(Run("produce --brokers " + kafka.brokers() +
                " --topic articles --format kcat in > out 2> err"),
            3);
  EXPECT_NE(folder_.Read("err").find("message 0"), std::string::npos);
}

TEST_F(ProduceTest, WrongUsageIsStatusTwo) {
  folder_.Write("in", "");
  for (const char* arguments : {"produce in", "produce --topic t --property nonsense in",
                                "produce --topic t none", "produce --topic t --timeout 0 in"}) {
    EXPECT_EQ(Run(std::string(arguments) + " > out 2> err"), 2) << arguments;
    EXPECT_NE(folder_.Read("err"), "") << arguments;
  }
  EXPECT_EQ(Run("produce --help > out 2> err"), 0);
  EXPECT_NE(folder_.Read("out").find("Example"), std::string::npos);
}

}  // namespace
}  // namespace newsmill
