// The program itself, as a shell sees it.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/mock_kafka.h"
#include "tests/support/temporary_folder.h"

namespace newsmill {
namespace {

class CommandLineTest : public testing::Test {
 protected:
  // The exit status of `newsmill ARGUMENTS`, run by a shell in the test's folder.
  int Run(const std::string& arguments) {
    const std::string command =
        "cd " + folder_.Path("") + " && " + NEWSMILL_BINARY + " " + arguments;
    return WEXITSTATUS(std::system(command.c_str()));
  }

  TemporaryFolder folder_;
};

TEST_F(CommandLineTest, AnnotateReadsStandardInput) {
  folder_.Write("in", R"({"id":"a","body":"Text."})");
  EXPECT_EQ(Run("annotate < in > out 2> err"), 0);
  EXPECT_EQ(Run("annotate - < in > out2 2> err"), 0);
  EXPECT_EQ(folder_.Read("err"), "");
  EXPECT_TRUE(folder_.Read("out").starts_with(R"({"schema":"newsmill.enriched.v1","id":"a")"));
  EXPECT_FALSE(folder_.Read("out2").empty());
}

TEST_F(CommandLineTest, AnnotateSaysWhatCouldNotBeProcessed) {
  folder_.Write("in", "bad\n");
  EXPECT_EQ(Run("annotate in > out 2> err"), 3);
  EXPECT_TRUE(folder_.Read("err").starts_with("0\t-\tinvalid_json\t"));
  EXPECT_EQ(Run("annotate in --dead-letters dead --outcomes outcomes > out 2> err"), 3);
  EXPECT_EQ(folder_.Read("err"), "");
  EXPECT_TRUE(folder_.Read("dead").starts_with("{"));
  EXPECT_EQ(folder_.Read("outcomes"),
            R"({"index":0,"id":"","outcome":"dead_lettered","reason":"invalid_json"})"
            "\n");
}

TEST_F(CommandLineTest, AnnotateTakesTheServicesConfiguration) {
  folder_.Write("in", R"({"id":"a","title":")" + std::string(200, 't') + R"(","body":"Text."})");
  folder_.Write("good.yaml",
                "source: {kafka: {brokers: b, topics: [t]}}\nworkers: 3\n"
                "limits: {memory_mb: 100, max_title_bytes: 100}\nsinks: [sqlite: {path: x}]\n");
  EXPECT_EQ(Run("annotate in --config good.yaml > out 2> err"), 3);
  EXPECT_TRUE(folder_.Read("err").starts_with("0\ta\ttoo_large\t")) << folder_.Read("err");
  folder_.Write("bad.yaml", "processors:\n  nonsense: {}\n");
  EXPECT_EQ(Run("annotate in --config bad.yaml > out 2> err"), 2);
  EXPECT_NE(folder_.Read("err").find("bad.yaml:2"), std::string::npos);
}

TEST_F(CommandLineTest, WrongUsageIsStatusTwo) {
  folder_.Write("in", "");
  for (const char* arguments :
       {"annotate nothing-here", "annotate in --format xml", "annotate in --jobs 0",
        "annotate in --offset-unit bytes", "annotate in --config none.yaml",
        "annotate in --dead-letters no/such/folder", "annotate --frobnicate", "produce in",
        "produce --topic t --property nonsense in", "produce --topic t none"}) {
    EXPECT_EQ(Run(std::string(arguments) + " > out 2> err"), 2) << arguments;
    EXPECT_NE(folder_.Read("err"), "") << arguments;
  }
}

TEST_F(CommandLineTest, HelpShowsAnExample) {
  for (const char* command : {"annotate", "produce"}) {
    EXPECT_EQ(Run(std::string(command) + " --help > out 2> err"), 0);
    EXPECT_NE(folder_.Read("out").find("Example"), std::string::npos) << command;
  }
}

TEST_F(CommandLineTest, ProduceSaysWhatToDoWithoutABroker) {
  folder_.Write("in", R"({"id":"a","body":"Text."})");
  EXPECT_EQ(Run("produce --brokers 127.0.0.1:1 --topic t --timeout 1 in > out 2> err"), 1);
  EXPECT_NE(folder_.Read("err").find("--brokers"), std::string::npos);
}

TEST_F(CommandLineTest, ProduceSendsExactBytes) {
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

TEST_F(CommandLineTest, ProduceReportsALineThatIsNoEnvelope) {
  MockKafka kafka;
  kafka.CreateTopic("articles", 1);
  folder_.Write("in", "nonsense\n");
  EXPECT_EQ(Run("produce --brokers " + kafka.brokers() +
                " --topic articles --format kcat in > out 2> err"),
            3);
  EXPECT_NE(folder_.Read("err").find("message 0"), std::string::npos);
}

}  // namespace
}  // namespace newsmill
