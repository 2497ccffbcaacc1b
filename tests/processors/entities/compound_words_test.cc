#include "processors/entities/compound_words.h"

#include <gtest/gtest.h>

namespace newsmill {
namespace {

std::string_view First(std::string_view word) {
  const CompoundPiece piece = SplitCompound(word)[0];
  return word.substr(piece.begin, piece.end - piece.begin);
}

TEST(CompoundWordsTest, FindsTheNameInAnAdjective) {
  EXPECT_EQ(First("Rome-based"), "Rome");
  EXPECT_EQ(First("U.S.-led"), "U.S.");
  EXPECT_EQ(First("pro-Russian"), "Russian");
}

TEST(CompoundWordsTest, LeavesOtherWordsAlone) {
  for (const std::string_view word :
       {"Smith-Jones", "well-based", "pro-life", "Rome", "-", "-led"}) {
    EXPECT_EQ(First(word), "") << word;
  }
}

}  // namespace
}  // namespace newsmill
