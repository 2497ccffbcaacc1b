#include "ingest/ledger.h"

#include <gtest/gtest.h>

namespace newsmill {
namespace {

Document& AddFrom(DocumentBatch& batch, int partition) {
  Document& document = batch.Add();
  document.message.position = {"news", static_cast<Partition>(partition), Offset{0}};
  return document;
}

TEST(LedgerTest, BalancesPerPartitionBeforeAndAfterSettling) {
  DocumentBatch batch;
  for (int i = 0; i < 3; ++i) AddFrom(batch, 0);
  AddFrom(batch, 1);
  Ledger ledger;
  ledger.Consume(batch.docs());
  for (const PartitionCounts& item : ledger.Read()) EXPECT_TRUE(item.counts.balanced());
  EXPECT_EQ(Total(ledger.Read()).in_flight, 4U);

  const std::vector<Outcome> outcomes = {Outcome::kDelivered, Outcome::kFiltered,
                                         Outcome::kDelivered, Outcome::kDeadLettered};
  ledger.Settle(batch.docs(), outcomes);
  const std::vector<PartitionCounts> counts = ledger.Read();
  ASSERT_EQ(counts.size(), 2U);
  EXPECT_EQ(counts[0].counts.of(Outcome::kDelivered), 2U);
  EXPECT_EQ(counts[0].counts.of(Outcome::kFiltered), 1U);
  EXPECT_EQ(counts[1].counts.of(Outcome::kDeadLettered), 1U);
  EXPECT_EQ(Total(counts).in_flight, 0U);
  EXPECT_TRUE(Total(counts).balanced());
}

TEST(LedgerTest, AMessageSettledTwiceUnbalancesTheBooks) {
  DocumentBatch batch;
  AddFrom(batch, 0);
  Ledger ledger;
  ledger.Consume(batch.docs());
  const std::vector<Outcome> outcomes = {Outcome::kDelivered};
  ledger.Settle(batch.docs(), outcomes);
  LedgerCounts counts = Total(ledger.Read());
  EXPECT_TRUE(counts.balanced());
  ++counts.outcomes[0];
  EXPECT_FALSE(counts.balanced());
}

}  // namespace
}  // namespace newsmill
