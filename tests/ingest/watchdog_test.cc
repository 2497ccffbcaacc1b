#include "ingest/watchdog.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "processors/base/reason_codes.h"
#include "tests/support/poison_stage.h"
#include "tests/support/temporary_folder.h"

namespace newsmill {
namespace {

using std::chrono::milliseconds;

// A child that works under a watchdog; its status as waitpid() gives it.
template <typename Work>
int StatusOf(const std::string& path, milliseconds deadline, const Work& work) {
  const pid_t child = ::fork();
  if (child == 0) {
    InstallCrashHandlers();
    auto marker = PoisonMarker::Create(path);
    if (!marker.ok()) ::_exit(1);
    (*marker)->WatchThread();
    const Watchdog watchdog({marker->get()}, deadline);
    work(**marker);
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return status;
}

TEST(WatchdogTest, EndsAProcessWhoseStageHangs) {
  const TemporaryFolder folder;
  const std::string path = folder.Path("0.marker");
  const int status = StatusOf(path, milliseconds(200), [](PoisonMarker& marker) {
    DocumentBatch batch;
    batch.Add().message.position = {"news", Partition{1}, Offset{5}};
    batch.docs()[0].title = "hang";
    marker.Begin(batch.docs(), /*alone=*/false);
    marker.EnterStage("poison");
    static_cast<void>(NewPoisonStage()->Process(batch));
  });
  ASSERT_TRUE(WIFSIGNALED(status));
  EXPECT_EQ(WTERMSIG(status), SIGABRT);
  const auto death = ReadMarker(path);
  ASSERT_TRUE(death.ok() && death->has_value());
  EXPECT_EQ((*death)->code, kReasonStageTimeout);
  EXPECT_EQ((*death)->stage, "poison");
  ASSERT_EQ((*death)->in_process.size(), 1U);
  EXPECT_EQ((*death)->in_process[0].first, Offset{5});
}

TEST(WatchdogTest, LetsAWorkerAloneThatWaitsForASinkOrMovesOn) {
  const TemporaryFolder folder;
  const int status = StatusOf(folder.Path("0.marker"), milliseconds(500), [](PoisonMarker& marker) {
    DocumentBatch batch;
    batch.Add().message.position = {"news", Partition{1}, Offset{5}};
    batch.docs()[0].title = "wait";
    marker.Begin(batch.docs(), /*alone=*/false);
    marker.End();
    static_cast<void>(NewPoisonStage()->Process(batch));  // not in process: a second is fine
    marker.Begin(batch.docs(), /*alone=*/false);
    for (int i = 0; i < 200; ++i) {
      marker.EnterStage("one of many");
      std::this_thread::sleep_for(milliseconds(5));
    }
    marker.End();  // a sanitizer may take a second to end the process
  });
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

TEST(WatchdogTest, DoesNotTakeAStoppedProcessForOneThatHangs) {
  const TemporaryFolder folder;
  const int status = StatusOf(folder.Path("0.marker"), milliseconds(500), [](PoisonMarker& marker) {
    DocumentBatch batch;
    batch.Add().message.position = {"news", Partition{1}, Offset{5}};
    marker.Begin(batch.docs(), /*alone=*/false);
    const pid_t self = ::getpid();
    const pid_t waker = ::fork();
    if (waker == 0) {
      std::this_thread::sleep_for(milliseconds(1000));
      ::kill(self, SIGCONT);
      ::_exit(0);
    }
    ::raise(SIGSTOP);
    marker.End();
    ::waitpid(waker, nullptr, 0);
  });
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

}  // namespace
}  // namespace newsmill
