#include "ingest/offset_tracker.h"

#include <gtest/gtest.h>

namespace newsmill {
namespace {

NextOffset At(int partition, int64_t offset) {
  return {{"news", static_cast<Partition>(partition)}, static_cast<Offset>(offset)};
}

TEST(OffsetTrackerTest, GivesEachMovedPartitionOnceAndNeverGoesBack) {
  OffsetTracker tracker;
  EXPECT_TRUE(tracker.TakeMoved().empty());
  tracker.Settle(At(0, 5));
  tracker.Settle(At(0, 9));
  tracker.Settle(At(0, 7));
  tracker.Settle(At(1, 1));
  const std::vector<NextOffset> moved = tracker.TakeMoved();
  ASSERT_EQ(moved.size(), 2U);
  EXPECT_EQ(moved[0].offset, Offset{9});
  EXPECT_EQ(moved[1].offset, Offset{1});
  tracker.Settle(At(0, 9));
  EXPECT_TRUE(tracker.TakeMoved().empty());
}

TEST(OffsetTrackerTest, ForgetsLostPartitions) {
  OffsetTracker tracker;
  tracker.Settle(At(0, 5));
  tracker.Clear();
  EXPECT_TRUE(tracker.TakeMoved().empty());
  tracker.Settle(At(0, 2));  // ours again, from an earlier commit
  ASSERT_EQ(tracker.TakeMoved().size(), 1U);
}

}  // namespace
}  // namespace newsmill
