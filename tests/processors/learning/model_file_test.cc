#include "processors/learning/model_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/temporary_folder.h"

namespace newsmill {
namespace {

using ::testing::HasSubstr;

class ModelFileTest : public ::testing::Test {
 protected:
  ModelFileTest() {
    writer_.Add("weights", std::string(1000, 'w'));
    writer_.Add("empty", "");
    writer_.Add("words", "alpha beta");
  }

  // The error of opening a file with `bytes`, which must not open.
  std::string ErrorOf(const std::string& bytes, std::string_view kind = "names") {
    const auto file = ModelFile::Open(folder_.Write("bad.bin", bytes), kind);
    EXPECT_FALSE(file.ok());
    return std::string(file.status().message());
  }

  TemporaryFolder folder_;
  ModelFileWriter writer_{"names"};
};

TEST_F(ModelFileTest, GivesBackItsSectionsAligned) {
  const std::string path = folder_.Path("model.bin");
  ASSERT_TRUE(writer_.Write(path).ok());
  const auto file = ModelFile::Open(path, "names");
  ASSERT_TRUE(file.ok()) << file.status();
  EXPECT_EQ(*(*file)->Section("weights"), std::string(1000, 'w'));
  EXPECT_EQ(*(*file)->Section("empty"), "");
  EXPECT_EQ(*(*file)->Section("words"), "alpha beta");
  EXPECT_EQ(reinterpret_cast<uintptr_t>((*file)->Section("words")->data()) % 64, 0U);
  EXPECT_THAT((*file)->Section("lists").status().message(), HasSubstr("no section 'lists'"));
}

TEST_F(ModelFileTest, EqualSectionsGiveEqualBytes) {
  ModelFileWriter same("names");
  same.Add("weights", std::string(1000, 'w'));
  same.Add("empty", "");
  same.Add("words", "alpha beta");
  EXPECT_EQ(writer_.Bytes(), same.Bytes());
}

TEST_F(ModelFileTest, NamesTheFileAndWhatIsWrong) {
  EXPECT_THAT(ErrorOf(""), HasSubstr("bad.bin: no model: the file is empty"));
  EXPECT_THAT(ErrorOf("{\"json\": true}"), HasSubstr("no model file"));
  EXPECT_THAT(ErrorOf(writer_.Bytes(), "tags"),
              HasSubstr("a model of kind 'names', wanted is 'tags'"));
  EXPECT_THAT(ErrorOf(writer_.Bytes() + "x"), HasSubstr("damaged model"));
  EXPECT_THAT(std::string(ModelFile::Open("/nowhere/x.bin", "names").status().message()),
              HasSubstr("/nowhere/x.bin: cannot open the model"));
}

TEST_F(ModelFileTest, NoticesEveryChangedByte) {
  const std::string bytes = writer_.Bytes();
  for (size_t i = 0; i < bytes.size(); ++i) {
    // What follows the kind's name, and the header's end, are not looked at.
    if ((i > 13 && i < 24) || (i >= 48 && i < 64)) continue;
    std::string damaged = bytes;
    damaged[i] = static_cast<char>(damaged[i] ^ 0x20);
    EXPECT_FALSE(ModelFile::FromBytes(damaged, "names", "memory").ok()) << "byte " << i;
  }
  for (size_t size = 0; size < bytes.size(); size += 7) {
    EXPECT_FALSE(ModelFile::FromBytes(bytes.substr(0, size), "names", "memory").ok());
  }
}

}  // namespace
}  // namespace newsmill
