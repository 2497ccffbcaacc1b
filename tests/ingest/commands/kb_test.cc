// `newsmill kb`, as a shell sees it.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "tests/support/command_line.h"

namespace newsmill {
namespace {

using testing::HasSubstr;

class KbTest : public CommandLineTest {
 protected:
  void Write(const std::string& name, const std::string& text) {
    std::ofstream(folder_.Path(name), std::ios::binary) << text;
  }
};

TEST_F(KbTest, BuildsFromATableAndShowsWhatANameMayMean) {
  Write("t.tsv",
        "United States\tLOC.country\tQ30\tUSA\t300\t\tUS\n\n"
        "Washington\tLOC.capital\tQ61\tWashington, D.C.\t100\tUS\n"
        "George Washington\tPER\tQ23\tWashington\t120\tQ30\n");
  ASSERT_EQ(Run("kb build t.tsv -o kb.bin 2> err"), 0) << folder_.Read("err");
  EXPECT_THAT(folder_.Read("err"), HasSubstr("3 things, 6 names, from 3 rows of 4 lines"));
  EXPECT_EQ(Run("kb show Washington --kb kb.bin > out"), 0);
  EXPECT_EQ(folder_.Read("out"),
            "100\tLOC.capital\tWashington\tQ61\t\tUnited States\n"
            "72\tPER\tGeorge Washington\tQ23\t\tUnited States\n");
}

TEST_F(KbTest, ABadRowIsNamedByFileAndLineAndNothingIsWritten) {
  Write("t.tsv", "Paris\tLOC\tQ90\t\t1\nRome\n");
  EXPECT_EQ(Run("kb build t.tsv -o kb.bin 2> err"), 2);
  EXPECT_THAT(folder_.Read("err"), HasSubstr("t.tsv:2: the row has 1 columns"));
  EXPECT_FALSE(std::filesystem::exists(folder_.Path("kb.bin")));
}

TEST_F(KbTest, AFileThatIsNoKnowledgeBaseIsAnError) {
  Write("t.tsv", "Paris\n");
  EXPECT_EQ(Run("kb show Paris --kb t.tsv 2> err"), 2);
  EXPECT_THAT(folder_.Read("err"), HasSubstr("no knowledge base"));
}

}  // namespace
}  // namespace newsmill
