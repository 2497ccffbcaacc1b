#include "ingest/dead_letters/letter_filter.h"

#include <gtest/gtest.h>

namespace newsmill {
namespace {

DeadLetter Letter() {
  DeadLetter letter;
  letter.topic = "news";
  letter.partition = 1;
  letter.offset = 7;
  letter.key = "a";
  letter.stage = "decoder";
  letter.code = "invalid_json";
  letter.failed_at = "2026-01-02T03:04:05.678Z";
  return letter;
}

TEST(LetterFilterTest, AnEmptyOneTakesAll) {
  EXPECT_TRUE(LetterFilter().empty());
  EXPECT_TRUE(LetterFilter().Matches(Letter()));
}

TEST(LetterFilterTest, EveryPartCountsAndOneOfItsItemsIsEnough) {
  LetterFilter filter;
  filter.codes = {"too_large", "invalid_json"};
  filter.stages = {"decoder"};
  filter.topics = {"news"};
  filter.positions = {"news/1/7"};
  filter.ids = {"a"};
  EXPECT_FALSE(filter.empty());
  EXPECT_TRUE(filter.Matches(Letter()));
  filter.sinks = {"sqlite"};
  EXPECT_FALSE(filter.Matches(Letter()));
  for (const auto part : {&LetterFilter::codes, &LetterFilter::stages, &LetterFilter::topics,
                          &LetterFilter::positions, &LetterFilter::ids}) {
    LetterFilter other;
    other.*part = {"something else"};
    EXPECT_FALSE(other.Matches(Letter()));
  }
}

TEST(LetterFilterTest, TimesAreFromSinceToBeforeUntil) {
  const auto matches = [](std::string_view since, std::string_view until) {
    LetterFilter filter;
    EXPECT_TRUE(ReadTime("--since", since, &filter.since).ok());
    EXPECT_TRUE(ReadTime("--until", until, &filter.until).ok());
    return filter.Matches(Letter());
  };
  EXPECT_TRUE(matches("2026-01-02", "2026-01-03"));
  EXPECT_TRUE(matches("2026-01-02T03:04:05Z", "2026-01-02T03:04:06Z"));
  EXPECT_FALSE(matches("2026-01-02T03:04:06Z", ""));
  EXPECT_FALSE(matches("", "2026-01-02"));
  std::optional<int64_t> time;
  EXPECT_TRUE(absl::IsInvalidArgument(ReadTime("--since", "yesterday", &time)));
}

}  // namespace
}  // namespace newsmill
