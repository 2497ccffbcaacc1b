#include "ingest/metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace newsmill {
namespace {

using ::testing::HasSubstr;

TEST(MetricsTest, RendersLedgerAndSinkCounts) {
  Metrics metrics;
  LedgerCounts counts;
  counts.consumed = 5;
  counts.in_flight = 2;
  counts.outcomes[static_cast<size_t>(Outcome::kDelivered)] = 3;
  metrics.SetLedgerReader(
      [&] { return std::vector<PartitionCounts>{{{"news", Partition{1}}, counts}}; });
  const std::vector<Settled> settled = {{nullptr, SinkOutcome::kDelivered, "", ""},
                                        {nullptr, SinkOutcome::kDelivered, "", ""},
                                        {nullptr, SinkOutcome::kSuperseded, "", ""}};
  metrics.CountSettled("sqlite", settled);
  metrics.CountDeadLetter("too_large");
  const std::string text = metrics.Render();
  EXPECT_THAT(text,
              HasSubstr("newsmill_messages_consumed_total{partition=\"1\",topic=\"news\"} 5"));
  EXPECT_THAT(text, HasSubstr("newsmill_messages_in_flight{partition=\"1\",topic=\"news\"} 2"));
  EXPECT_THAT(
      text,
      HasSubstr("newsmill_messages_total{outcome=\"delivered\",partition=\"1\",topic=\"news\"} 3"));
  EXPECT_THAT(text,
              HasSubstr("newsmill_sink_records_total{outcome=\"delivered\",sink=\"sqlite\"} 2"));
  EXPECT_THAT(text, HasSubstr("newsmill_dead_letters_total{code=\"too_large\"} 1"));
}

}  // namespace
}  // namespace newsmill
