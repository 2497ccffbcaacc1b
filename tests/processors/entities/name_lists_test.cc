#include "processors/entities/name_lists.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "processors/base/arena.h"
#include "processors/text/sentence_splitter.h"
#include "processors/text/tokenizer.h"

namespace newsmill {
namespace {

using ::testing::HasSubstr;

constexpr uint32_t kCities = 1U << 0;  // lists are numbered as they come
constexpr uint32_t kPeople = 1U << 1;
constexpr std::string_view kLines =
    "city\tNew York\ncity\tYork\ncity\tSt. Louis\nperson\tYork\nperson\tNew York Smith\ncity\tx\n";

class NameListsTest : public ::testing::Test {
 protected:
  NameLists Load(std::string section) {
    ModelFileWriter writer("names");
    writer.Add("lists", std::move(section));
    const std::string_view bytes = arena_.CopyPadded(writer.Bytes(), 64);
    auto lists = NameLists::Load(*ModelFile::FromBytes(bytes, "names", "memory"));
    EXPECT_TRUE(lists.ok()) << lists.status();
    return *std::move(lists);
  }

  std::vector<ListMatches> Match(std::string_view text, bool capitals = true) {
    Document document;
    document.text = text;
    Tokenizer().Tokenize(text, &document.text_layout.tokens);
    SplitSentences(text, document.text_layout.tokens, &document.text_layout.sentences);
    const WordClasses none;
    DocumentWords words(none);
    words.Load(document);
    std::vector<ListMatches> matches(words.words().size());
    lists_.Match(words.words(), capitals, matches);
    return matches;
  }

  Arena arena_;
  NameLists lists_ = Load(*NameLists::Encode(kLines));
};

TEST_F(NameListsTest, MarksTheLongestNameOfEachList) {
  const auto matches = Match("He saw New York today");
  EXPECT_TRUE(matches[0].empty());
  EXPECT_EQ(matches[2].begins, kCities);
  EXPECT_EQ(matches[3].ends, kCities);
  EXPECT_EQ(matches[3].single, kPeople);  // York alone is a person's name too
  EXPECT_TRUE(matches[4].empty());
}

TEST_F(NameListsTest, ListsDoNotHinderEachOther) {
  const auto matches = Match("the New York Smith family");
  EXPECT_EQ(matches[1].begins, kCities | kPeople);
  EXPECT_EQ(matches[2].ends, kCities);
  EXPECT_EQ(matches[2].inside, kPeople);
  EXPECT_EQ(matches[3].ends, kPeople);
}

TEST_F(NameListsTest, LetterCaseCountsOnlyAtTheBeginning) {
  EXPECT_EQ(Match("in York again")[1].single, kCities | kPeople);
  EXPECT_TRUE(Match("in york again")[1].empty());
  EXPECT_EQ(Match("so in york again", false)[2].single, kCities | kPeople);
}

TEST_F(NameListsTest, NamesWithFullStopsAndSingleLetters) {
  const auto matches = Match("near St. Louis or x");
  EXPECT_EQ(matches[1].begins, kCities);
  EXPECT_EQ(matches[2].ends, kCities);
  EXPECT_TRUE(matches[4].empty());
}

TEST_F(NameListsTest, BadLinesAreNamed) {
  EXPECT_THAT(std::string(NameLists::Encode("city\tRome\nOslo\n").status().message()),
              HasSubstr("line 2: no tab"));
  std::string many;
  for (int i = 0; i < 24; ++i) many += "list" + std::to_string(i) + "\tRome\n";
  EXPECT_THAT(std::string(NameLists::Encode(many).status().message()),
              HasSubstr("line 24: 'list23' is one list too many"));
}

TEST_F(NameListsTest, ADamagedSectionIsAnError) {
  ModelFileWriter writer("names");
  writer.Add("lists", std::string(24, 'x'));
  const std::string_view bytes = arena_.CopyPadded(writer.Bytes(), 64);
  EXPECT_FALSE(NameLists::Load(*ModelFile::FromBytes(bytes, "names", "memory")).ok());
  EXPECT_EQ(*NameLists::Encode(kLines), *NameLists::Encode(kLines));
}

}  // namespace
}  // namespace newsmill
