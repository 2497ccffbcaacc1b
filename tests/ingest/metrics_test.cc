#include "ingest/metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace newsmill {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

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

TEST(MetricsTest, FreshnessIsCountedByOutletAndStepAtEachScrape) {
  Metrics metrics;
  DocumentBatch batch;
  for (const int64_t published_ms : {990'000, 950'000, 1'000'100}) {
    Document& document = batch.Add();
    document.source.name = "Post";
    document.published_ms = published_ms;
    document.message.received_ms = 1'000'000;
    document.enriched_ms = 1'000'050;
  }
  batch.Add();
  const std::vector<Outcome> outcomes = {Outcome::kDelivered, Outcome::kDelivered,
                                         Outcome::kDelivered, Outcome::kFiltered};
  const std::string received = "newsmill_article_seconds_bucket{source=\"Post\",step=\"received\",";
  const std::string enriched = "newsmill_article_seconds_bucket{source=\"Post\",step=\"enriched\",";
  for (const std::string times : {"1", "2"}) {
    metrics.ObserveFreshness(batch, outcomes);
    const std::string text = metrics.Render();
    EXPECT_EQ(text, metrics.Render());  // what is published is not published again
    const std::string all = times == "1" ? "3" : "6";
    const std::string both = times == "1" ? "2" : "4";
    EXPECT_THAT(text, HasSubstr(received + "le=\"0.01\"} " + times));  // no time is negative
    EXPECT_THAT(text, HasSubstr(received + "le=\"15\"} " + both));
    EXPECT_THAT(text, HasSubstr(received + "le=\"60\"} " + all));
    EXPECT_THAT(text, HasSubstr(enriched + "le=\"0.01\"} 0"));
    EXPECT_THAT(text, HasSubstr(enriched + "le=\"0.05\"} " + all));  // its bound belongs to it
    EXPECT_THAT(text, Not(HasSubstr("source=\"unknown\"")));
  }
}

}  // namespace
}  // namespace newsmill
