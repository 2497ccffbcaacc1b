#include "ingest/poison_marker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>

#include "processors/base/reason_codes.h"
#include "tests/support/poison_stage.h"
#include "tests/support/temporary_folder.h"

namespace newsmill {
namespace {

using ::testing::ElementsAre;

void Add(DocumentBatch& batch, std::string_view topic, int partition, int offset,
         std::string_view title = "a title") {
  Document& document = batch.Add();
  document.message.position = {topic, Partition{partition}, Offset{offset}};
  document.title = title;
}

// What a child process leaves behind that has a marker and does `work` with it.
class PoisonMarkerTest : public ::testing::Test {
 protected:
  // Returns the signal that ended it.
  int DieIn(const std::function<void(PoisonMarker&)>& work) const {
    const pid_t child = ::fork();
    if (child == 0) {
      InstallCrashHandlers();
      auto marker = PoisonMarker::Create(path_);
      if (!marker.ok()) ::_exit(1);
      (*marker)->WatchThread();
      work(**marker);
      ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  }

  // Dies of a message whose title is `title`, in the stage "poison".
  int DieOf(std::string_view title, bool alone = false) const {
    return DieIn([&](PoisonMarker& marker) {
      DocumentBatch batch;
      Add(batch, "news", 3, 17, title);
      marker.Begin(batch.docs(), alone);
      marker.EnterStage("poison");
      static_cast<void>(NewPoisonStage()->Process(batch));
      marker.End();
    });
  }

  std::optional<MarkedDeath> Death() const {
    const auto death = ReadMarker(path_);
    EXPECT_TRUE(death.ok()) << death.status();
    return death.ok() ? *death : std::nullopt;
  }

  TemporaryFolder folder_;
  const std::string path_ = folder_.Path("0.marker");
};

TEST_F(PoisonMarkerTest, AFatalSignalInAStageCounts) {
  EXPECT_EQ(DieOf("segfault"), SIGSEGV);
  const auto death = Death();
  ASSERT_TRUE(death.has_value());
  EXPECT_EQ(death->code, kReasonStageCrash);
  EXPECT_EQ(death->stage, "poison");
  EXPECT_FALSE(death->alone);
  ASSERT_EQ(death->in_process.size(), 1U);
  EXPECT_EQ(death->in_process[0].topic, "news");
  EXPECT_EQ(death->in_process[0].partition, Partition{3});
  EXPECT_EQ(death->in_process[0].first, Offset{17});
  EXPECT_EQ(death->in_process[0].last, Offset{17});
}

TEST_F(PoisonMarkerTest, SoDoAbortAndAStackThatIsUsedUp) {
  for (const auto& [title, signal] :
       {std::pair("abort", SIGABRT), std::pair("overflow", SIGSEGV)}) {
    EXPECT_EQ(DieOf(title, /*alone=*/true), signal);
    const auto death = Death();
    ASSERT_TRUE(death.has_value()) << title;
    EXPECT_EQ(death->code, kReasonStageCrash);
    EXPECT_TRUE(death->alone);
    ::unlink(path_.c_str());
  }
}

TEST_F(PoisonMarkerTest, BeingKilledDoesNot) {
  for (const int signal : {SIGKILL, SIGTERM, SIGSEGV, SIGABRT}) {
    // By its parent, while it is busy: whether that is a fatal signal or not.
    int pipe_ends[2];
    ASSERT_EQ(::pipe(pipe_ends), 0);
    const pid_t killer = ::fork();
    if (killer == 0) {
      pid_t victim = 0;
      if (::read(pipe_ends[0], &victim, sizeof(victim)) == sizeof(victim)) ::kill(victim, signal);
      ::_exit(0);
    }
    EXPECT_EQ(DieIn([&](PoisonMarker& marker) {
                DocumentBatch batch;
                Add(batch, "news", 0, 1);
                marker.Begin(batch.docs(), false);
                const pid_t self = ::getpid();
                if (::write(pipe_ends[1], &self, sizeof(self)) != sizeof(self)) return;
                while (true) ::pause();
              }),
              signal);
    ::waitpid(killer, nullptr, 0);
    EXPECT_FALSE(Death().has_value()) << signal;
    ::unlink(path_.c_str());
    ::close(pipe_ends[0]);
    ::close(pipe_ends[1]);
  }
}

TEST_F(PoisonMarkerTest, NorDoesACrashOutsideTheStages) {
  EXPECT_EQ(DieIn([](PoisonMarker& marker) {
              DocumentBatch batch;
              Add(batch, "news", 0, 1);
              marker.Begin(batch.docs(), false);
              marker.End();
              ::abort();  // in a sink, say
            }),
            SIGABRT);
  EXPECT_FALSE(Death().has_value());
}

TEST_F(PoisonMarkerTest, NamesEveryPartitionOfTheBatch) {
  EXPECT_EQ(DieIn([](PoisonMarker& marker) {
              DocumentBatch batch;
              for (const int offset : {5, 6, 7}) {
                Add(batch, "a", 0, offset);
                Add(batch, "a", 1, offset + 100);
                Add(batch, "b", 0, offset + 200);
              }
              marker.Begin(batch.docs(), false);
              ::abort();
            }),
            SIGABRT);
  const auto death = Death();
  ASSERT_TRUE(death.has_value());
  EXPECT_EQ(death->stage, "decoder");
  std::vector<std::string> ranges;
  for (const OffsetRange& range : death->in_process) {
    ranges.push_back(range.topic + std::to_string(static_cast<int32_t>(range.partition)) + " " +
                     std::to_string(static_cast<int64_t>(range.first)) + "-" +
                     std::to_string(static_cast<int64_t>(range.last)));
  }
  EXPECT_THAT(ranges, ElementsAre("a0 5-7", "a1 105-107", "b0 205-207"));
}

TEST_F(PoisonMarkerTest, TakesNoMorePartitionsAtOnceThanItCanName) {
  auto marker = PoisonMarker::Create(path_);
  ASSERT_TRUE(marker.ok()) << marker.status();
  DocumentBatch batch;
  for (int partition = 0; partition < 100; ++partition) Add(batch, "news", partition, 1);
  EXPECT_EQ((*marker)->Begin(batch.docs(), false), 64U);
  EXPECT_EQ((*marker)->Begin(batch.docs().subspan(64), false), 36U);
}

TEST_F(PoisonMarkerTest, ACleanEndLeavesNoFile) {
  {
    ASSERT_TRUE(PoisonMarker::Create(path_).ok());
  }
  EXPECT_FALSE(FileExists(path_));
}

TEST_F(PoisonMarkerTest, AFileThatIsNoMarkerSaysNothing) {
  folder_.Write("0.marker", "something else");
  EXPECT_FALSE(Death().has_value());
  folder_.Write("0.marker", "");
  EXPECT_FALSE(Death().has_value());
}

}  // namespace
}  // namespace newsmill
