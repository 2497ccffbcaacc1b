// `newsmill dlq`, as a shell sees it, on a directory; tests/integration/dlq.py has it on a broker.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/command_line.h"
#include "tests/support/dead_letter_lines.h"

namespace newsmill {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class DlqTest : public CommandLineTest {
 protected:
  void SetUp() override {
    folder_.Write("1.ndjson", DeadLetterLine(1) + DeadLetterLine(2, "too_large"));
  }

  int Dlq(const std::string& arguments) { return Run("dlq " + arguments + " > out 2> err"); }
  std::string Out() const { return folder_.Read("out"); }
  std::string Err() const { return folder_.Read("err"); }
};

TEST_F(DlqTest, ListsAsATable) {
  EXPECT_EQ(Dlq("list --directory ."), 0);
  EXPECT_EQ(
      Out(),
      "POSITION                      FAILED AT                 CODE                  WHERE      "
      "   ARTICLE                   REASON\n"
      "news/0/1                      2026-01-02T03:03:04Z      invalid_json          decoder    "
      "   k1                        why\n"
      "news/0/2                      2026-01-02T03:03:04Z      too_large             decoder    "
      "   k2                        why\n");
  EXPECT_EQ(Dlq("list --directory . --reason empty_body"), 0);
  EXPECT_EQ(Out(), "no dead letters\n");
}

TEST_F(DlqTest, ListsAsJson) {
  EXPECT_EQ(Dlq("list --directory . --json --limit 1"), 0);
  EXPECT_EQ(Out(), R"({"position":"news/0/1","topic":"news","partition":0,"offset":1,"id":"k1",)"
                   R"("stage":"decoder","class":"decode","code":"invalid_json","reason":"why",)"
                   R"("attempts":1,"failed_at":"2026-01-02T03:03:04Z","value_size":2})"
                   "\n");
}

TEST_F(DlqTest, ShowsOneWhole) {
  EXPECT_EQ(Dlq("show --directory . --position news/0/2"), 0);
  EXPECT_THAT(Out(), AllOf(HasSubstr("code       too_large\n"), HasSubstr("header     trace: t\n"),
                           HasSubstr("value      2 bytes\nv2\n"), Not(HasSubstr("news/0/1"))));
  EXPECT_EQ(Dlq("show --directory . --id k1 --raw"), 0);
  EXPECT_EQ(Out(), "v1");
}

TEST_F(DlqTest, DropsOnlyWhatIsMeant) {
  EXPECT_EQ(Dlq("drop --directory ."), 2);
  EXPECT_THAT(Err(), HasSubstr("--yes"));
  EXPECT_EQ(Dlq("drop --directory . --reason too_large --dry-run"), 0);
  EXPECT_EQ(Out(), "would drop 1 dead letters\n");
  EXPECT_EQ(Dlq("drop --directory . --reason too_large"), 0);
  EXPECT_EQ(Out(), "dropped 1 dead letters\n");
  EXPECT_EQ(folder_.Read("1.ndjson"), DeadLetterLine(1));
}

TEST_F(DlqTest, MistakesAreNamed) {
  EXPECT_EQ(Dlq("list"), 2);
  EXPECT_THAT(Err(), HasSubstr("--directory DIR"));
  EXPECT_EQ(Dlq("list --directory gone"), 2);
  EXPECT_THAT(Err(), HasSubstr("gone"));
  EXPECT_EQ(Dlq("list --directory . --since tomorrow"), 2);
  EXPECT_EQ(Dlq("list --directory . --letters dead"), 2);
  EXPECT_EQ(Dlq("show --directory . --id nobody"), 2);
  EXPECT_EQ(Dlq("show --directory . --raw"), 2);
  EXPECT_THAT(Err(), HasSubstr("several"));
  EXPECT_EQ(Dlq("replay --directory . --property nonsense"), 2);
  EXPECT_EQ(Dlq("list --letters dead --brokers 127.0.0.1:1 --timeout 1"), 1);
}

}  // namespace
}  // namespace newsmill
