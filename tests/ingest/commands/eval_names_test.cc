// `newsmill eval names`, as a shell sees it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>

#include "tests/support/temporary_folder.h"

namespace newsmill {
namespace {

using ::testing::HasSubstr;

class EvalNamesTest : public testing::Test {
 protected:
  int Eval(const std::string& arguments) {
    const std::string command = "cd " + folder_.Path("") + " && " + NEWSMILL_BINARY +
                                " eval names " + arguments + " > out 2> err";
    return WEXITSTATUS(std::system(command.c_str()));
  }

  TemporaryFolder folder_;
};

TEST_F(EvalNamesTest, PrintsTables) {
  folder_.Write("dev.jsonl",
                R"({"text":"Angela Merkel flew to Paris on Monday.","entities":[)"
                R"({"start":0,"end":13,"type":"PER"},{"start":31,"end":37,"type":"ORG"}]})"
                "\n");
  EXPECT_EQ(Eval("dev.jsonl,complete=PER+ORG --errors"), 0);
  const std::string out = folder_.Read("out");
  EXPECT_THAT(out, HasSubstr("  PER          100.00 100.00 100.00        1        1        1\n"));
  EXPECT_THAT(out, HasSubstr("  all          100.00  50.00  66.67        2        1        1\n"));
  EXPECT_THAT(out, HasSubstr("  lower case   "));
  EXPECT_THAT(out, HasSubstr("missed ORG      Monday\n"));
}

TEST_F(EvalNamesTest, SaysWhatIsWrong) {
  EXPECT_EQ(Eval("none.jsonl"), 2);
  EXPECT_THAT(folder_.Read("err"), HasSubstr("none.jsonl"));
  folder_.Write("dev.jsonl", "");
  EXPECT_EQ(Eval("dev.jsonl --model none.bin"), 2);
  EXPECT_THAT(folder_.Read("err"), HasSubstr("none.bin"));
}

}  // namespace
}  // namespace newsmill
