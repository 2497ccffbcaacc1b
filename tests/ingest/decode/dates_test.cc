#include "ingest/decode/dates.h"

#include <gtest/gtest.h>

namespace newsmill {
namespace {

constexpr int64_t kMs = 1767323045000;  // 2026-01-02T03:04:05Z

TEST(DatesTest, FormsOfTheSameInstant) {
  for (const char* text :
       {"2026-01-02T03:04:05Z", "2026-01-02t03:04:05z", "2026-01-02 03:04:05Z",
        "2026-01-02T03:04:05", "2026-01-02T03:04:05+00:00", "2026-01-02T05:04:05+02:00",
        "2026-01-01T21:34:05-05:30", "20260102T030405Z", "20260102T050405+0200",
        "2026-01-02T05:04:05+02", "2026-01-02T03:04:05.000000Z"}) {
    EXPECT_EQ(ParseDate(text), kMs) << text;
  }
}

TEST(DatesTest, Fractions) {
  EXPECT_EQ(ParseDate("2026-01-02T03:04:05.6Z"), kMs + 600);
  EXPECT_EQ(ParseDate("2026-01-02T03:04:05,678Z"), kMs + 678);
  EXPECT_EQ(ParseDate("2026-01-02T05:04:05.123456789+02:00"), kMs + 123);
}

TEST(DatesTest, PartsLeftOut) {
  EXPECT_EQ(ParseDate("2026-01-02"), 1767312000000);
  EXPECT_EQ(ParseDate("20260102"), 1767312000000);
  EXPECT_EQ(ParseDate("2026-01-02T03:04Z"), kMs - 5000);
  EXPECT_EQ(ParseDate("20260102T0304Z"), kMs - 5000);
}

TEST(DatesTest, CalendarEdges) {
  EXPECT_EQ(ParseDate("1970-01-01"), 0);
  EXPECT_EQ(ParseDate("1969-12-31T23:59:59.999Z"), -1);
  EXPECT_EQ(ParseDate("2024-02-29"), 1709164800000);
  EXPECT_EQ(ParseDate("2000-02-29"), 951782400000);
  EXPECT_EQ(ParseDate("2999-01-01T00:00:00Z"), 32472144000000);
  EXPECT_EQ(ParseDate("2016-12-31T23:59:60Z"), ParseDate("2017-01-01T00:00:00Z"));
}

TEST(DatesTest, Nonsense) {
  for (const char* text : {"",
                           "yesterday",
                           "2026",
                           "2026-1-2",
                           "2026-13-01",
                           "2026-02-30",
                           "2023-02-29",
                           "1900-02-29",
                           "2026-00-10",
                           "0000-01-01",
                           "2026-01-02T",
                           "2026-01-02T24:00:00Z",
                           "2026-01-02T03:60:00Z",
                           "2026-01-02T03:04:05.Z",
                           "2026-01-02T03:04:05ZZ",
                           "2026-01-02T03:04:05+",
                           "2026-01-02Z",
                           "2026-01-02T03:04:05+25:00",
                           "-026-01-02",
                           "2026-01-02T03:04:05 UTC"}) {
    EXPECT_EQ(ParseDate(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace newsmill
