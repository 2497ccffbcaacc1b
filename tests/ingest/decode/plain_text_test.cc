#include "ingest/decode/plain_text.h"

#include <gtest/gtest.h>

#include <string>

namespace newsmill {
namespace {

std::string Normal(std::string_view text) {
  Arena arena;
  std::string_view out;
  if (NormalisePlainText(text, arena, &out) == TextResult::kNul) return "<nul>";
  return std::string(out);
}

TEST(PlainTextTest, CleanTextIsNotCopied) {
  const std::string_view text = "Plain text,\n“quoted” – and naïve.\tEnd 🙏";
  Arena arena;
  std::string_view out;
  ASSERT_EQ(NormalisePlainText(text, arena, &out), TextResult::kOk);
  EXPECT_EQ(out, text);
  EXPECT_EQ(out.data(), text.data());
  EXPECT_EQ(arena.used_bytes(), 0U);
}

TEST(PlainTextTest, LineEndings) {
  EXPECT_EQ(Normal("a\r\nb\rc\nd\r\n\r\ne\r"), "a\nb\nc\nd\n\ne");
  EXPECT_EQ(Normal("a\u2028b\u2029c\u0085d\fe"), "a\nb\nc\nd\ne");
}

TEST(PlainTextTest, Spaces) {
  EXPECT_EQ(Normal("1\u00A0000\u202F000\u2009m\u3000x"), "1 000 000 m x");
  EXPECT_EQ(Normal(" \n\u00A0 a \u00A0\n"), "a");
  EXPECT_EQ(Normal("\u00A0"), "");
}

TEST(PlainTextTest, InvisibleCharactersVanish) {
  EXPECT_EQ(Normal("fish\u00ADmonger \u200Bzero\uFEFF\u2060 \u202Ex\u200E"), "fishmonger zero x");
  EXPECT_EQ(Normal("a\x01"
                   "b\x7F"
                   "c\u0080d"),
            "abcd");
}

TEST(PlainTextTest, JoinersStayWhereTheyAreSpelling) {
  EXPECT_EQ(Normal("a\u200Db"), "ab");
  EXPECT_EQ(Normal("👩\u200D🚀"), "👩\u200D🚀");
  EXPECT_EQ(Normal("می\u200Cخواهم"), "می\u200Cخواهم");
}

TEST(PlainTextTest, ComposedForm) {
  EXPECT_EQ(Normal("Nguye\u0302\u0303n a\u030A"), "Nguy\u1EC5n \u00E5");
  EXPECT_EQ(Normal("e\u00AD\u0301"), "\u00E9");
  EXPECT_EQ(Normal("\u212B"), "\u00C5");
}

TEST(PlainTextTest, NulIsAnError) {
  EXPECT_EQ(Normal(std::string_view("a\0b", 3)), "<nul>");
  EXPECT_EQ(Normal(std::string_view("long enough for a word\0", 23)), "<nul>");
}

TEST(PlainTextTest, EveryPositionOfAnOddByteIsSeen) {
  for (size_t size = 1; size < 80; ++size) {
    for (size_t at = 0; at < size; ++at) {
      for (const char odd : {'\x01', '\x1F', '\x7F'}) {
        std::string text(size, at % 2 == 0 ? 'x' : '~');
        std::string expected = text.substr(1);
        text[at] = odd;
        EXPECT_EQ(Normal(text), expected) << size << " " << at;
        // Not hidden by what is suspect, but stays.
        if (at > 0) {
          text[0] = '!';
          text[at - 1] = at > 1 ? '\n' : '!';
          expected = text;
          expected.erase(at, 1);
          while (expected.ends_with('\n')) expected.pop_back();
          EXPECT_EQ(Normal(text), expected) << size << " " << at;
        }
      }
    }
  }
}

}  // namespace
}  // namespace newsmill
