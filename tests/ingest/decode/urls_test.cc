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

TEST(UrlsTest, TrackingParametersGo) {
  EXPECT_EQ(Canonical("https://a.example/x?utm_source=a&id=3&fbclid=z&UTM_Medium=q&page=2"),
            "https://a.example/x?id=3&page=2");
  EXPECT_EQ(Canonical("https://a.example/x?gclid=1"), "https://a.example/x");
  EXPECT_EQ(Canonical("https://a.example?_ga=1&yclid=2&&"), "https://a.example/");
  EXPECT_EQ(Canonical("https://a.example/x?utmost=1"), "https://a.example/x?utmost=1");
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
