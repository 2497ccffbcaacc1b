#include "sinks/utf8_text.h"

#include <gtest/gtest.h>

namespace newsmill {
namespace {

TEST(Utf8TextTest, OnlyWellFormedSequencesPass) {
  EXPECT_TRUE(IsUtf8(""));
  EXPECT_TRUE(IsUtf8("aé中😀\uD7FF\uE000\U0010FFFF"));
  for (const char* bad :
       {"\x80", "\xC0\xAF", "\xC3", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80",
        "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "a\xE4\xB8"}) {
    EXPECT_FALSE(IsUtf8(bad)) << bad;
  }
}

TEST(Utf8TextTest, WhatIsNotUtf8IsReplaced) {
  EXPECT_EQ(Utf8OrReplaced("ok é"), "ok é");
  EXPECT_EQ(Utf8OrReplaced("a\xFF\xC3z"), "a\uFFFD\uFFFDz");
}

TEST(Utf8TextTest, PrefixesCutNoSequence) {
  EXPECT_EQ(Utf8Prefix("aé", 2), "a");
  EXPECT_EQ(Utf8Prefix("aé", 3), "aé");
  EXPECT_EQ(Utf8Prefix("\x80\x80", 1), "");
}

}  // namespace
}  // namespace newsmill
