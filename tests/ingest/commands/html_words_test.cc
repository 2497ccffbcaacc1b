#include "ingest/commands/html_words.h"

#include <gtest/gtest.h>

#include <string_view>

namespace newsmill {
namespace {

std::string Figure(double value, std::string_view unit) {
  return FigureText({.span = {}, .value = value, .unit = unit});
}

TEST(HtmlWordsTest, FiguresHaveSeparatorsAndUnits) {
  EXPECT_EQ(Figure(1234567.5, "EUR"), "1,234,567.5 EUR");
  EXPECT_EQ(Figure(-1000, ""), "-1,000");
  EXPECT_EQ(Figure(-999, ""), "-999");
  EXPECT_EQ(Figure(0.2, "percent"), "0.2 percent");
  EXPECT_EQ(Figure(1e18, ""), "1e+18");
}

TEST(HtmlWordsTest, DatesAndTimesAreWrittenAsSuch) {
  EXPECT_EQ(Figure(2028, "date"), "2028");
  EXPECT_EQ(Figure(201610, "date"), "2016-10");
  EXPECT_EQ(Figure(20210503, "date"), "2021-05-03");
  EXPECT_EQ(Figure(503, "month-day"), "05-03");
  EXPECT_EQ(Figure(1730, "time"), "17:30");
  EXPECT_EQ(Figure(0, "time"), "00:00");
  EXPECT_EQ(Figure(1990, "decade"), "1990s");
}

TEST(HtmlWordsTest, ScoresArePercentages) {
  EXPECT_EQ(PercentText(0.5F), "50 %");
  EXPECT_EQ(PercentText(1.5F), "100 %");
  EXPECT_EQ(ScoreText(-1), "0.00");
}

TEST(HtmlWordsTest, PublicationIsWrittenToTheMinute) {
  EXPECT_EQ(DayAndTime(1773147900123), "2026-03-10 13:05 UTC");
}

}  // namespace
}  // namespace newsmill
