#include "ingest/poison_guard.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "tests/support/poison_stage.h"
#include "tests/support/temporary_folder.h"

namespace newsmill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

struct Input {
  int partition;
  int offset;
  std::string title;
};

void Fill(const std::vector<Input>& inputs, DocumentBatch* batch) {
  for (const Input& input : inputs) {
    Message& message = batch->Add().message;
    message.position = {"news", Partition{input.partition}, Offset{input.offset}};
    message.value = batch->arena().CopyPadded(
        R"({"id":"x","title":")" + input.title + R"(","body":"Ann Lee said no."})", 64);
  }
}

// "offset code stage attempts" of each dead letter.
std::vector<std::string> DeadOf(const DocumentBatch& batch) {
  std::vector<std::string> dead;
  for (const Document& document : batch.docs()) {
    const Failure& failure = document.failure;
    if (failure.empty()) continue;
    dead.push_back(std::to_string(static_cast<int64_t>(document.message.position.offset)) + " " +
                   std::string(failure.code) + " " + std::string(failure.stage) + " " +
                   std::to_string(failure.attempts));
  }
  return dead;
}

class PoisonGuardTest : public ::testing::Test {
 protected:
  // One process of several that work on the same batch, one after the other: whether it came
  // through, and what it then found dead.
  bool RunProcess(const std::vector<Input>& inputs, std::vector<std::string>* dead) const {
    const std::string report = folder_.Path("report");
    const pid_t child = ::fork();
    if (child == 0) {
      InstallCrashHandlers();
      ::_exit(Work(inputs, report) ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    if (WIFSIGNALED(status)) return false;
    EXPECT_EQ(WEXITSTATUS(status), 0);
    dead->clear();
    std::ifstream lines(report);
    for (std::string line; std::getline(lines, line);) dead->push_back(line);
    return true;
  }

  // How many processes it took to come through.
  int Processes(const std::vector<Input>& inputs, std::vector<std::string>* dead) const {
    int processes = 1;
    while (!RunProcess(inputs, dead) && processes < 20) ++processes;
    return processes;
  }

  std::vector<Suspects> Known() const {
    auto suspects = PoisonStore(folder_.Path("state")).Load();
    EXPECT_TRUE(suspects.ok()) << suspects.status();
    return suspects.ok() ? *suspects : std::vector<Suspects>();
  }

  TemporaryFolder folder_;

 private:
  bool Work(const std::vector<Input>& inputs, const std::string& report) const {
    auto guard = PoisonGuard::Create(folder_.Path("state"));
    OptionsReader root = OptionsReader::Empty();
    auto spec = PipelineSpec::Read(root, DecodeLimits());
    if (!guard.ok() || !spec.ok() || !(*guard)->Reload().ok()) return false;
    spec->AddStage("poison", &NewPoisonStage);
    Pipeline pipeline(*spec);
    DocumentBatch batch;
    Fill(inputs, &batch);
    if (!(*guard)->Run(pipeline, batch).ok() || batch.size() != inputs.size()) return false;
    std::ofstream out(report);
    for (const std::string& line : DeadOf(batch)) out << line << '\n';
    return true;
  }
};

TEST_F(PoisonGuardTest, TheSecondDeathWithThatMessageAloneIsItsLast) {
  std::vector<std::string> dead;
  const std::vector<Input> inputs = {
      {0, 1, "T"}, {1, 7, "T"}, {0, 2, "segfault"}, {0, 3, "T"}, {1, 8, "T"}};
  EXPECT_EQ(Processes(inputs, &dead), 3);
  EXPECT_THAT(dead, ElementsAre("2 stage_crash poison 2"));
}

TEST_F(PoisonGuardTest, SeveralInOneBatchAreFoundOneByOne) {
  std::vector<std::string> dead;
  const std::vector<Input> inputs = {{0, 1, "abort"}, {0, 2, "T"}, {0, 3, "overflow"}};
  EXPECT_EQ(Processes(inputs, &dead), 4);
  EXPECT_THAT(dead, ElementsAre("1 stage_crash poison 2", "3 stage_crash poison 2"));
}

TEST_F(PoisonGuardTest, AMessageAloneInItsBatchDiesTwiceToo) {
  std::vector<std::string> dead;
  EXPECT_EQ(Processes({{0, 1, "segfault"}}, &dead), 3);
  EXPECT_THAT(dead, ElementsAre("1 stage_crash poison 2"));
}

TEST_F(PoisonGuardTest, ACrashThatDoesNotComeAgainCostsNoMessage) {
  std::vector<std::string> dead;
  EXPECT_FALSE(RunProcess({{0, 1, "T"}, {0, 2, "abort"}}, &dead));
  EXPECT_TRUE(RunProcess({{0, 1, "T"}, {0, 2, "T"}}, &dead));
  EXPECT_THAT(dead, IsEmpty());
  EXPECT_THAT(Known(), SizeIs(1));
}

TEST_F(PoisonGuardTest, ALivingWorkerLearnsOfAnotherProcessDeathAndForgetsWhatIsCommitted) {
  auto guard = PoisonGuard::Create(folder_.Path("state"));
  ASSERT_TRUE(guard.ok()) << guard.status();
  std::vector<std::string> dead;
  const std::vector<Input> inputs = {{0, 1, "T"}, {0, 2, "segfault"}};
  EXPECT_FALSE(RunProcess(inputs, &dead));
  EXPECT_FALSE(RunProcess(inputs, &dead));
  ASSERT_TRUE((*guard)->Reload().ok());
  ASSERT_THAT(Known(), SizeIs(2));
  EXPECT_TRUE(Known()[0].poison);
  EXPECT_FALSE(Known()[1].poison);

  OptionsReader root = OptionsReader::Empty();
  auto spec = PipelineSpec::Read(root, DecodeLimits());
  ASSERT_TRUE(spec.ok());
  Pipeline pipeline(*spec);
  DocumentBatch batch;
  Fill(inputs, &batch);
  ASSERT_TRUE((*guard)->Run(pipeline, batch).ok());
  EXPECT_THAT(DeadOf(batch), ElementsAre("2 stage_crash poison 2"));

  const NextOffset elsewhere{{"news", Partition{1}}, Offset{9}};
  const NextOffset before{{"news", Partition{0}}, Offset{2}};
  const NextOffset behind{{"news", Partition{0}}, Offset{3}};
  (*guard)->Committed({{elsewhere, before}});
  EXPECT_THAT(Known(), SizeIs(2));
  (*guard)->Committed({{behind}});
  EXPECT_THAT(Known(), IsEmpty());
  DocumentBatch again;
  Fill(inputs, &again);
  ASSERT_TRUE((*guard)->Run(pipeline, again).ok());
  EXPECT_THAT(DeadOf(again), IsEmpty());
}

TEST_F(PoisonGuardTest, MoreThanAMarkerCanNameStillRunsWhole) {
  std::vector<Input> inputs;
  for (int partition = 0; partition < 150; ++partition) inputs.push_back({partition, 1, "T"});
  inputs.push_back({200, 1, "segfault"});
  std::vector<std::string> dead;
  EXPECT_EQ(Processes(inputs, &dead), 3);
  EXPECT_THAT(dead, ElementsAre("1 stage_crash poison 2"));
}

TEST_F(PoisonGuardTest, DamagedStateIsNoObstacle) {
  std::filesystem::create_directories(folder_.Path("state/poison"));
  folder_.Write("state/poison/suspects.tsv",
                "poison\tnews\n\xff\tx\t\t\t\t\t\nsuspect\tnews\t0\t1\t1");
  folder_.Write("state/poison/0.marker", "not a marker");
  std::vector<std::string> dead;
  EXPECT_TRUE(RunProcess({{0, 1, "T"}}, &dead));
  EXPECT_THAT(dead, IsEmpty());
}

}  // namespace
}  // namespace newsmill
