#include "processors/text/tokenizer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace newsmill {
namespace {

using ::testing::ElementsAre;

std::vector<Token> Tokens(std::string_view text) {
  Tokenizer tokenizer;
  std::vector<Token> tokens;
  tokenizer.Tokenize(text, &tokens);
  return tokens;
}

std::vector<std::string> Words(std::string_view text) {
  std::vector<std::string> words;
  for (const Token& token : Tokens(text)) {
    words.emplace_back(text.substr(token.begin, token.end - token.begin));
  }
  return words;
}

TokenKind KindOf(std::string_view text, std::string_view word) {
  for (const Token& token : Tokens(text)) {
    if (text.substr(token.begin, token.end - token.begin) == word) return token.kind;
  }
  ADD_FAILURE() << word << " is no token of " << text;
  return TokenKind::kSymbol;
}

TEST(TokenizerTest, WordsKeepInnerApostrophesHyphensAndPeriods) {
  EXPECT_THAT(Words("O'Neill met al-Shabaab’s Dell’Orto."),
              ElementsAre("O'Neill", "met", "al-Shabaab", "’s", "Dell’Orto", "."));
  EXPECT_THAT(Words("The U.S.-led AT&T deal, U.N."),
              ElementsAre("The", "U.S.-led", "AT&T", "deal", ",", "U.N."));
}

TEST(TokenizerTest, PossessivesAreClitics) {
  EXPECT_THAT(Words("Russia's and NATO’S, the Nations’ seat"),
              ElementsAre("Russia", "'s", "and", "NATO", "’S", ",", "the", "Nations", "’", "seat"));
  EXPECT_EQ(KindOf("the Nations’ seat", "’"), TokenKind::kClitic);
  EXPECT_EQ(KindOf("Russia's seat", "'s"), TokenKind::kClitic);
}

TEST(TokenizerTest, ContractionsAreOneWord) {
  EXPECT_THAT(Words("I don't think they’ll"), ElementsAre("I", "don't", "think", "they’ll"));
}

TEST(TokenizerTest, AbbreviationsKeepTheirFullStop) {
  EXPECT_THAT(Words("Mr. J. Smith, Gen. Lee of Acme Inc. met on Jan. 5."),
              ElementsAre("Mr.", "J.", "Smith", ",", "Gen.", "Lee", "of", "Acme", "Inc.", "met",
                          "on", "Jan.", "5", "."));
  EXPECT_THAT(Words("He said no. No. 5 won. So have I."),
              ElementsAre("He", "said", "no", ".", "No.", "5", "won", ".", "So", "have", "I", "."));
  EXPECT_THAT(Words("Lee, R-Ky., of Salem, Ore., (Vt.) hit and miss. A Miss."),
              ElementsAre("Lee", ",", "R-Ky.", ",", "of", "Salem", ",", "Ore.", ",", "(", "Vt.",
                          ")", "hit", "and", "miss", ".", "A", "Miss", "."));
}

TEST(TokenizerTest, NumbersKeepTheirSeparators) {
  EXPECT_THAT(Words("€1,234.5 or 31% at 10:30, 24/7, the 1990s"),
              ElementsAre("€", "1,234.5", "or", "31", "%", "at", "10:30", ",", "24/7", ",", "the",
                          "1990s"));
  EXPECT_EQ(KindOf("a 31-year-old man", "31-year-old"), TokenKind::kWord);
  EXPECT_EQ(KindOf("won 2-1 there", "2-1"), TokenKind::kNumber);
}

TEST(TokenizerTest, AddressesHandlesAndTagsAreOneSymbol) {
  EXPECT_THAT(Words("See https://a.example/b?c=d, mail press@x.example or @who #tag_1."),
              ElementsAre("See", "https://a.example/b?c=d", ",", "mail", "press@x.example", "or",
                          "@who", "#tag_1", "."));
  EXPECT_EQ(KindOf("at www.x.example now", "www.x.example"), TokenKind::kSymbol);
}

TEST(TokenizerTest, QuotationMarksOpenAndClose) {
  EXPECT_EQ(KindOf("“a”", "“"), TokenKind::kOpenQuote);
  EXPECT_EQ(KindOf("„a“", "“"), TokenKind::kCloseQuote);
  EXPECT_EQ(KindOf("« a »", "»"), TokenKind::kCloseQuote);
  EXPECT_EQ(KindOf("»a«", "»"), TokenKind::kOpenQuote);
  EXPECT_EQ(KindOf("\"a\"", "\""), TokenKind::kStraightQuote);
  EXPECT_EQ(KindOf("he said 'yes' now", "'"), TokenKind::kStraightQuote);
  // Three marks are a double one and a single one inside it.
  EXPECT_THAT(Words("''He said, 'Go.''' I"),
              ElementsAre("''", "He", "said", ",", "'", "Go", ".", "'", "''", "I"));
  EXPECT_THAT(Words("'''Go,' he said''"),
              ElementsAre("''", "'", "Go", ",", "'", "he", "said", "''"));
}

TEST(TokenizerTest, ApostrophesAreNoQuotationMarks) {
  // The inner ’ of a plural possessive does not close the quotation.
  EXPECT_THAT(Words("‘the thieves’ heirs’ ran"),
              ElementsAre("‘", "the", "thieves", "’", "heirs", "’", "ran"));
  const std::vector<Token> tokens = Tokens("‘the thieves’ heirs’ ran");
  EXPECT_EQ(tokens[3].kind, TokenKind::kClitic);
  EXPECT_EQ(tokens[5].kind, TokenKind::kCloseQuote);
  EXPECT_EQ(KindOf("in the ’90s", "’"), TokenKind::kPunctuation);
  EXPECT_EQ(KindOf("‘experts’ on the bus", "’"), TokenKind::kCloseQuote);
}

TEST(TokenizerTest, FlagsTellCaseAndSpace) {
  const std::vector<Token> tokens = Tokens("Łódź NATO (iPhone)");
  EXPECT_TRUE(tokens[0].capitalised);
  EXPECT_FALSE(tokens[0].all_caps);
  EXPECT_TRUE(tokens[1].all_caps);
  EXPECT_TRUE(tokens[2].space_before);
  EXPECT_FALSE(tokens[3].capitalised);
  EXPECT_FALSE(tokens[3].space_before);
}

// Every byte that is not white space lies in exactly one token, whatever the bytes are.
TEST(TokenizerTest, CoversAnyBytes) {
  std::string text;
  uint32_t state = 7;
  for (int i = 0; i < 20000; ++i) {
    state = state * 1664525U + 1013904223U;
    const uint32_t pick = state >> 24;
    if (pick < 100) {
      text += static_cast<char>(state >> 16);
    } else {
      static constexpr std::string_view kPieces[] = {"Mr. ", "’s ", "“", "'",   "http://", "a@b.c",
                                                     "...",  "ß",   "☃", "1,2", " ",       "\n"};
      text += kPieces[pick % std::size(kPieces)];
    }
  }
  uint32_t at = 0;
  for (const Token& token : Tokens(text)) {
    ASSERT_LE(at, token.begin);
    ASSERT_LT(token.begin, token.end);
    for (uint32_t i = at; i < token.begin;) {
      const Character c = ReadCharacter(text, i);
      ASSERT_EQ(c.kind, CharClass::kSpace) << "at " << i;
      i += c.size;
    }
    at = token.end;
  }
  ASSERT_LE(at, text.size());
}

}  // namespace
}  // namespace newsmill
