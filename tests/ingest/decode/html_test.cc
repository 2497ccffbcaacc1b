#include "ingest/decode/html.h"

#include <gtest/gtest.h>

#include <string>

namespace newsmill {
namespace {

constexpr size_t kMaxBytes = size_t{4} << 20;

std::string Text(std::string_view html) {
  Arena arena;
  std::string_view out;
  EXPECT_EQ(HtmlToText(html, kMaxBytes, arena, &out), HtmlResult::kOk);
  return std::string(out);
}

HtmlResult Result(const std::string& html) {
  Arena arena;
  std::string_view out = "untouched";
  const HtmlResult result = HtmlToText(html, kMaxBytes, arena, &out);
  EXPECT_EQ(result == HtmlResult::kOk, out != "untouched");
  return result;
}

std::string Maybe(std::string_view text) {
  Arena arena;
  std::string_view out;
  EXPECT_EQ(MaybeHtmlToText(text, kMaxBytes, arena, &out), HtmlResult::kOk);
  return std::string(out);
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
  EXPECT_EQ(Text("<article><section>a<aside>b</aside></section></article>"), "a\nb");
  EXPECT_EQ(Text("a<br><br>b<hr>c<p>&nbsp;</p><p>&nbsp; d &nbsp;</p>"), "a\nb\nc\nd");
  EXPECT_EQ(Text("just text"), "just text");
  EXPECT_EQ(Text(""), "");
}

TEST(HtmlTest, InlineElementsAddNoSpace) {
  EXPECT_EQ(Text("un<b>believ</b>able <i>so</i>"), "unbelievable so");
  EXPECT_EQ(Text("<p>a <b> b</b> <i> c</i>"), "a b c");
  EXPECT_EQ(Text("<P CLASS=body><em>a</em> <em>b</em>"), "a b");
  EXPECT_EQ(Text("  a \n\t b  "), "a b");
  EXPECT_EQ(Text("a<!-- x > -- y -->b<!DOCTYPE html>c<?php e?>d"), "abcd");
}

TEST(HtmlTest, TableRowsAreLines) {
  EXPECT_EQ(Text("<table><tr><th>Seats</th><th>2024</th></tr><tr><td>SNP<td> 48 </tr></table>x"),
            "Seats\t2024\nSNP\t48\nx");
  EXPECT_EQ(Text("<table><tr><td><p>a</p><p>b</p></td><td></td><td>c</td></tr></table>"),
            "a\nb\nc");
}

TEST(HtmlTest, PreformattedLinesStayLines) {
  EXPECT_EQ(Text("<pre>one  1\n two</pre>three\nfour"), "one 1\ntwo\nthree four");
}

TEST(HtmlTest, QuotationElementsHaveMarks) {
  EXPECT_EQ(Text("<q>Yes</q>, he said"), "“Yes”, he said");
}

TEST(HtmlTest, References) {
  EXPECT_EQ(Text("&lt;&amp;&gt;&quot;&apos;&eacute;&ldquo;x&nbsp;x"), "<&>\"'é“x\u00A0x");
  EXPECT_EQ(Text("&#8220;&#x201D;&#65;&#x1F64F;"), "“”A🙏");
  EXPECT_EQ(Text("AT&T & co &nonsense; & &amp"), "AT&T & co &nonsense; & &amp");
  EXPECT_EQ(Text("a&#0;b&#xD800;c&#99999999999;d"), "abcd");
}

TEST(HtmlTest, ReferencesToC1ControlsMeanWindows1252) {
  EXPECT_EQ(Text("&#147;caf&#xe9;&#148; &#150; it&#146;s &#128;5&#133;"), "“café” – it’s €5…");
}

TEST(HtmlTest, WhatIsNotTextIsDropped) {
  EXPECT_EQ(Text("a<script>if (a<b) '</p>'</script>b<STYLE>p {}</Style>c"), "abc");
  EXPECT_EQ(Text("<head><title>T</title></head><body>b"), "b");
  EXPECT_EQ(Text("<figure><figcaption>x <b>y</b></figcaption></figure>z"), "z");
  EXPECT_EQ(Text("<figure><figcaption>x</figure>z"), "z");
  EXPECT_EQ(Text("<p>a<svg><svg>x</svg>y</svg>z"), "az");
  EXPECT_EQ(Text("a<noscript>x</noscript><template>y</template><iframe>z</iframe>b"), "ab");
  EXPECT_EQ(Text("a<script>never closed"), "a");
}

TEST(HtmlTest, EmbeddedPostsKeepTheirText) {
  EXPECT_EQ(Text("<p>He wrote:</p><blockquote class=\"twitter-tweet\"><p lang=\"en\">We won.</p>"
                 "&mdash; A (@a) <a href=\"https://x.example/1\">May 3</a></blockquote>"
                 "<script async src=\"https://x.example/w.js\"></script><p>Then"),
            "He wrote:\nWe won.\n— A (@a) May 3\nThen");
}

TEST(HtmlTest, AttributesMayHoldAnything) {
  EXPECT_EQ(Text(R"(<a href="x>y" title='a">b' c = d>t</a>)"), "t");
  EXPECT_EQ(Text("<img alt=\"it's > that\">t"), "t");
  EXPECT_EQ(Text("<a title=\"never closed>t"), "");
  EXPECT_EQ(Text("<p hidden style=\"display:none\">t"), "t");
}

TEST(HtmlTest, BrokenMarkup) {
  EXPECT_EQ(Text("1 < 2 <3 a<"), "1 < 2 <3 a<");
  EXPECT_EQ(Text("a</b x>c</p>"), "ac");
  EXPECT_EQ(Text("</p></div>x<!--"), "x");
}

TEST(HtmlTest, ItsOwnWordOnEncodingIsIgnored) {
  EXPECT_EQ(Text("<meta charset=\"iso-8859-1\"><p>café “x”"), "café “x”");
  EXPECT_EQ(Text("<meta http-equiv=\"content-type\" content=\"text/html; charset=utf-16\"><p>é"),
            "é");
}

TEST(HtmlTest, BoilerplateBlocksAreLeftOut) {
  EXPECT_EQ(Text("<p>a</p><div class=\"Share-Bar wide\"><a>Tweet</a> <a>Send it</a></div><p>b"),
            "a\nb");
  EXPECT_EQ(Text("<div id=newsletter-signup><h3>Get it</h3><p>Every day.</p></div>b"), "b");
  const std::string links = Repeat("<li><a href=x>A headline of some length</a></li>", 30);
  EXPECT_EQ(Text("a<ul class=related-articles>" + links + "</ul>b"), "a\nb");
}

TEST(HtmlTest, WhatMayBeTheStoryStays) {
  const std::string story = Repeat("The minister said so again. ", 20);
  EXPECT_NE(Text("<div class=share><p>" + story + "</div>"), "");
  EXPECT_EQ(Text("<p class=shareholders>a</p><p><b class=share>x</b>y"), "a\nxy");
  for (const std::string_view line :
       {"“Share this article”, he said.", "Read more books.", "Email", "Share",
        "This article was amended on 3 May 1976 by parliament.", "Photo: the family at home.",
        "Read more: she did.", "Follow us on Twitter and see, the minister said.",
        "Related: two deaths in Ghent/Gent."}) {
    EXPECT_EQ(Text("<p>" + std::string(line) + "</p>"), line);
  }
}

TEST(HtmlTest, BoilerplateLinesAreLeftOut) {
  for (const std::string_view line :
       {"Advertisement", "Sign up for our newsletter.", "Follow us on Facebook",
        "<a>Read more »</a>", "Read more: <a>What the <b>minister</b> said</a>",
        "<a>Related: Two deaths in Ghent</a>", "Photograph: Jane Doe/AFP/Getty Images",
        "<a>Tweet</a>",
        "• This article was amended on 3 May 2026. An earlier version named the wrong man."}) {
    EXPECT_EQ(Text("a<p>" + std::string(line) + "</p>b"), "a\nb") << line;
  }
}

TEST(HtmlTest, HtmlInAFieldOfPlainText) {
  EXPECT_EQ(Maybe("<p>a</p><p>b &amp; c</p>"), "a\nb & c");
  EXPECT_EQ(Maybe("&lt;p&gt;a &amp;amp; b&lt;/p&gt;&lt;p&gt;c&lt;/p&gt;"), "a & b\nc");
  EXPECT_EQ(Maybe("a<br>b"), "a\nb");
  for (const std::string_view plain : {"", "1 < 2 & 3 > 2", "The <p> element", "R&D\n\n x  y",
                                       "write &lt;p&gt; for a paragraph"}) {
    EXPECT_EQ(Maybe(plain), plain);
  }
}

TEST(HtmlTest, Limits) {
  EXPECT_EQ(Result(Repeat("<b>", kMaxHtmlDepth)), HtmlResult::kOk);
  EXPECT_EQ(Result(Repeat("<b>", kMaxHtmlDepth + 1)), HtmlResult::kTooDeep);
  std::string tag = "<a";
  for (int i = 0; i < kMaxHtmlAttributes; ++i) tag += " a" + std::to_string(i) + "=1";
  EXPECT_EQ(Result(tag + ">x"), HtmlResult::kOk);
  EXPECT_EQ(Result(tag + " b>x"), HtmlResult::kTooManyNames);
  EXPECT_EQ(Result(std::string(kMaxBytes + 8, 'x')), HtmlResult::kTooLarge);
}

TEST(HtmlTest, HostileInputIsLinear) {
  // Each of these takes minutes to hours where the work grows with the square of the size.
  const size_t many = 500'000;
  EXPECT_EQ(Result(Repeat("<b>", many) + Repeat("</i>", many)), HtmlResult::kTooDeep);
  EXPECT_EQ(Result(Repeat("<table><tr><td>", many)), HtmlResult::kTooDeep);
  EXPECT_EQ(Text(Repeat("<b>", 200) + Repeat("</i>", many)), "");
  EXPECT_EQ(Text(Repeat("<a>", many) + Repeat("<p>", many)), "");
  EXPECT_EQ(Text(Repeat("<script>", many)), "");
  EXPECT_EQ(Text(Repeat("<a b=\"", many)), "");
  EXPECT_EQ(Text(Repeat("<!--", many)), "");
  EXPECT_EQ(Text("<" + Repeat("a", many)), "");
  EXPECT_EQ(Text("<!DOCTYPE " + Repeat("a \"", many)), "");
  EXPECT_EQ(Text(Repeat("&", many)), Repeat("&", many));
  EXPECT_EQ(Text(Repeat("<![CDATA[", 1000)), Repeat("<![CDATA[", 1000));
}

TEST(HtmlTest, TooManyNamesAreGivenUp) {
  std::string distinct = "<a";
  for (int i = 0; i < 200'000; ++i) distinct += " a" + std::to_string(i);
  EXPECT_EQ(Result(distinct), HtmlResult::kTooManyNames);
  std::string names;
  for (int i = 0; i < 10'000; ++i) names += "<a" + std::to_string(i) + "/>";
  EXPECT_EQ(Result(names), HtmlResult::kTooManyNames);
}

}  // namespace
}  // namespace newsmill
