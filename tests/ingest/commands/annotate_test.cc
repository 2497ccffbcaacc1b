#include <gtest/gtest.h>

#include <string>

#include "tests/support/command_line.h"

namespace newsmill {
namespace {

using AnnotateTest = CommandLineTest;

TEST_F(AnnotateTest, ReadsStandardInput) {
  folder_.Write("in", R"({"id":"a","body":"Text."})");
  EXPECT_EQ(Run("annotate < in > out 2> err"), 0);
  EXPECT_EQ(Run("annotate - < in > out2 2> err"), 0);
  EXPECT_EQ(folder_.Read("err"), "");
  EXPECT_TRUE(folder_.Read("out").starts_with(R"({"schema":"newsmill.enriched.v1","id":"a")"));
  EXPECT_FALSE(folder_.Read("out2").empty());
}

TEST_F(AnnotateTest, SaysWhatCouldNotBeProcessed) {
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

TEST_F(AnnotateTest, TakesTheServicesConfiguration) {
  folder_.Write("in", R"({"id":"a","title":")" + std::string(200, 't') + R"(","body":"Text."})");
  folder_.Write("good.yaml",
                "source: {kafka: {brokers: b, topics: [t]}}\nworkers: 3\n"
                "limits: {memory_mb: 100, max_title_bytes: 100}\nsinks: [sqlite: {path: x}]\n");
  EXPECT_EQ(Run("annotate in --config good.yaml > out 2> err"), 3);
  EXPECT_TRUE(folder_.Read("err").starts_with("0\ta\ttoo_large\t")) << folder_.Read("err");
  EXPECT_EQ(Run("annotate in --config . > out 2> err"), 2);
  EXPECT_NE(folder_.Read("err").find("is a directory"), std::string::npos);
  folder_.Write("bad.yaml", "processors:\n  nonsense: {}\n");
  EXPECT_EQ(Run("annotate in --config bad.yaml > out 2> err"), 2);
  EXPECT_NE(folder_.Read("err").find("bad.yaml:2"), std::string::npos);
}

TEST_F(AnnotateTest, PrintsNothingWhereAFileIsMissing) {
  folder_.Write("in", R"({"id":"a","body":"Text."})");
  EXPECT_EQ(Run("annotate in missing > out 2> err"), 2);
  EXPECT_EQ(folder_.Read("out"), "");
  EXPECT_NE(folder_.Read("err").find("missing: No such file"), std::string::npos);
}

TEST_F(AnnotateTest, DrawsOnePageOfAllArticles) {
  folder_.Write("in", R"({"id":"a","body":"“We agree,” said Ann Lee."})"
                      "\nbad\n"
                      R"({"id":"b","body":"Text."})");
  EXPECT_EQ(Run("annotate --html in > out 2> err"), 3);
  const std::string page = folder_.Read("out");
  EXPECT_TRUE(page.starts_with("<!DOCTYPE html>"));
  EXPECT_TRUE(page.ends_with("</html>\n"));
  EXPECT_NE(page.find("<section class=\"article\" id=\"a0\">"), std::string::npos);
  EXPECT_EQ(page.find("id=\"a1\""), std::string::npos);
  EXPECT_NE(page.find("<section class=\"article\" id=\"a2\">"), std::string::npos);
  EXPECT_EQ(Run("annotate --html --jobs 3 in > again 2> err"), 3);
  EXPECT_EQ(folder_.Read("again"), page);
}

TEST_F(AnnotateTest, WrongUsageIsStatusTwo) {
  folder_.Write("in", "");
  for (const char* arguments :
       {"annotate nothing-here", "annotate in --format xml", "annotate in --jobs 0",
        "annotate in --offset-unit bytes", "annotate in --html --offset-unit utf8",
        "annotate in --config none.yaml", "annotate in --dead-letters no/such/folder",
        "annotate --frobnicate"}) {
    EXPECT_EQ(Run(std::string(arguments) + " > out 2> err"), 2) << arguments;
    EXPECT_NE(folder_.Read("err"), "") << arguments;
  }
  EXPECT_EQ(Run("annotate --help > out 2> err"), 0);
  EXPECT_NE(folder_.Read("out").find("Example"), std::string::npos);
}

}  // namespace
}  // namespace newsmill
