#include "ingest/commands/html_marks.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace newsmill {
namespace {

std::string Escaped(std::string_view text) {
  std::string html;
  AppendEscaped(text, &html);
  return html;
}

HtmlMark Mark(uint32_t begin, uint32_t end, MarkLayer layer, std::string classes,
              std::string title = "", std::string before = "") {
  return {.begin = begin,
          .end = end,
          .layer = layer,
          .classes = std::move(classes),
          .title = std::move(title),
          .before = std::move(before)};
}

std::string Marked(std::string_view text, std::vector<HtmlMark> marks) {
  std::string html;
  MarkedText(text, std::move(marks)).Append(0, text.size(), &html);
  return html;
}

TEST(HtmlMarksTest, EscapesWhatHtmlReads) {
  EXPECT_EQ(Escaped("<a href=\"x\" b='y'>&amp;"),
            "&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;amp;");
  EXPECT_EQ(Escaped("Élodie “中” 😀\n\tx"), "Élodie “中” 😀\n\tx");
}

TEST(HtmlMarksTest, ReplacesBytesThatHtmlCannotHold) {
  EXPECT_EQ(Escaped(std::string_view("a\0b\x01\x7F", 5)), "a\uFFFDb\uFFFD\uFFFD");
  EXPECT_EQ(Escaped("\xFF\xC3 \xE2\x80"), "\uFFFD\uFFFD \uFFFD\uFFFD");
  EXPECT_EQ(Escaped("\xC2\x85"), "\uFFFD");
  EXPECT_EQ(Escaped("\xC2\xA0"), "\xC2\xA0");
}

TEST(HtmlMarksTest, CutsWhereMarksOverlap) {
  EXPECT_EQ(Marked("abcdef", {Mark(1, 4, MarkLayer::kEntity, "e", "E"),
                              Mark(2, 6, MarkLayer::kClaim, "c", "C")}),
            "a<span class=\"e\" title=\"E\">b</span>"
            "<span class=\"e c\" title=\"E&#10;C\">cd</span>"
            "<span class=\"c\" title=\"C\">ef</span>");
}

TEST(HtmlMarksTest, TheInnermostOfALayerIsShown) {
  EXPECT_EQ(Marked("abcdef",
                   {Mark(0, 6, MarkLayer::kClaim, "outer"), Mark(2, 4, MarkLayer::kClaim, "inner"),
                    Mark(2, 5, MarkLayer::kClaim, "middle")}),
            "<span class=\"outer\">ab</span><span class=\"inner\">cd</span>"
            "<span class=\"middle\">e</span><span class=\"outer\">f</span>");
}

TEST(HtmlMarksTest, WhatStandsBeforeAMarkComesOnce) {
  EXPECT_EQ(Marked("abc", {Mark(0, 3, MarkLayer::kClaim, "c", "", "<i>1</i>"),
                           Mark(1, 2, MarkLayer::kCue, "q")}),
            "<i>1</i><span class=\"c\">a</span><span class=\"c q\">b</span>"
            "<span class=\"c\">c</span>");
}

TEST(HtmlMarksTest, MarksGoOnOverParts) {
  std::string html;
  MarkedText text("ab\ncd", {Mark(1, 4, MarkLayer::kClaim, "c"),
                             Mark(2, 3, MarkLayer::kCue, "only-the-line-end")});
  text.Append(0, 2, &html);
  html += "|";
  text.Append(3, 5, &html);
  EXPECT_EQ(html, "a<span class=\"c\">b</span>|<span class=\"c\">c</span>d");
}

TEST(HtmlMarksTest, LeavesOutMarksThatAreNotInTheText) {
  EXPECT_EQ(Marked("ab", {Mark(1, 1, MarkLayer::kCue, "empty"), Mark(1, 9, MarkLayer::kCue, "far"),
                          Mark(2, 1, MarkLayer::kCue, "backward")}),
            "ab");
  EXPECT_EQ(Marked("", {Mark(0, 0, MarkLayer::kCue, "c")}), "");
}

TEST(HtmlMarksTest, OutputGrowsWithMarksNotWithTheirSquare) {
  const std::string text(20'000, 'x');
  std::vector<HtmlMark> marks;
  marks.reserve(10'000);
  for (uint32_t i = 0; i < 10'000; ++i) {
    marks.push_back(Mark(i, 20'000 - i, MarkLayer::kClaim, "claim"));
  }
  EXPECT_LT(Marked(text, std::move(marks)).size(), 20'000U * 40);
}

}  // namespace
}  // namespace newsmill
