// `newsmill train words`, as a shell sees it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>
#include <fstream>
#include <string>

#include "processors/learning/hashing.h"
#include "processors/learning/word_classes.h"
#include "tests/processors/learning/toy_language.h"
#include "tests/support/temporary_folder.h"

namespace newsmill {
namespace {

using ::testing::HasSubstr;

class TrainWordsTest : public testing::Test {
 protected:
  void Write(const std::string& name, const std::string& text) {
    std::ofstream(folder_.Path(name)) << text;
  }

  // The exit status; standard output and error are in the files out and err.
  int Train(const std::string& arguments) {
    const std::string command = "cd " + folder_.Path("") + " && " + NEWSMILL_BINARY +
                                " train words " + arguments + " > out 2> err";
    return WEXITSTATUS(std::system(command.c_str()));
  }

  TemporaryFolder folder_;
};

TEST_F(TrainWordsTest, MakesAFileOutOfPlainText) {
  Write("text", ToyText(100));
  EXPECT_EQ(Train("--out w.bin --table w.tsv --exchange 3 --vectors 2,4 text"), 0);
  EXPECT_THAT(folder_.Read("out"), HasSubstr("w.bin: 12 words, 3 grains\n"));
  const auto file = ModelFile::Open(folder_.Path("w.bin"), WordClasses::kKind);
  ASSERT_TRUE(file.ok()) << file.status();
  const auto table = WordClasses::Load(*file);
  ASSERT_TRUE(table.ok()) << table.status();
  WordClasses::Classes classes{};
  EXPECT_TRUE((*table)->Find(HashText("Oslo"), &classes));
  const std::string row = "Oslo\t" + std::to_string(classes[0]) + "\t" +
                          std::to_string(classes[1]) + "\t" + std::to_string(classes[2]) + "\n";
  EXPECT_THAT(folder_.Read("w.tsv"), HasSubstr(row));
}

TEST_F(TrainWordsTest, ReadsArticlesAndCountsWhatIsNone) {
  Write("articles", R"({"id":"1","title":"Ada sees Oslo","body":"Ada sees Oslo"})"
                    "\n{\"id\":\"2\"}\n");
  EXPECT_EQ(Train("--out w.bin --exchange 3 --vectors 2 --min-count 1 - < articles"), 0);
  EXPECT_THAT(folder_.Read("err"),
              HasSubstr("6 words of text; 1 lines of JSON without an article"));
  EXPECT_THAT(folder_.Read("out"), HasSubstr("w.bin: 3 words, 2 grains"));
}

TEST_F(TrainWordsTest, TakesPublishedVectorsToo) {
  Write("text", ToyText(100));
  Write("glove.txt", "the 1 0.5\noslo 0 1\nlima 0 -1e-1\n");
  EXPECT_EQ(Train("--out w.bin --exchange 3 --vectors 2 --published glove.txt "
                  "--published-classes 2,1 text"),
            0);
  EXPECT_THAT(folder_.Read("out"),
              HasSubstr("w.bin: 12 words, 2 grains; published: 3 words, 2 grains"));
  EXPECT_EQ(Train("--out w.bin --published text text"), 2);
  EXPECT_THAT(folder_.Read("err"), HasSubstr("text:1: no word with its numbers behind it"));
}

TEST_F(TrainWordsTest, SaysWhatIsWrong) {
  Write("text", "Ada sees Oslo");
  EXPECT_EQ(Train("--out w.bin text"), 2);
  EXPECT_THAT(folder_.Read("err"), HasSubstr("256 classes of 0 words: read more text"));
  EXPECT_EQ(Train("--out w.bin none"), 2);
  EXPECT_THAT(folder_.Read("err"), HasSubstr("none"));
  EXPECT_EQ(Train("text"), 2);
  EXPECT_THAT(folder_.Read("err"), HasSubstr("--out is required"));
}

}  // namespace
}  // namespace newsmill
