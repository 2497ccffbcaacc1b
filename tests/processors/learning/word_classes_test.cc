#include "processors/learning/word_classes.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "processors/base/arena.h"
#include "processors/learning/hashing.h"

namespace newsmill {
namespace {

using Classes = WordClasses::Classes;
constexpr uint16_t kNone = WordClasses::kNone;

class WordClassesTest : public ::testing::Test {
 protected:
  absl::StatusOr<std::shared_ptr<const WordClasses>> Load(const ModelFileWriter& writer) {
    const std::string_view bytes = arena_.CopyPadded(writer.Bytes(), 64);
    return WordClasses::Load(*ModelFile::FromBytes(bytes, WordClasses::kKind, "memory"));
  }

  Arena arena_;
};

TEST_F(WordClassesTest, FindsWhatItWasGiven) {
  std::vector<WordClasses::Entry> entries;
  entries.reserve(1001);
  for (uint16_t i = 0; i < 1000; ++i) {
    entries.push_back({"w" + std::to_string(i), {i, static_cast<uint16_t>(i / 10), kNone, kNone}});
  }
  entries.push_back({"w7", {1, 1, kNone, kNone}});  // the first counts
  const auto classes = Load(WordClasses::Encode(entries, 2));
  ASSERT_TRUE(classes.ok()) << classes.status();
  EXPECT_EQ((*classes)->grains(), 2U);
  for (uint16_t i = 0; i < 1000; ++i) {
    Classes found{};
    ASSERT_TRUE((*classes)->Find(HashText("w" + std::to_string(i)), &found));
    EXPECT_EQ(found, (Classes{i, static_cast<uint16_t>(i / 10), kNone, kNone}));
  }
  Classes untouched{5, 5, 5, 5};
  EXPECT_FALSE((*classes)->Find(HashText("absent"), &untouched));
  EXPECT_EQ(untouched, (Classes{5, 5, 5, 5}));
}

TEST_F(WordClassesTest, WithoutAFileKnowsNothing) {
  const WordClasses none;
  Classes classes{};
  EXPECT_FALSE(none.Find(HashText("the"), &classes));
  EXPECT_EQ(none.grains(), 0U);
}

TEST_F(WordClassesTest, NormalFormKeepsCaseOnly) {
  std::string form;
  WordClasses::NormalForm("O’Neill-1996", &form);
  EXPECT_EQ(form, "O'Neill-0000");
}

TEST_F(WordClassesTest, DamagedSectionsAreErrors) {
  ModelFileWriter three(WordClasses::kKind);
  three.Add("slots", std::string(36, '\0'));
  three.Add("grains", std::string(1, '\2'));
  EXPECT_FALSE(Load(three).ok());
  ModelFileWriter full(WordClasses::kKind);
  full.Add("slots", std::string(24, 'x'));
  full.Add("grains", std::string(1, '\2'));
  EXPECT_FALSE(Load(full).ok());
  ModelFileWriter grains(WordClasses::kKind);
  grains.Add("slots", std::string(24, '\0'));
  grains.Add("grains", std::string(1, '\x9'));
  EXPECT_FALSE(Load(grains).ok());
}

}  // namespace
}  // namespace newsmill
