#include "sinks/rfc3339.h"

#include <gtest/gtest.h>

#include <limits>

namespace newsmill {
namespace {

TEST(Rfc3339Test, MillisecondsOnlyWhereThereAreSome) {
  EXPECT_EQ(Rfc3339(0), "1970-01-01T00:00:00Z");
  EXPECT_EQ(Rfc3339(1'767'323'045'006), "2026-01-02T03:04:05.006Z");
  EXPECT_EQ(Rfc3339(-1), "1969-12-31T23:59:59.999Z");
  EXPECT_EQ(Rfc3339(951'782'400'000), "2000-02-29T00:00:00Z");
}

TEST(Rfc3339Test, ImpossibleTimesBecomeTheNearestPossible) {
  EXPECT_EQ(Rfc3339(std::numeric_limits<int64_t>::max()), "9999-12-31T23:59:59.999Z");
  EXPECT_EQ(Rfc3339(std::numeric_limits<int64_t>::min()), "0000-01-01T00:00:00Z");
}

TEST(Rfc3339Test, ReadsWhatItWrites) {
  for (const int64_t ms : {int64_t{0}, int64_t{1'767'323'045'006}, int64_t{951'782'400'000},
                           int64_t{-62'167'219'200'000}, int64_t{253'402'300'799'999}}) {
    EXPECT_EQ(ParseRfc3339(Rfc3339(ms)), ms);
  }
  for (const char* text :
       {"", "2026", "2026-01-02T03:04:05", "2026-02-30T03:04:05Z", "2026-01-02T03:04:05.6Z",
        "2026-01-02T03:04:05.678Zx", "2026-01-02 03:04:05Z", "2026-01-02T03:04:05+Z"}) {
    EXPECT_FALSE(ParseRfc3339(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace newsmill
