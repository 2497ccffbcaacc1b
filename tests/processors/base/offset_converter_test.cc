#include "processors/base/offset_converter.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace newsmill {
namespace {

uint32_t Convert(std::string_view text, OffsetUnit unit, uint32_t byte) {
  OffsetConverter converter;
  converter.Reset(text, unit);
  return converter(byte);
}

TEST(OffsetConverterTest, CountsEachUnit) {
  const std::string_view text = "aé中😀b";  // 1 + 2 + 3 + 4 + 1 bytes
  EXPECT_EQ(Convert(text, OffsetUnit::kUtf8, 10), 10U);
  EXPECT_EQ(Convert(text, OffsetUnit::kCodepoint, 10), 4U);
  EXPECT_EQ(Convert(text, OffsetUnit::kUtf16, 10), 5U);
  EXPECT_EQ(Convert(text, OffsetUnit::kUtf16, 6), 3U);
  EXPECT_EQ(Convert(text, OffsetUnit::kCodepoint, 0), 0U);
}

TEST(OffsetConverterTest, EmptyAndAsciiTextsAreTheIdentity) {
  EXPECT_EQ(Convert("", OffsetUnit::kCodepoint, 0), 0U);
  const std::string ascii(1000, 'x');
  for (const uint32_t byte : {0U, 63U, 64U, 65U, 999U, 1000U}) {
    EXPECT_EQ(Convert(ascii, OffsetUnit::kUtf16, byte), byte);
  }
}

TEST(OffsetConverterTest, BeyondTheEndIsTheEnd) {
  EXPECT_EQ(Convert("é", OffsetUnit::kCodepoint, 99), 1U);
  EXPECT_EQ(Convert(std::string(64, 'a') + std::string("é"), OffsetUnit::kCodepoint, 66), 65U);
}

TEST(OffsetConverterTest, AgreesWithCountingAtEveryBoundaryOfRandomText) {
  std::mt19937 random(7);
  OffsetConverter codepoints;
  OffsetConverter utf16;
  for (int round = 0; round < 200; ++round) {
    std::string text;
    for (size_t i = random() % 300; i > 0; --i) {
      constexpr std::string_view kCharacters[] = {"a", "é", "中", "😀", "\u0301"};
      text += kCharacters[random() % 5];
    }
    codepoints.Reset(text, OffsetUnit::kCodepoint);
    utf16.Reset(text, OffsetUnit::kUtf16);
    uint32_t points = 0;
    uint32_t units = 0;
    for (size_t i = 0; i <= text.size(); ++i) {
      if (i < text.size() && (text[i] & 0xC0) == 0x80) continue;
      ASSERT_EQ(codepoints(static_cast<uint32_t>(i)), points);
      ASSERT_EQ(utf16(static_cast<uint32_t>(i)), units);
      ++points;
      units += i < text.size() && static_cast<unsigned char>(text[i]) >= 0xF0 ? 2 : 1;
    }
  }
}

}  // namespace
}  // namespace newsmill
