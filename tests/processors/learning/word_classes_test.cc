#include "processors/learning/word_classes.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "processors/base/arena.h"
#include "processors/learning/hashing.h"

namespace newsmill {
namespace {

using Classes = WordClasses::Classes;

class WordClassesTest : public ::testing::Test {
 protected:
  absl::StatusOr<std::shared_ptr<const WordClasses>> Load(const ModelFileWriter& writer) {
    const std::string_view bytes = arena_.CopyPadded(writer.Bytes(), 64);
    return WordClasses::Load(*ModelFile::FromBytes(bytes, WordClasses::kKind, "memory"));
  }

  Arena arena_;
};

TEST_F(WordClassesTest, FindsWhatItWasGiven) {
  WordClasses::Table cased{{}, 2};
  for (uint16_t i = 0; i < 1000; ++i) {
    cased.entries.push_back({"w" + std::to_string(i), {i, static_cast<uint16_t>(i / 10)}});
  }
  cased.entries.push_back({"w7", {1, 1}});  // the first counts
  const WordClasses::Table folded{{{"w7", {70, 71, 72}}, {"oslo", {80, 81, 82}}}, 3};
  const auto classes = Load(WordClasses::Encode(cased, folded));
  ASSERT_TRUE(classes.ok()) << classes.status();
  EXPECT_EQ((*classes)->grains(), 5U);
  for (uint16_t i = 0; i < 1000; ++i) {
    Classes found{};
    ASSERT_TRUE((*classes)->Find(HashText("w" + std::to_string(i)), &found));
    EXPECT_EQ(found, (Classes{i, static_cast<uint16_t>(i / 10)}));
  }
  Classes both{};
  EXPECT_TRUE((*classes)->Find(HashText("w7"), &both));
  EXPECT_TRUE((*classes)->FindFolded(HashText("w7"), &both));
  EXPECT_EQ(both, (Classes{7, 0, 70, 71, 72}));
  Classes untouched{5, 5, 5, 5};
  EXPECT_FALSE((*classes)->Find(HashText("oslo"), &untouched));
  EXPECT_FALSE((*classes)->FindFolded(HashText("w8"), &untouched));
  EXPECT_EQ(untouched, (Classes{5, 5, 5, 5}));
}

TEST_F(WordClassesTest, WithoutAFileKnowsNothing) {
  const WordClasses none;
  Classes classes{};
  EXPECT_FALSE(none.Find(HashText("the"), &classes));
  EXPECT_FALSE(none.FindFolded(HashText("the"), &classes));
  EXPECT_EQ(none.grains(), 0U);
}

TEST_F(WordClassesTest, NormalFormKeepsCaseOnly) {
  std::string form;
  WordClasses::NormalForm("O’Neill-1996", &form);
  EXPECT_EQ(form, "O'Neill-0000");
}

TEST_F(WordClassesTest, DamagedSectionsAreErrors) {
  const auto error = [&](const std::string& slots, const std::string& folded,
                         const std::string& grains) {
    ModelFileWriter writer(WordClasses::kKind);
    writer.Add("slots", slots);
    writer.Add("folded", folded);
    writer.Add("grains", grains);
    return !Load(writer).ok();
  };
  const std::string two(16, '\0');  // slots of two grains
  const std::string none(4, '\0');
  EXPECT_FALSE(error(two, none, {'\2', '\0'}));
  EXPECT_TRUE(error(std::string(24, '\0'), none, {'\2', '\0'}));  // three slots
  EXPECT_TRUE(error(std::string(16, 'x'), none, {'\2', '\0'}));   // no free one
  EXPECT_TRUE(error(two, std::string(6, '\0'), {'\2', '\0'}));
  EXPECT_TRUE(error(two, none, {'\2'}));
  EXPECT_TRUE(error(two, std::string(18, '\0'), {'\2', '\7'}));  // nine grains
}

}  // namespace
}  // namespace newsmill
