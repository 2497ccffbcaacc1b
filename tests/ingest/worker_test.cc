#include "ingest/worker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/fake_sink.h"
#include "tests/support/fake_source.h"

namespace newsmill {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using Step = FakeSource::Step;

std::string Article(const std::string& id) {
  return R"({"id":")" + id + R"(","title":"T","body":"Ann Lee said no.","language":"en"})";
}

const Step kAssigned{.values = {}, .event = SourceEvent::kAssigned};

// A worker on a scripted source, two sinks "a" and "b" and the dead letters "dead".
class WorkerTest : public ::testing::Test {
 protected:
  void Build(std::vector<Step> steps, int stop_after_idles = 0) {
    auto source = std::make_unique<FakeSource>(std::move(steps), &journal_, &stop_);
    source->StopAfterIdles(stop_after_idles);
    source_ = source.get();
    auto a = std::make_unique<FakeSink>("a", &journal_);
    auto b = std::make_unique<FakeSink>("b", &journal_);
    auto dead = std::make_unique<FakeSink>("dead", &journal_);
    a_ = a.get();
    b_ = b.get();
    dead_ = dead.get();
    OptionsReader root = OptionsReader::Empty();
    auto pipeline = PipelineSpec::Read(root, DecodeLimits());
    ASSERT_TRUE(pipeline.ok()) << pipeline.status();
    std::vector<NamedSink> sinks;
    sinks.push_back({"a", std::move(a)});
    sinks.push_back({"b", std::move(b)});
    WorkerOptions options;
    options.retry_wait = std::chrono::milliseconds(0);
    options.commit_interval = commit_interval_;
    options.tick_interval = tick_interval_;
    options.delivery.settle_timeout = std::chrono::milliseconds(0);
    options.delivery.retry_wait = std::chrono::milliseconds(0);
    options.delivery.blocked_wait = std::chrono::milliseconds(0);
    options.delivery.breaker_refusals = breaker_refusals_;
    worker_ = std::make_unique<Worker>(options, std::move(source),
                                       std::make_unique<Pipeline>(*pipeline), std::move(sinks),
                                       NamedSink{"dead_letters", std::move(dead)}, &metrics_);
  }

  LedgerCounts Total() const { return newsmill::Total(worker_->ledger().Read()); }

  size_t At(const std::string& entry) const {
    return static_cast<size_t>(std::find(journal_.begin(), journal_.end(), entry) -
                               journal_.begin());
  }

  std::chrono::milliseconds commit_interval_{0};
  std::chrono::hours tick_interval_{1};
  std::vector<std::string> journal_;
  std::atomic<bool> stop_ = false;
  Metrics metrics_;
  FakeSink* a_ = nullptr;
  FakeSink* b_ = nullptr;
  FakeSink* dead_ = nullptr;
  FakeSource* source_ = nullptr;
  int breaker_refusals_ = 0;
  std::unique_ptr<Worker> worker_;
};

TEST_F(WorkerTest, CommitsOnlyAfterEverySinkHasTheBatch) {
  Build({kAssigned, {.values = {Article("x"), Article("y")}}});
  EXPECT_TRUE(worker_->Run(stop_).ok());
  EXPECT_THAT(journal_, ElementsAre("a assign 1", "b assign 1", "dead assign 1", "accept",
                                    "a write x", "a write y", "b write x", "b write y", "commit 2",
                                    "a close", "b close", "dead close"));
  worker_->Leave();
  EXPECT_EQ(journal_.back(), "close");
  EXPECT_EQ(Total().of(Outcome::kDelivered), 2U);
  EXPECT_TRUE(Total().balanced());
}

TEST_F(WorkerTest, WhatCannotBeDecodedGoesToTheDeadLettersAndTheRestOn) {
  Build({kAssigned, {.values = {"not json", Article("y")}}});
  EXPECT_TRUE(worker_->Run(stop_).ok());
  EXPECT_THAT(journal_, Contains("a write y"));
  EXPECT_THAT(journal_, Contains("dead write invalid_json "));
  EXPECT_GT(At("commit 2"), At("dead write invalid_json "));
  EXPECT_EQ(Total().of(Outcome::kDelivered), 1U);
  EXPECT_EQ(Total().of(Outcome::kDeadLettered), 1U);
}

TEST_F(WorkerTest, WhatOneSinkRefusesIsDeadLetteredInItsName) {
  Build({kAssigned, {.values = {Article("x"), Article("y")}}});
  b_->SettleAs("x", SinkOutcome::kRejected);
  EXPECT_TRUE(worker_->Run(stop_).ok());
  EXPECT_THAT(journal_, Contains("dead write sink_refused b"));
  EXPECT_EQ(Total().of(Outcome::kDeadLettered), 1U);
  EXPECT_EQ(Total().of(Outcome::kDelivered), 1U);
}

TEST_F(WorkerTest, DeliveredByAnySinkIsDelivered) {
  Build({kAssigned, {.values = {Article("x")}}});
  a_->SettleAs("x", SinkOutcome::kSuperseded);
  EXPECT_TRUE(worker_->Run(stop_).ok());
  EXPECT_EQ(Total().of(Outcome::kDelivered), 1U);
  EXPECT_EQ(Total().of(Outcome::kSuperseded), 0U);
}

TEST_F(WorkerTest, ABlockedSinkKeepsEverythingAndTheMembership) {
  Build({kAssigned, {.values = {Article("x")}}});
  b_->FailFlushes({absl::UnavailableError("locked"), absl::UnavailableError("locked")});
  EXPECT_TRUE(worker_->Run(stop_).ok());
  EXPECT_EQ(std::count(journal_.begin(), journal_.end(), "idle"), 2);
  EXPECT_LT(At("idle"), At("b write x"));
  EXPECT_LT(At("b write x"), At("commit 1"));
  EXPECT_THAT(metrics_.Render(),
              HasSubstr("newsmill_sink_blocked{kind=\"unavailable\",sink=\"b\"} 0"));
}

TEST_F(WorkerTest, ASinkThatNeedsAPersonIsTriedAgainToo) {
  Build({kAssigned, {.values = {Article("x")}}});
  b_->FailFlushes({absl::PermissionDeniedError("read-only"), absl::ResourceExhaustedError("full"),
                   absl::NotFoundError("no table"), absl::UnauthenticatedError("password")});
  EXPECT_TRUE(worker_->Run(stop_).ok());
  EXPECT_EQ(std::count(journal_.begin(), journal_.end(), "idle"), 4);
  EXPECT_LT(At("b write x"), At("commit 1"));
  EXPECT_THAT(metrics_.Render(), HasSubstr("newsmill_sink_blocked{kind=\"blocked\",sink=\"b\"} 0"));
}

// Seen from outside while it lasts: the second sink is asked only after that.
TEST_F(WorkerTest, ASinkThatCannotBeOpenedCountsAsBlocked) {
  Build({kAssigned, {.values = {Article("x")}}});
  b_->FailAssigns({absl::NotFoundError("no folder"), absl::NotFoundError("no folder")});
  std::vector<std::string> seen;
  source_->OnIdle([&] {
    seen.emplace_back(worker_->WhyNotReady());
    EXPECT_THAT(metrics_.Render(),
                HasSubstr("newsmill_sink_blocked{kind=\"blocked\",sink=\"b\"} 1"));
  });
  EXPECT_TRUE(worker_->Run(stop_).ok());
  EXPECT_THAT(seen, ::testing::ElementsAre("sink b cannot accept: no folder (NOT_FOUND)",
                                           "sink b cannot accept: no folder (NOT_FOUND)"));
  EXPECT_LT(At("b write x"), At("commit 1"));
  EXPECT_THAT(metrics_.Render(), HasSubstr("newsmill_sink_blocked{kind=\"blocked\",sink=\"b\"} 0"));
}

TEST_F(WorkerTest, ASinkThatLosesADocumentEndsTheWorkerWithoutCommit) {
  Build({kAssigned, {.values = {Article("x"), Article("y")}}});
  a_->Lose("x");
  EXPECT_THAT(std::string(worker_->Run(stop_).message()), HasSubstr("settled 1 of 2"));
  EXPECT_THAT(journal_, Not(Contains(HasSubstr("commit"))));
}

TEST_F(WorkerTest, ManyRefusalsInARowBlockInsteadOfDrainingTheTopic) {
  breaker_refusals_ = 3;
  Build({kAssigned, {.values = {Article("x"), Article("x"), Article("x")}}},
        /*stop_after_idles=*/2);
  b_->SettleAs("x", SinkOutcome::kRejected);
  EXPECT_TRUE(absl::IsDeadlineExceeded(worker_->Run(stop_)));
  EXPECT_THAT(journal_, Not(Contains(HasSubstr("dead write"))));
  EXPECT_THAT(journal_, Not(Contains(HasSubstr("commit"))));
  EXPECT_TRUE(Total().balanced());
}

TEST_F(WorkerTest, TheBreakerClosesOnceTheSinkTakesRecordsAgain) {
  breaker_refusals_ = 2;
  Build({kAssigned, {.values = {Article("x"), Article("x"), Article("x")}}});
  b_->SettleAs("x", SinkOutcome::kRejected, /*times=*/7);
  EXPECT_TRUE(worker_->Run(stop_).ok());
  // Three refused, and three again; of the third attempt one is refused among others taken.
  EXPECT_EQ(std::count(journal_.begin(), journal_.end(), "idle"), 2);
  EXPECT_EQ(std::count(journal_.begin(), journal_.end(), "dead write sink_refused b"), 1);
  EXPECT_EQ(Total().of(Outcome::kDeadLettered), 1U);
  EXPECT_EQ(Total().of(Outcome::kDelivered), 2U);
  EXPECT_THAT(journal_, Contains("commit 3"));
}

TEST_F(WorkerTest, RefusalsWithOthersTakenBetweenThemAreTheRecordsFault) {
  breaker_refusals_ = 3;
  const Step step{.values = {Article("x"), Article("y"), Article("x")}};
  Build({kAssigned, step, step, step});
  b_->SettleAs("x", SinkOutcome::kRejected);
  EXPECT_TRUE(worker_->Run(stop_).ok());
  EXPECT_EQ(Total().of(Outcome::kDeadLettered), 6U);
  EXPECT_THAT(journal_, Not(Contains("idle")));
}

TEST_F(WorkerTest, AStoppedPartitionIsNotReady) {
  Build({kAssigned, {.values = {Article("x")}}});
  source_->StopPartitions();
  EXPECT_TRUE(worker_->Run(stop_).ok());
  EXPECT_TRUE(worker_->progress().any_stopped());
}

TEST_F(WorkerTest, ABrokenSinkEndsTheWorkerWithoutCommit) {
  Build({kAssigned, {.values = {Article("x")}}});
  b_->FailFlushes({absl::InternalError("no such table")});
  EXPECT_EQ(worker_->Run(stop_).message(), "no such table");
  EXPECT_THAT(journal_, Not(Contains(HasSubstr("commit"))));
  EXPECT_THAT(journal_, Contains("b discard"));
  EXPECT_EQ(Total().in_flight, 1U);
  EXPECT_TRUE(Total().balanced());
}

TEST_F(WorkerTest, ARevocationIsAnsweredAfterDeliveryAndCommit) {
  Build({kAssigned, {.values = {Article("x")}, .event = SourceEvent::kRevoked}});
  EXPECT_TRUE(worker_->Run(stop_).ok());
  EXPECT_LT(At("b write x"), At("commit and wait 1"));
  EXPECT_LT(At("commit and wait 1"), At("a assign 0"));
  EXPECT_LT(At("a assign 0"), At("give up"));
}

TEST_F(WorkerTest, LostPartitionsAreAbandonedWithoutCommit) {
  Build({kAssigned, {.values = {Article("x")}, .event = SourceEvent::kLost, .end_reached = true}});
  EXPECT_TRUE(worker_->Run(stop_).ok());
  EXPECT_THAT(journal_, Not(Contains(HasSubstr("commit"))));
  EXPECT_THAT(journal_, Not(Contains("a write x")));
  EXPECT_EQ(Total().of(Outcome::kAbandoned), 1U);
  EXPECT_TRUE(Total().balanced());
}

TEST_F(WorkerTest, PartitionsLostWhileASinkIsBlockedAreAbandoned) {
  Build({kAssigned,
         {.values = {Article("x")}, .end_reached = true},
         {.values = {}, .event = SourceEvent::kLost},
         kAssigned,
         {.values = {Article("y")}}});
  b_->FailFlushes({absl::UnavailableError("locked")});
  EXPECT_TRUE(worker_->Run(stop_).ok());
  EXPECT_THAT(journal_, Contains("b discard"));
  EXPECT_THAT(journal_, Not(Contains("b write x")));
  EXPECT_THAT(journal_, Contains("b write y"));
  EXPECT_THAT(journal_, Not(Contains("commit 11")));
  EXPECT_EQ(Total().of(Outcome::kAbandoned), 1U);
  EXPECT_EQ(Total().of(Outcome::kDelivered), 1U);
}

TEST_F(WorkerTest, TheEndBehindControlRecordsIsCommitted) {
  Build({kAssigned, {.values = {Article("x")}, .end_reached = true}});
  EXPECT_TRUE(worker_->Run(stop_).ok());
  EXPECT_THAT(journal_, Contains("commit 11"));
}

TEST_F(WorkerTest, SinksFinishWhatIsDueWithoutAnyMessage) {
  tick_interval_ = std::chrono::hours(0);
  Build({kAssigned, {.values = {}}});
  EXPECT_TRUE(worker_->Run(stop_).ok());
  EXPECT_THAT(journal_, Contains("a tick"));
  EXPECT_THAT(journal_, Contains("dead tick"));
}

TEST_F(WorkerTest, AStopDuringABlockageIsBoundedAndSaysSo) {
  Build({kAssigned, {.values = {Article("x")}}}, /*stop_after_idles=*/2);
  a_->FailFlushes(std::vector<absl::Status>(5, absl::UnavailableError("disk full")));
  const absl::Status status = worker_->Run(stop_);
  EXPECT_TRUE(absl::IsDeadlineExceeded(status)) << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr("disk full"));
  EXPECT_THAT(journal_, Not(Contains(HasSubstr("commit"))));
  EXPECT_EQ(Total().of(Outcome::kAbandoned), 1U);
  EXPECT_TRUE(Total().balanced());
}

}  // namespace
}  // namespace newsmill
