#include "ingest/decode/plain_text.h"

#include <gtest/gtest.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <array>
#include <random>
#include <string>

#include "tests/support/processor_kinds.h"

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

// NFC puts the comma behind the virama, which takes a joiner.
TEST(PlainTextTest, JoinersStayBehindMarksThatChangePlaces) {
  const std::string once = Normal("\u0937\u0315\u094D\u200D\u0937");
  EXPECT_EQ(once, "\u0937\u094D\u0315\u200D\u0937");
  EXPECT_EQ(Normal(once), once);
  EXPECT_EQ(Normal("e\u0315\u200Dx"), "e\u0315x");
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

struct FromJson {
  std::string text, json;
  friend bool operator==(const FromJson&, const FromJson&) = default;
};

FromJson Read(std::string_view raw) {
  Arena arena;
  JsonText out;
  if (!NormaliseJsonText(raw, arena, &out)) return {"<refused>", ""};
  return {std::string(out.text), std::string(out.json)};
}

TEST(JsonTextTest, TextThatRecordsWriteTheSameKeepsItsForm) {
  for (const char* raw : {"", "Plain", "“A”, he said – naïve 🙏", R"(a\nb\tc \"d\" \\ e/f)"}) {
    EXPECT_EQ(Read(raw).json, raw);
  }
  EXPECT_EQ(Read(R"(a\nb\tc \"d\" \\ e/f)").text, "a\nb\tc \"d\" \\ e/f");
}

TEST(JsonTextTest, WhiteSpaceAtTheEndsIsCutOffBoth) {
  EXPECT_EQ(Read(R"(\n \t a\nb\\ \n\t )"), (FromJson{"a\nb\\", R"(a\nb\\)"}));
  EXPECT_EQ(Read(R"( \n\t)"), (FromJson{"", ""}));
  EXPECT_EQ(Read(R"(a\\n)"), (FromJson{"a\\n", R"(a\\n)"}));
}

TEST(JsonTextTest, OtherFormsAreResolved) {
  EXPECT_EQ(Read(R"(a\/b\u0041\u201c\ud83d\ude4f)"), (FromJson{"a/bA“🙏", ""}));
  EXPECT_EQ(Read(R"(a\r\nb\r\u000ac\fd\be)"), (FromJson{"a\nb\nc\nde", ""}));
  EXPECT_EQ(Read("1\u00A0000"), (FromJson{"1 000", ""}));
  EXPECT_EQ(Read(R"(e\u0301)"), (FromJson{"é", ""}));
  EXPECT_EQ(Read("e\u0301"), (FromJson{"é", ""}));
  EXPECT_EQ(Read(R"(👩\u200d🚀 a\u200db)"), (FromJson{"👩\u200D🚀 ab", ""}));
}

TEST(JsonTextTest, WhatNeedsACloserLookIsRefused) {
  for (const char* raw : {R"(\x)", R"(\u12)", R"(\)", R"(\ud83d)", R"(\ude4f)", R"(a\u0000)",
                          "donâ€™t", R"(caf\u00c3\u00a9)"}) {
    EXPECT_EQ(Read(raw).text, "<refused>") << raw;
  }
  EXPECT_EQ(Read("MANHÃ, château, Äpfel").text, "MANHÃ, château, Äpfel");
}

TEST(JsonTextTest, EveryByteAtEveryPlaceIsReadAsInSteps) {
  ForEachProcessorKind([] {
    for (int byte = 1; byte < 0x80; ++byte) {
      for (size_t at = 0; at < 140; ++at) {
        std::string raw(140, 'x');
        raw[at] = static_cast<char>(byte);
        if (byte == '\\') raw.insert(at, 1, '\\');
        std::string text(140, 'x');
        text[at] = static_cast<char>(byte);
        ASSERT_EQ(Read(raw).text, Normal(text)) << byte << " " << at;
      }
    }
  });
}

// Texts of several blocks, of all kinds of characters.
TEST(JsonTextTest, EveryKindOfProcessorReadsTheSame) {
  constexpr std::array<std::string_view, 16> kPieces = {
      "plain", " ",      "\\n",     "\\\"",
      "é",     "ł",      "“",       "”",
      "—",     "\u00A0", "\\u00e9", "e\u0301",
      "🙏",    "\u00AD", "\\t",     "words that fill most of a block of sixty-four bytes "};
  std::minstd_rand random(2);
  for (int i = 0; i < 2'000; ++i) {
    std::string raw;
    for (auto length = random() % 60; length > 0; --length)
      raw += kPieces[random() % kPieces.size()];
    const FromJson expected = Read(raw);
    const std::string plain = Normal(raw);
    ForEachProcessorKind([&] {
      ASSERT_EQ(Read(raw), expected) << raw;
      ASSERT_EQ(Normal(raw), plain) << raw;
    });
  }
}

// Only words with such characters are looked at, which must not be seen.
TEST(PlainTextTest, WordsAreComposedAsTheWholeTextIs) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(error);
  ASSERT_TRUE(U_SUCCESS(error));
  constexpr std::array<UChar32, 16> kCharacters = {'a',    'e',    ' ',    '\n',   ' ',    0xE9,
                                                   0x0301, 0x0323, 0x201C, 0x1100, 0x1161, 0x05D0,
                                                   0x05BC, 0x212B, 0x0915, 0x1F64F};
  std::minstd_rand random(1);
  for (int i = 0; i < 20'000; ++i) {
    icu::UnicodeString text(UChar32{'x'});
    for (auto length = random() % 60; length > 0; --length) {
      text.append(kCharacters[random() % kCharacters.size()]);
    }
    text.append(UChar32{'x'});
    std::string written, expected;
    text.toUTF8String(written);
    nfc->normalize(text, error).toUTF8String(expected);
    ASSERT_EQ(Normal(written), expected) << written;
  }
}

// The premise of the short way round NFC.
TEST(PlainTextTest, EveryCharacterIsComposedAsIcuDoes) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(error);
  ASSERT_TRUE(U_SUCCESS(error));
  for (UChar32 c = 0xA1; c < 0x20000; ++c) {
    if (U_IS_SURROGATE(c)) continue;
    std::string alone, composed;
    icu::UnicodeString(c).toUTF8String(alone);
    if (Normal(alone).empty()) continue;  // dropped, or a space
    nfc->normalize(icu::UnicodeString(c), error).toUTF8String(composed);
    ASSERT_EQ(Normal(alone), composed) << std::hex << c;
    // Behind a letter, and with a mark behind it.
    constexpr std::array<UChar32, 3> kMarks = {0x0301, 0x0323, 0x3099};
    const icu::UnicodeString text =
        icu::UnicodeString(UChar32{'a'}).append(c).append(kMarks[static_cast<size_t>(c) % 3]);
    std::string written, expected;
    text.toUTF8String(written);
    nfc->normalize(text, error).toUTF8String(expected);
    ASSERT_EQ(Normal(written), expected) << std::hex << c;
  }
}

// The short way for marks that stand alone.
TEST(PlainTextTest, EveryMarkBehindEveryCharacterIsComposedAsIcuDoes) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(error);
  ASSERT_TRUE(U_SUCCESS(error));
  for (UChar32 mark = 0x300; mark < 0x370; ++mark) {
    for (UChar32 letter = 0x21; letter < 0x7F; ++letter) {
      for (const char* around : {"", "x", "x e\u0301y "}) {
        const icu::UnicodeString rest = icu::UnicodeString::fromUTF8(around);
        const icu::UnicodeString text =
            icu::UnicodeString(rest).append(letter).append(mark).append(rest);
        std::string written, expected;
        text.toUTF8String(written);
        nfc->normalize(text, error).trim().toUTF8String(expected);
        ASSERT_EQ(Normal(written), expected) << std::hex << letter << " " << mark;
      }
    }
  }
}

}  // namespace
}  // namespace newsmill
