#include "processors/learning/words.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "processors/learning/hashing.h"
#include "processors/text/sentence_splitter.h"
#include "processors/text/tokenizer.h"

namespace newsmill {
namespace {

class WordsTest : public ::testing::Test {
 protected:
  void Load(std::string_view title, std::string_view text, bool caseless = false) {
    document_.Reset();
    document_.title = title;
    document_.text = text;
    for (const Field field : {Field::kTitle, Field::kText}) {
      TextLayout& layout = document_.layout(field);
      Tokenizer().Tokenize(document_.Text(field), &layout.tokens);
      SplitSentences(document_.Text(field), layout.tokens, &layout.sentences);
    }
    words_.Load(document_, caseless);
  }

  std::vector<std::string> Forms(Field field) const {
    std::vector<std::string> forms;
    for (const WordSentence& sentence : words_.sentences()) {
      if (sentence.field != field) continue;
      for (uint32_t i = sentence.first; i < sentence.end; ++i) {
        const Word& word = words_.words()[i];
        forms.emplace_back(document_.Text(field).substr(word.begin, word.end - word.begin));
      }
    }
    return forms;
  }

  const WordClasses classes_;
  Document document_;
  DocumentWords words_{classes_};
};

using Strings = std::vector<std::string>;

TEST_F(WordsTest, CutsAtHyphensAndNowhereElse) {
  Load("", "US-led al-Qaeda -- twenty-one: 1996-08-30 O'Brien's.");
  EXPECT_EQ(Forms(Field::kText),
            (Strings{"US", "-", "led", "al", "-", "Qaeda", "--", "twenty", "-", "one", ":", "1996",
                     "-", "08", "-", "30", "O'Brien", "'s", "."}));
}

TEST_F(WordsTest, DoesNotCutWhatIsTooLongForACompound) {
  std::string text = "a";
  while (text.size() < 255) text += "-b";
  Load("", text);
  EXPECT_EQ(words_.words().size(), 255U);
  Load("", text + "-b");
  EXPECT_EQ(words_.words().size(), 1U);
}

TEST_F(WordsTest, KnowsTheTokenEachWordComesFrom) {
  Load("", "the US-led force");
  ASSERT_EQ(words_.words().size(), 5U);
  EXPECT_EQ(words_.words()[1].token, 1U);
  EXPECT_EQ(words_.words()[3].token, 1U);
  EXPECT_EQ(words_.words()[4].token, 2U);
  EXPECT_TRUE(words_.words()[1].space_before);
  EXPECT_FALSE(words_.words()[2].space_before);
}

TEST_F(WordsTest, TitleComesFirst) {
  Load("A title here.", "And text.");
  ASSERT_EQ(words_.sentences().size(), 2U);
  EXPECT_EQ(words_.sentences()[0].field, Field::kTitle);
  EXPECT_EQ(words_.sentences()[1].first, words_.sentences()[0].end);
}

TEST_F(WordsTest, DescribesForms) {
  Load("", "In 2016 Émile met McDonald.");
  const Word& year = words_.words()[1];
  const Word& name = words_.words()[2];
  const Word& mixed = words_.words()[4];
  EXPECT_EQ(year.lower, HashText("0000"));
  EXPECT_TRUE(year.digits);
  EXPECT_FALSE(year.letters);
  EXPECT_EQ(name.lower, HashText("émile"));
  EXPECT_TRUE(name.capitalised);
  EXPECT_FALSE(name.upper);
  EXPECT_EQ(mixed.shape, HashText("XxXxxxxx"));
  EXPECT_EQ(mixed.short_shape, HashText("XxXx"));
  EXPECT_EQ(mixed.suffix[2], HashText("ald"));
}

TEST_F(WordsTest, SentencesWhoseCapitalsTellNothingLookLowerCase) {
  Load("MERKEL VISITS PARIS TODAY", "Merkel was in Paris today. and so was he today, or not.");
  EXPECT_TRUE(words_.sentences()[0].caseless);
  EXPECT_EQ(words_.words()[0].exact, HashText("merkel"));
  EXPECT_FALSE(words_.words()[0].capitalised);
  EXPECT_FALSE(words_.sentences()[1].caseless);
  Load("", "Merkel was in Paris today.", true);
  EXPECT_TRUE(words_.sentences()[0].caseless);
  EXPECT_EQ(words_.words()[3].exact, HashText("paris"));
  Load("", "OK then");  // too short to tell
  EXPECT_FALSE(words_.sentences()[0].caseless);
}

}  // namespace
}  // namespace newsmill
