#include "sinks/written_offsets.h"

#include <gtest/gtest.h>

namespace newsmill {
namespace {

SourcePosition At(std::string_view topic, int partition, int64_t offset) {
  return {topic, Partition{partition}, Offset{offset}};
}

TEST(WrittenOffsetsTest, KnowsTheHoles) {
  WrittenOffsets offsets;
  for (const int64_t offset : {3, 4, 9}) offsets.Add(At("news", 0, offset));
  offsets.Add(At("news", 1, 7));
  const std::optional<WrittenOffsets> again = WrittenOffsets::Decode(offsets.Encode());
  ASSERT_TRUE(again.has_value());
  for (const WrittenOffsets& each : {offsets, *again}) {
    for (int64_t offset = 0; offset < 12; ++offset) {
      EXPECT_EQ(each.Covers(At("news", 0, offset)), offset == 3 || offset == 4 || offset == 9);
    }
    EXPECT_TRUE(each.Covers(At("news", 1, 7)));
    EXPECT_FALSE(each.Covers(At("other", 0, 3)));
  }
  EXPECT_EQ(again->Encode(), offsets.Encode());
}

TEST(WrittenOffsetsTest, AnOlderVersionsStateCoversAllUpToItsHighest) {
  const std::optional<WrittenOffsets> offsets = WrittenOffsets::Decode(
      "{\"topic\":\"news\",\"partition\":0,\"offset\":5}\n"
      "{\"topic\":\"news\",\"partition\":0,\"offset\":8,\"written\":[[8,8]]}\n");
  ASSERT_TRUE(offsets.has_value());
  for (const int64_t offset : {0, 5, 8}) EXPECT_TRUE(offsets->Covers(At("news", 0, offset)));
  for (const int64_t offset : {6, 7, 9}) EXPECT_FALSE(offsets->Covers(At("news", 0, offset)));
}

TEST(WrittenOffsetsTest, DamagedStateIsNotBelieved) {
  const std::string start = "{\"topic\":\"news\",\"partition\":0,\"offset\":";
  for (const char* rest :
       {"5", "5}", "-5}\n", "5,\"written\":[]}\n", "5,\"written\":[[]]}\n",
        "5,\"written\":[[3,5]\n", "5,\"written\":[[5,3]]}\n", "5,\"written\":[[3,4],[1,5]]}\n",
        "5,\"written\":[[-3,5]]}\n", "5,\"written\":[[3,5]]}x\n", "5,\"wrote\":[[3,5]]}\n"}) {
    EXPECT_FALSE(WrittenOffsets::Decode(start + rest).has_value()) << rest;
  }
}

}  // namespace
}  // namespace newsmill
