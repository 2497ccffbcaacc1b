// `newsmill search`, as a shell sees it.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>
#include <string>

#include "sinks/sqlite.h"
#include "tests/support/sample_documents.h"
#include "tests/support/temporary_folder.h"

namespace newsmill {
namespace {

class SearchTest : public testing::Test {
 protected:
  void SetUp() override {
    DocumentBatch batch;
    Document& doc = AddFullArticle(batch, "a", 1);
    doc.title = "Harbour \x1b[31mclosed\nagain";
    absl::StatusOr<OptionsReader> reader =
        OptionsReader::Parse("path: " + folder_.Path("news.db"), "test");
    auto sink = (*NewSqlite(*reader, {}))(0);
    const Document* document = &doc;
    std::vector<Settled> settled;
    ASSERT_TRUE((*sink)->Assign({}).ok());
    ASSERT_TRUE((*sink)->Append({&document, 1}).ok());
    ASSERT_TRUE(
        (*sink)->Flush(std::chrono::steady_clock::now() + std::chrono::seconds(5), &settled).ok());
  }

  // The exit status; standard output and error are in the files out and err.
  int Search(const std::string& arguments) {
    const std::string command = "cd " + folder_.Path("") + " && " + NEWSMILL_BINARY + " search " +
                                arguments + " > out 2> err";
    return WEXITSTATUS(std::system(command.c_str()));
  }

  TemporaryFolder folder_;
};

TEST_F(SearchTest, PrintsTitleDateSourceAndClaimWithItsSpeaker) {
  EXPECT_EQ(Search("percent"), 0);
  EXPECT_EQ(
      folder_.Read("out"),
      "Harbour  [31mclosed again\n"
      "  2026-01-02 · Example · https://Example.org/a?utm_source=x\n"
      "  Élodie Brun (harbour master) [warns] “We lost 12 percent,” “and more will follow.”\n");
}

TEST_F(SearchTest, PrintsJsonLines) {
  EXPECT_EQ(Search("--speaker brun --json"), 0);
  EXPECT_EQ(folder_.Read("out"),
            R"({"id":"a","title":"Harbour \u001B[31mclosed\nagain",)"
            R"("published_at":"2026-01-02T03:04:05Z","source":"Example",)"
            R"("url":"https://Example.org/a?utm_source=x","claim":{"text":)"
            R"("“We lost 12 percent,” “and more will follow.”","speaker":"Élodie Brun",)"
            R"("role":"harbour master","stance":"warns"}})"
            "\n");
}

// The article is of 2026-01-02T03:04:05Z.
TEST_F(SearchTest, SinceTakesDatesWithAZone) {
  EXPECT_EQ(Search("percent --json --since 2026-01-02T04:04:05+01:00"), 0);
  EXPECT_NE(folder_.Read("out"), "");
  EXPECT_EQ(Search("percent --json --since 2026-01-02T04:04:06+01:00"), 0);
  EXPECT_EQ(folder_.Read("out"), "");
  EXPECT_EQ(Search("percent --json --since 2026-01-02"), 0);
  EXPECT_NE(folder_.Read("out"), "");
}

TEST_F(SearchTest, NothingFoundIsNoError) {
  EXPECT_EQ(Search("absent"), 0);
  EXPECT_EQ(folder_.Read("out"), "nothing found in news.db\n");
  EXPECT_EQ(Search("absent --json"), 0);
  EXPECT_EQ(folder_.Read("out"), "");
}

TEST_F(SearchTest, MistakesSayWhatToDo) {
  EXPECT_EQ(Search("x --db none.db"), 2);
  EXPECT_NE(folder_.Read("err").find("newsmill run"), std::string::npos);
  EXPECT_EQ(Search(""), 2);
  EXPECT_NE(folder_.Read("err").find("give words"), std::string::npos);
  EXPECT_EQ(Search("x --since soon"), 2);
  EXPECT_NE(folder_.Read("err").find("2026-01-02"), std::string::npos);
  EXPECT_EQ(Search("x --since 2026-99-99"), 2);
  EXPECT_EQ(Search("x --db ."), 2);
  EXPECT_NE(folder_.Read("err").find("is a directory"), std::string::npos);
  folder_.Write("text.db", std::string(5'000, 'x'));
  EXPECT_EQ(Search("x --db text.db"), 1);
}

TEST_F(SearchTest, HelpShowsAnExample) {
  EXPECT_EQ(Search("--help"), 0);
  EXPECT_NE(folder_.Read("out").find("Example"), std::string::npos);
}

}  // namespace
}  // namespace newsmill
