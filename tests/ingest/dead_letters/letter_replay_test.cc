#include "ingest/dead_letters/letter_replay.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/dead_letter_lines.h"
#include "tests/support/mock_kafka.h"
#include "tests/support/temporary_folder.h"

namespace newsmill {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;
using ::testing::SizeIs;

class LetterReplayTest : public ::testing::Test {
 protected:
  void SetUp() override {
    kafka_.CreateTopic("news", 1);
    kafka_.CreateTopic("retry", 1);
    store_.directory = folder_.Path(".");
    options_.producer.brokers = kafka_.brokers();
    folder_.Write("1.ndjson",
                  DeadLetterLine(1) + DeadLetterLine(2, "too_large") + DeadLetterLine(3));
  }

  ReplayCounts Replay() {
    const auto counts = ReplayLetters(store_, options_);
    EXPECT_TRUE(counts.ok()) << counts.status();
    return counts.value_or(ReplayCounts());
  }

  MockKafka kafka_;
  TemporaryFolder folder_;
  LetterStore store_;
  ReplayOptions options_;
};

TEST_F(LetterReplayTest, SendsTheMessagesAsTheyWereAndOnlyOnce) {
  EXPECT_EQ(Replay().sent, 3);
  const auto records = kafka_.Read("news", 0, 3);
  ASSERT_THAT(records, SizeIs(3));
  EXPECT_EQ(records[0].key, "k1");
  EXPECT_EQ(records[0].value, "v1");
  EXPECT_THAT(records[0].headers, ElementsAre(Pair("trace", "t")));
  const ReplayCounts second = Replay();
  EXPECT_EQ(second.sent, 0);
  EXPECT_EQ(second.already, 3);
  options_.again = true;
  EXPECT_EQ(Replay().sent, 3);
}

TEST_F(LetterReplayTest, ToAnotherTopicAndOnlyWhatIsMeant) {
  options_.to = "retry";
  options_.filter.codes = {"too_large"};
  EXPECT_EQ(Replay().sent, 1);
  const auto records = kafka_.Read("retry", 0, 1);
  ASSERT_THAT(records, SizeIs(1));
  EXPECT_EQ(records[0].value, "v2");
  options_.filter = {};
  EXPECT_EQ(Replay().sent, 2);
}

TEST_F(LetterReplayTest, ADryRunSendsAndRemembersNothing) {
  options_.dry_run = true;
  EXPECT_EQ(Replay().sent, 3);
  options_.dry_run = false;
  EXPECT_EQ(Replay().sent, 3);
}

TEST_F(LetterReplayTest, WhatDidNotArriveIsNotRemembered) {
  options_.timeout = std::chrono::seconds(1);
  kafka_.SetUp(false);
  EXPECT_TRUE(absl::IsUnavailable(ReplayLetters(store_, options_).status()));
  kafka_.SetUp(true);
  options_.timeout = std::chrono::seconds(30);
  EXPECT_EQ(Replay().sent, 3);
}

TEST_F(LetterReplayTest, DoesNotSendLettersToWhereTheyLie) {
  LetterStore topic;
  topic.topic.topic = "retry";
  options_.to = "retry";
  EXPECT_TRUE(absl::IsInvalidArgument(ReplayLetters(topic, options_).status()));
}

TEST_F(LetterReplayTest, WhatTheTopicIsTooSmallForIsNamedAndTheRestIsSent) {
  kafka_.RefuseAsTooLarge(2);  // all three together, then the first alone
  std::vector<std::string> failed;
  options_.on_failed = [&](const DeadLetter& letter, std::string_view) {
    failed.push_back(letter.position());
  };
  EXPECT_EQ(Replay().sent, 2);
  EXPECT_THAT(failed, ElementsAre("news/0/1"));
  EXPECT_THAT(kafka_.Read("news", 0, 2), SizeIs(2));
  EXPECT_EQ(Replay().sent, 1) << "it is open still";
}

}  // namespace
}  // namespace newsmill
