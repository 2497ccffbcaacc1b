#include "ingest/training/text_alignment.h"

#include <gtest/gtest.h>

#include <string>

namespace newsmill {
namespace {

// The words of `original` for those of `normalised`.
std::string Back(std::string_view normalised, std::string_view original, std::string_view words) {
  const auto alignment = TextAlignment::Make(normalised, original);
  if (!alignment.has_value()) return "no alignment";
  const auto begin = static_cast<uint32_t>(normalised.find(words));
  const ByteRange range = alignment->Original({begin, begin + static_cast<uint32_t>(words.size())});
  return std::string(original.substr(range.begin, range.end - range.begin));
}

TEST(TextAlignmentTest, EqualTexts) {
  EXPECT_EQ(Back("“Ja,” she said", "“Ja,” she said", "“Ja,”"), "“Ja,”");
}

TEST(TextAlignmentTest, SpacesLettersAndSoftHyphens) {
  constexpr std::string_view kOriginal =
      "The\u00A0little cafe\u0301 was last re\u00ADopened by him.";
  constexpr std::string_view kNormalised = "The little café was last reopened by him.";
  EXPECT_EQ(Back(kNormalised, kOriginal, "reopened"), "re\u00ADopened");
  EXPECT_EQ(Back(kNormalised, kOriginal, "by him"), "by him");
  EXPECT_EQ(Back(kNormalised, kOriginal, "was"), "was");
  EXPECT_EQ(Back(kNormalised, kOriginal, "The"), "The");
}

TEST(TextAlignmentTest, WhatWasLeftOut) {
  EXPECT_EQ(Back("A first line. The second one.", "A first line. [Advertisement] The second one.",
                 "The second"),
            "The second");
  EXPECT_EQ(Back("All of it here", "All of it here  \n", "here"), "here");
}

TEST(TextAlignmentTest, OtherTextsDoNotMeet) {
  const std::string one(1000, 'a');
  const std::string other(1000, 'b');
  EXPECT_EQ(Back(one, other, "aa"), "no alignment");
}

}  // namespace
}  // namespace newsmill
