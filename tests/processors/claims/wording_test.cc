#include "processors/claims/wording.h"

#include <gtest/gtest.h>

#include <string>

namespace newsmill::claims {
namespace {

std::string Wording(std::string_view text) {
  std::string wording;
  AppendWording(text, &wording);
  return wording;
}

TEST(WordingTest, KeepsWordsOnly) {
  EXPECT_EQ(Wording("“We — all of us — DON’T know,”"), "we all of us don't know");
  EXPECT_EQ(Wording("ÉTÉ Škoda ΑΒΓ Путин"), "été škoda αβγ путин");
  EXPECT_EQ(Wording("日本 🚢"), "日本 🚢");
  EXPECT_EQ(Wording("‘dogs’”"), "dogs");
  EXPECT_EQ(Wording("…!?"), "");
}

TEST(WordingTest, NumbersAndSignsAreSpelt) {
  EXPECT_EQ(Wording("  \"It's\n 3.5% \" "), "it's 3.5 percent");
  EXPECT_EQ(Wording("$1,000,000 in the U.S."), "dollar 1000000 in the us");
  EXPECT_EQ(Wording("1,20 at 5.30."), "1 20 at 5.30");
}

TEST(WordingTest, InsertionsGo) {
  EXPECT_EQ(Wording("[The mayor] knew"), "knew");
  EXPECT_EQ(Wording("[T]hey vote[d] twice (in May)"), "they voted twice");
  EXPECT_EQ(Wording("[we] knew (5 of us)"), "we knew 5 of us");
  EXPECT_EQ(Wording("[[a] [b (c] d)"), "b c d");
  EXPECT_EQ(Wording("never [closed"), "never closed");
}

TEST(WordingTest, PiecesAreOneWording) {
  std::string wording;
  AppendWording("“A bridge,”", &wording);
  AppendWording("“is safe.”", &wording);
  EXPECT_EQ(wording, "a bridge is safe");
}

TEST(WordingTest, BrokenBytesAreKept) { EXPECT_NE(Wording("\xc3"), Wording("\xe2\x80")); }

}  // namespace
}  // namespace newsmill::claims
