#include "ingest/decode/urls.h"

#include <gtest/gtest.h>

#include <string>

#include "ingest/decode/language_tags.h"

namespace newsmill {
namespace {

std::string Canonical(std::string_view url) {
  Arena arena;
  return std::string(CanonicalUrl(url, arena));
}

TEST(UrlsTest, CanonicalForm) {
  EXPECT_EQ(Canonical("HTTPS://News.Example/Path/X"), "https://news.example/Path/X");
  EXPECT_EQ(Canonical("https://a.example:443/"), "https://a.example/");
  EXPECT_EQ(Canonical("http://a.example:80"), "http://a.example/");
  EXPECT_EQ(Canonical("http://a.example:8080/x"), "http://a.example:8080/x");
  EXPECT_EQ(Canonical("https://a.example/x#part"), "https://a.example/x");
  EXPECT_EQ(Canonical("https://a.example#part"), "https://a.example/");
}

TEST(UrlsTest, WhatIsCanonicalStaysAsItIs) {
  Arena arena;
  for (const std::string_view url : {"https://a.example/", "http://a-1.example/X/y.html;z=(1),@:!",
                                     "https://a.b.example//\u00fc"}) {
    EXPECT_EQ(CanonicalUrl(url, arena).data(), url.data());
    // With a fragment, which goes, the address takes the long way to the same form.
    EXPECT_EQ(Canonical(std::string(url) + "#x"), url);
  }
  EXPECT_EQ(Canonical("https://a.example/x y"), "");
  EXPECT_EQ(Canonical("https:///x"), "");
}

TEST(UrlsTest, TrackingParametersGo) {
  EXPECT_EQ(Canonical("https://a.example/x?utm_source=a&id=3&fbclid=z&UTM_Medium=q&page=2"),
            "https://a.example/x?id=3&page=2");
  EXPECT_EQ(Canonical("https://a.example/x?gclid=1"), "https://a.example/x");
  EXPECT_EQ(Canonical("https://a.example?_ga=1&yclid=2&&"), "https://a.example/");
  EXPECT_EQ(Canonical("https://a.example/x?utmost=1"), "https://a.example/x?utmost=1");
}

TEST(UrlsTest, AmpCopiesLeadToTheArticle) {
  const std::string article = "https://www.a.example/x/story";
  EXPECT_EQ(Canonical("https://amp.a.example/x/story"), article);
  EXPECT_EQ(Canonical("https://www.a.example/x/story/amp"), article);
  EXPECT_EQ(Canonical("https://www.a.example/x/story?amp=1&outputType=amp"), article);
  EXPECT_EQ(Canonical("https://www.a.example/x/story/amp/"), article + "/");
  EXPECT_EQ(Canonical("https://www.a.example/x/story.amp.html"), article + ".html");
  EXPECT_EQ(Canonical("https://www.a.example/x/story.amp"), article);
  EXPECT_EQ(Canonical("https://www.google.com/amp/s/www.a.example/x/story"), article);
  EXPECT_EQ(Canonical("https://www.google.co.uk/amp/s/amp.a.example/x/story?utm_source=g"),
            article);
  EXPECT_EQ(Canonical("https://www-a-example.cdn.ampproject.org/c/s/www.a.example/x/story"),
            article);
  EXPECT_EQ(Canonical("https://cdn.ampproject.org/v/www.a.example/x?id=2"),
            "http://www.a.example/x?id=2");
  EXPECT_EQ(Canonical("https://www.google.com/amp/s/"), "https://www.google.com/amp/s/");
  EXPECT_EQ(Canonical("https://a.example/amp"), "https://a.example/amp");
  EXPECT_EQ(Canonical("https://a.example/x/revamp/"), "https://a.example/x/revamp/");
  EXPECT_EQ(Canonical("https://amp.dev"), "https://amp.dev/");
}

TEST(UrlsTest, MobileSitesLeadToTheArticle) {
  EXPECT_EQ(Canonical("https://m.a.example/x"), "https://www.a.example/x");
  EXPECT_EQ(Canonical("https://mobile.a.example/x"), "https://www.a.example/x");
  EXPECT_EQ(Canonical("https://m.www.a.example/x"), "https://www.a.example/x");
  EXPECT_EQ(Canonical("https://en.m.a.example/x"), "https://en.a.example/x");
  EXPECT_EQ(Canonical("https://m.example/x"), "https://m.example/x");
  EXPECT_EQ(Canonical("https://a.m.example/x"), "https://a.m.example/x");
}

TEST(UrlsTest, NamesBeyondAsciiAreInPunycode) {
  EXPECT_EQ(Canonical("https://M\u00fcnchen.example/\u00fc"),
            "https://xn--mnchen-3ya.example/\u00fc");
  EXPECT_EQ(Canonical("https://xn--mnchen-3ya.example/"), "https://xn--mnchen-3ya.example/");
  EXPECT_EQ(Canonical("https://\u043f\u0440\u0438\u043c\u0435\u0440.example"),
            "https://xn--e1afmkfd.example/");
  EXPECT_EQ(Canonical("https://\u0301a.example/"), "");
  EXPECT_EQ(Canonical("https://" + std::string(2000, 'a') + "\u00fc.example/"), "");
}

TEST(UrlsTest, NeitherUserNorEmptyPort) {
  EXPECT_EQ(Canonical("https://user:secret@a.example/x"), "https://a.example/x");
  EXPECT_EQ(Canonical("https://a.example:/x"), "https://a.example/x");
  EXPECT_EQ(Canonical("https://a.example./x"), "https://a.example/x");
  EXPECT_EQ(Canonical("https://[::1]:443/x"), "https://[::1]/x");
  EXPECT_EQ(Canonical("https://a.example:port/x"), "");
}

TEST(UrlsTest, DomainIsTheHostWithoutWww) {
  Arena arena;
  EXPECT_EQ(DomainOf("https://www.A.example:8080/x", arena), "a.example");
  EXPECT_EQ(DomainOf("a.example", arena), "");
}

TEST(UrlsTest, NotAnArticlesUrl) {
  for (const char* url : {"", "a.example/x", "ftp://a.example/x", "https:///x", "https://",
                          "mailto:a@b.example", "https://a.example/a b", "://x"}) {
    EXPECT_EQ(Canonical(url), "") << url;
  }
}

std::string Tag(std::string_view tag) {
  Arena arena;
  return std::string(NormaliseLanguageTag(tag, arena));
}

TEST(LanguageTagsTest, Shapes) {
  EXPECT_EQ(Tag("en"), "en");
  EXPECT_EQ(Tag("EN_gb"), "en-GB");
  EXPECT_EQ(Tag("zh-hant-TW"), "zh-Hant-TW");
  EXPECT_EQ(Tag("es-419"), "es-419");
  EXPECT_EQ(Tag("eng"), "en");
  EXPECT_EQ(Tag("deu"), "de");
  EXPECT_EQ(Tag("haw"), "haw");
  EXPECT_EQ(Tag("en-x-US"), "en-x-us");
}

TEST(LanguageTagsTest, Nonsense) {
  for (const char* tag : {"", "e", "en-", "-en", "english language", "12", "en--GB",
                          "en-toolongsubtag", "en-x-abcdefgh-abcdefgh-abcdefgh-abcdefgh", "ën"}) {
    EXPECT_EQ(Tag(tag), "") << tag;
  }
}

}  // namespace
}  // namespace newsmill
