#include "processors/text/sentence_splitter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "processors/text/tokenizer.h"

namespace newsmill {
namespace {

using ::testing::ElementsAre;

struct Split {
  std::vector<Token> tokens;
  std::vector<Sentence> sentences;
};

Split SplitText(std::string_view text) {
  Split split;
  Tokenizer tokenizer;
  tokenizer.Tokenize(text, &split.tokens);
  SplitSentences(text, split.tokens, &split.sentences);
  return split;
}

std::vector<std::string> Sentences(std::string_view text) {
  std::vector<std::string> sentences;
  for (const Sentence& s : SplitText(text).sentences) {
    sentences.emplace_back(text.substr(s.begin, s.end - s.begin));
  }
  return sentences;
}

TEST(SentenceSplitterTest, AbbreviationsAndInitialsDoNotEndASentence) {
  EXPECT_THAT(Sentences("Gen. J. P. Lee met Mr. Ray on Jan. 5 in the U.S. Senate. He left."),
              ElementsAre("Gen. J. P. Lee met Mr. Ray on Jan. 5 in the U.S. Senate.", "He left."));
  EXPECT_THAT(Sentences("It opens at 9 a.m. Monday in St. Louis, i.e. Missouri."),
              ElementsAre("It opens at 9 a.m. Monday in St. Louis, i.e. Missouri."));
  EXPECT_THAT(
      Sentences("Mitch Lee, R-Ky., and Ana Ruiz of Salem, Ore. Democrats won. He left."),
      ElementsAre("Mitch Lee, R-Ky., and Ana Ruiz of Salem, Ore. Democrats won.", "He left."));
}

TEST(SentenceSplitterTest, AnAbbreviationMayAlsoEndTheSentence) {
  EXPECT_THAT(
      Sentences("She works for Acme Inc. He left the U.S. The end came at 5 p.m. Smoke rose."),
      ElementsAre("She works for Acme Inc.", "He left the U.S.", "The end came at 5 p.m.",
                  "Smoke rose."));
}

TEST(SentenceSplitterTest, ClosingMarksBelongToTheSentence) {
  EXPECT_THAT(
      Sentences("“We go.” ‘For you it is.’” (It was late.) \"No,\" he said. \"Yes.\" Done."),
      ElementsAre("“We go.”", "‘For you it is.’”", "(It was late.)", "\"No,\" he said.", "\"Yes.\"",
                  "Done."));
}

TEST(SentenceSplitterTest, AQuotationAsksAndTheSentenceGoesOn) {
  EXPECT_THAT(
      Sentences("“Who ordered it?” said Matej. \"Why?\" Lavrov asked. What? Nothing!"),
      ElementsAre("“Who ordered it?” said Matej.", "\"Why?\" Lavrov asked.", "What?", "Nothing!"));
}

TEST(SentenceSplitterTest, LooksThroughALineBreakInsideASentence) {
  EXPECT_THAT(Sentences("The talks were useful and\nsaid that\nboth agreed. End."),
              ElementsAre("The talks were useful and\nsaid that\nboth agreed.", "End."));
  EXPECT_THAT(Sentences("He spoke with the\nMinister of Justice."),
              ElementsAre("He spoke with the\nMinister of Justice."));
}

TEST(SentenceSplitterTest, LinesThatEndOrStartSomethingAreApart) {
  EXPECT_THAT(Sentences("By Petra Lind\nLJUBLJANA (AW) – It rose.\n\nand so on"),
              ElementsAre("By Petra Lind", "LJUBLJANA (AW) – It rose.", "and so on"));
  EXPECT_THAT(
      Sentences("Highlights:\n- revenue up 44%\n- costs down\n19:30\nWhat we know"),
      ElementsAre("Highlights:", "- revenue up 44%", "- costs down", "19:30", "What we know"));
}

TEST(SentenceSplitterTest, EllipsesNumbersAndParticles) {
  EXPECT_THAT(
      Sentences("Well... maybe. It fell 1.5 to 3. 4 people saw it. de Wolde paid."),
      ElementsAre("Well... maybe.", "It fell 1.5 to 3.", "4 people saw it.", "de Wolde paid."));
  EXPECT_THAT(Sentences("1. First point. 2. Second."),
              ElementsAre("1. First point.", "2. Second."));
}

TEST(SentenceSplitterTest, WritersWithoutCapitals) {
  EXPECT_THAT(Sentences("max is here. call him now! is he? yes"),
              ElementsAre("max is here.", "call him now!", "is he?", "yes"));
  EXPECT_THAT(Sentences("Shares of Yahoo! fell. iPhone sales rose."),
              ElementsAre("Shares of Yahoo! fell. iPhone sales rose."));
}

TEST(SentenceSplitterTest, NoteMarksBelongToTheSentenceBeforeThem) {
  EXPECT_THAT(
      Sentences("He left in 1805.[6] She stayed. [7][8] Born c. 1790, he was poor. [x] is it."),
      ElementsAre("He left in 1805.[6]", "She stayed. [7][8]", "Born c. 1790, he was poor.",
                  "[x] is it."));
}

TEST(SentenceSplitterTest, OtherScripts) {
  EXPECT_THAT(Sentences("他来了。她走了。"), ElementsAre("他来了。", "她走了。"));
  EXPECT_THAT(Sentences("« Non. » Il a dit non. Élu en 2019."),
              ElementsAre("« Non. »", "Il a dit non.", "Élu en 2019."));
}

TEST(SentenceSplitterTest, MarksParagraphs) {
  const Split split = SplitText("One. Two.\nThree.\n\nFour.");
  ASSERT_EQ(split.sentences.size(), 4U);
  EXPECT_TRUE(split.sentences[0].starts_paragraph);
  EXPECT_FALSE(split.sentences[1].starts_paragraph);
  EXPECT_TRUE(split.sentences[2].starts_paragraph);
  EXPECT_TRUE(split.sentences[3].starts_paragraph);
}

TEST(SentenceSplitterTest, EveryTokenIsInExactlyOneSentence) {
  const Split split = SplitText(" A b. “C?” D\n\n- e f\n...\n!! U.S. (g) \n ’ ");
  uint32_t next = 0;
  for (const Sentence& sentence : split.sentences) {
    EXPECT_EQ(sentence.first_token, next);
    EXPECT_LT(sentence.first_token, sentence.end_token);
    EXPECT_EQ(sentence.begin, split.tokens[sentence.first_token].begin);
    EXPECT_EQ(sentence.end, split.tokens[sentence.end_token - 1].end);
    next = sentence.end_token;
  }
  EXPECT_EQ(next, split.tokens.size());
}

TEST(SentenceSplitterTest, WhatDoesNotEndIsCut) {
  std::string text;
  for (int i = 0; i < 2500; ++i) text += "so ";
  const Split split = SplitText(text);
  ASSERT_EQ(split.sentences.size(), 3U);
  EXPECT_EQ(split.sentences[0].end_token, 1000U);
  EXPECT_EQ(split.sentences[1].end_token, 2000U);
  EXPECT_EQ(split.sentences[2].end_token, 2500U);
  EXPECT_FALSE(split.sentences[1].starts_paragraph);
}

TEST(SentenceSplitterTest, EmptyTextHasNoSentence) {
  EXPECT_TRUE(Sentences("").empty());
  EXPECT_TRUE(Sentences(" \n\n ").empty());
}

}  // namespace
}  // namespace newsmill
