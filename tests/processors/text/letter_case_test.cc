#include "processors/text/letter_case.h"

#include <gtest/gtest.h>

#include <string>

namespace newsmill {
namespace {

TEST(LetterCaseTest, FoldsEveryScriptWithCase) {
  std::string folded;
  FoldCase("McÖZIL-Σ", &folded);
  EXPECT_EQ(folded, "mcözil-σ");
}

TEST(LetterCaseTest, TitleCaseKeepsTheFirstLetterOfEachPart) {
  std::string folded;
  TitleCase("RACIBÓRZ", &folded);
  EXPECT_EQ(folded, "Racibórz");
  TitleCase("BAERT-NYS", &folded);
  EXPECT_EQ(folded, "Baert-Nys");
}

TEST(LetterCaseTest, BrokenBytesPassThrough) {
  std::string folded;
  FoldCase("A\xff\xc3", &folded);
  EXPECT_EQ(folded, "a\xff\xc3");
}

}  // namespace
}  // namespace newsmill
