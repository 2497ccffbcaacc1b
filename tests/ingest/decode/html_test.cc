#include "ingest/decode/html.h"

#include <gtest/gtest.h>

#include <string>

namespace newsmill {
namespace {

std::string Text(std::string_view html) {
  Arena arena;
  return std::string(HtmlToText(html, arena));
}

std::string Repeat(std::string_view piece, size_t times) {
  std::string text;
  for (size_t i = 0; i < times; ++i) text += piece;
  return text;
}

TEST(HtmlTest, BlocksAreLines) {
  EXPECT_EQ(Text("<p>One</p><p>Two"), "One\nTwo");
  EXPECT_EQ(Text("<h1>One</h1>\n<DIV class=x>Two<br/>Three</DIV>Four"), "One\nTwo\nThree\nFour");
  EXPECT_EQ(Text("<ul><li>a<li>b</ul><blockquote>c</blockquote>"), "a\nb\nc");
  EXPECT_EQ(Text("just text"), "just text");
  EXPECT_EQ(Text(""), "");
}

TEST(HtmlTest, InlineElementsAddNoSpace) {
  EXPECT_EQ(Text("un<b>believ</b>able <i>so</i>"), "unbelievable so");
  EXPECT_EQ(Text("  a \n\t b  "), "a b");
  EXPECT_EQ(Text("a<!-- x > -- y -->b<!-->c<!DOCTYPE html>d<?php e?>f"), "abcdf");
}

TEST(HtmlTest, References) {
  EXPECT_EQ(Text("&lt;&amp;&gt;&quot;&apos;&eacute;&ldquo;&nbsp;x"), "<&>\"'é“\u00A0x");
  EXPECT_EQ(Text("&#8220;&#x201D;&#65&#x1F64F;&#150;"), "“”A🙏–");
  EXPECT_EQ(Text("AT&T & co &nonsense; &; &# &#x; &amp"), "AT&T & co &nonsense; &; &# &#x; &amp");
  EXPECT_EQ(Text("&#0;&#xD800;&#99999999999;"), "\uFFFD\uFFFD\uFFFD");
}

TEST(HtmlTest, WhatIsNotTextIsDropped) {
  EXPECT_EQ(Text("a<script>if (a<b) '</p>'</script>b<STYLE>p {}</Style>c"), "abc");
  EXPECT_EQ(Text("<head><title>T</title></head><body>b"), "b");
  EXPECT_EQ(Text("<figure><figcaption>x <b>y</b></figcaption></figure>z"), "z");
  EXPECT_EQ(Text("<figure><figcaption>x</figure>z"), "z");
  EXPECT_EQ(Text("<svg><svg>x</svg>y</svg>z"), "z");
  EXPECT_EQ(Text("a<script>never closed"), "a");
}

TEST(HtmlTest, AttributesMayHoldAnything) {
  EXPECT_EQ(Text(R"(<a href="x>y" title='a">b' c = d>t</a>)"), "t");
  EXPECT_EQ(Text("<img alt=\"it's > that\">t"), "t");
  EXPECT_EQ(Text("<a title=\"never closed>t"), "");
}

TEST(HtmlTest, BrokenMarkup) {
  EXPECT_EQ(Text("1 < 2 <3 a<"), "1 < 2 <3 a<");
  EXPECT_EQ(Text("a</>b</ x>c<a"), "abc");
  EXPECT_EQ(Text("</p></div>x<!--"), "x");
}

TEST(HtmlTest, HostileInputIsLinear) {
  // Each of these takes hours where the work grows with the square of the size.
  const size_t many = 1'000'000;
  EXPECT_EQ(Text(Repeat("<b>", many) + Repeat("</i>", many)), "");
  EXPECT_EQ(Text("<a" + Repeat(" a1=\"<\"", many) + ">"), "");
  EXPECT_EQ(Text(Repeat("<script>", many)), "");
  EXPECT_EQ(Text(Repeat("<a b=\"", many)), "");
  EXPECT_EQ(Text(Repeat("<!--", many)), "");
  EXPECT_EQ(Text(Repeat("&", 10)), "&&&&&&&&&&");
}

}  // namespace
}  // namespace newsmill
