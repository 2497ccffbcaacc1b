// `newsmill eval claims`, as a shell sees it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/command_line.h"

namespace newsmill {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

using EvalClaimsTest = CommandLineTest;

TEST_F(EvalClaimsTest, PrintsTables) {
  folder_.Write("dev.jsonl",
                R"({"id":"a","text":"“The bridge will be closed in May,” Angela Merkel said.",)"
                R"("body_html":"<p>“The bridge will be closed in May,” Angela Merkel said.",)"
                R"("attributions":[{"source":{"start":36,"end":49},"cue":{"start":50,"end":54},)"
                R"("content":[{"start":0,"end":35}],"kind":"direct","speaker":"Angela Merkel",)"
                R"("stance":"denial"}]})"
                "\n");
  EXPECT_EQ(Run("eval claims dev.jsonl --errors > out"), 0);
  const std::string out = folder_.Read("out");
  EXPECT_THAT(out, HasSubstr("  source                   100.00 100.00 100.00        1        1"));
  EXPECT_THAT(out, HasSubstr("  direct                   100.00 100.00 100.00   100.00   100.00"));
  EXPECT_THAT(out, HasSubstr("  resolved speaker                   100.00  1 of 1\n"));
  EXPECT_THAT(out, HasSubstr("  stance                               0.00  0 of 1\n"));
  EXPECT_THAT(out, HasSubstr("  HTML read as the plain text        100.00  1 of 1\n"));
  EXPECT_THAT(out, Not(HasSubstr("scare quotes")));
  EXPECT_THAT(out, HasSubstr("       1  stance: denial as says\n"
                             "          said 1;\n"
                             "          a: Angela Merkel | said | “The bridge will be closed"));
}

TEST_F(EvalClaimsTest, SaysWhatIsWrong) {
  EXPECT_EQ(Run("eval claims none.jsonl 2> err"), 2);
  EXPECT_THAT(folder_.Read("err"), HasSubstr("none.jsonl"));
  folder_.Write("dev.jsonl", "{\"text\":\"x\"}\n");
  EXPECT_EQ(Run("eval claims dev.jsonl 2> err"), 2);
  EXPECT_THAT(folder_.Read("err"), HasSubstr("dev.jsonl:1: no array `attributions`"));
}

}  // namespace
}  // namespace newsmill
