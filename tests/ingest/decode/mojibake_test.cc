#include "ingest/decode/mojibake.h"

#include <gtest/gtest.h>

#include <string>

namespace newsmill {
namespace {

std::string Repaired(std::string_view text) {
  Arena arena;
  return std::string(RepairMojibake(text, arena));
}

TEST(MojibakeTest, RepairsWhatWasReadAsWindows1252) {
  EXPECT_EQ(Repaired("It isnâ€™t a cafÃ©, â€œheâ€\u009d said â€“ twice"),
            "It isn’t a café, “he” said – twice");
  EXPECT_EQ(Repaired("Dvo\u00C5\u2122\u00C3\u00A1k pays Â£5 or â‚¬6"), "Dvořák pays £5 or €6");
  EXPECT_EQ(Repaired("okay ðŸ™\u008F ðŸ˜€d"), "okay 🙏 😀d");
  EXPECT_EQ(Repaired("x\u00D0\u00B0\u00D0\u00BD"), "xан");
}

TEST(MojibakeTest, RepairsWhatWasReadAsLatin1) {
  EXPECT_EQ(Repaired("isn\u00E2\u0080\u0099t, caf\u00C3\u00A9"), "isn’t, café");
}

TEST(MojibakeTest, LeavesWhatIsRightBesideIt) {
  EXPECT_EQ(Repaired("Müller’s cafÃ© – naïve"), "Müller’s café – naïve");
}

TEST(MojibakeTest, WhatMayBeMeantStays) {
  for (const std::string_view text : {"MANH\u00C3\u00BB IRM\u00C3\u2013 IRM\u00C3\u201D", "«été…»",
                                      "Älska", "the bytes \"â€™\" appear", "Ã", "x â", "â€", "dâ€",
                                      "São Tomé", "à «Genève»", "é€x", "Å„x", "plain"}) {
    Arena arena;
    const std::string_view out = RepairMojibake(text, arena);
    EXPECT_EQ(out, text);
    EXPECT_EQ(out.data(), text.data());
    EXPECT_EQ(arena.used_bytes(), 0U);
  }
}

}  // namespace
}  // namespace newsmill
