#include "sinks/written_offsets.h"

#include <gtest/gtest.h>

namespace newsmill {
namespace {

SourcePosition At(std::string_view topic, int partition, int64_t offset) {
  return {topic, Partition{partition}, Offset{offset}};
}

TEST(WrittenOffsetsTest, KnowsTheHoles) {
  WrittenOffsets offsets;
  for (const int64_t offset : {3, 4, 9}) offsets.Add(At("news", 0, offset), offset);
  offsets.Add(At("news", 1, 7), -1);
  const std::optional<WrittenOffsets> again = WrittenOffsets::Decode(offsets.Encode());
  ASSERT_TRUE(again.has_value());
  for (WrittenOffsets each : {offsets, *again}) {
    for (int64_t offset = 0; offset < 12; ++offset) {
      EXPECT_EQ(each.Recognise(At("news", 0, offset), 1),
                offset == 3 || offset == 4 || offset == 9);
    }
    EXPECT_TRUE(each.Recognise(At("news", 1, 7), -1));
    EXPECT_FALSE(each.Recognise(At("other", 0, 3), 1));
  }
  EXPECT_EQ(again->Encode(), offsets.Encode());
}

TEST(WrittenOffsetsTest, AnOlderVersionsStateCoversAllUpToItsHighest) {
  std::optional<WrittenOffsets> offsets = WrittenOffsets::Decode(
      "{\"topic\":\"news\",\"partition\":0,\"offset\":5}\n"
      "{\"topic\":\"news\",\"partition\":0,\"offset\":8,\"newest_ms\":1,\"before_ms\":-1,"
      "\"written\":[[8,8]]}\n");
  ASSERT_TRUE(offsets.has_value());
  for (const int64_t offset : {0, 5, 8}) EXPECT_TRUE(offsets->Recognise(At("news", 0, offset), 99));
  for (const int64_t offset : {6, 7, 9})
    EXPECT_FALSE(offsets->Recognise(At("news", 0, offset), 99));
}

TEST(WrittenOffsetsTest, ATopicMadeAnewBeginsANewSet) {
  WrittenOffsets first;
  for (int64_t offset = 0; offset < 10; ++offset) first.Add(At("news", 0, offset), 100 + offset);
  WrittenOffsets again = first;
  EXPECT_TRUE(again.Recognise(At("news", 0, 0), 109));  // a replay, at most
  EXPECT_FALSE(again.Recognise(At("news", 0, 0), 110));
  EXPECT_FALSE(again.Recognise(At("news", 0, 1), 50));  // the rest of its set is gone, too
  WrittenOffsets written;
  for (int64_t offset = 0; offset < 3; ++offset) {
    written.AddAs(again, At("news", 0, offset), Offset{offset}, 110 + offset);
  }
  WrittenOffsets both = first;
  both.Add(written);
  both.Add(first);                  // what a slow writer still had of the old topic
  both.Add(At("news", 0, 7), 107);  // or a dead one left behind
  both = *WrittenOffsets::Decode(both.Encode());
  for (int64_t offset = 0; offset < 10; ++offset) {
    EXPECT_EQ(both.Recognise(At("news", 0, offset), 112), offset < 3) << offset;
  }
}

TEST(WrittenOffsetsTest, FindsTheTimeOfALine) {
  std::string_view rest;
  ASSERT_TRUE(LinePosition(R"({"topic":"t","partition":0,"offset":1,"timestamp":)"
                           R"("2026-01-02T03:04:05.678Z","key":1})",
                           "{\"topic\":\"", &rest));
  EXPECT_EQ(LineTimestamp(rest), 1'767'323'045'678);
  EXPECT_EQ(LineTimestamp(",\"received_at\":\"2026-01-02T03:04:05Z\""), -1);
  EXPECT_EQ(LineTimestamp(",\"timestamp\":\"2026"), -1);
}

TEST(WrittenOffsetsTest, DamagedStateIsNotBelieved) {
  const std::string start = "{\"topic\":\"news\",\"partition\":0,\"offset\":";
  const std::string times = "5,\"newest_ms\":1,\"before_ms\":-1";
  ASSERT_TRUE(WrittenOffsets::Decode(start + times + ",\"written\":[[3,5]]}\n").has_value());
  for (const char* rest : {"5", "5}", "-5}\n", "5,\"written\":[[3,5]]}\n"}) {
    EXPECT_FALSE(WrittenOffsets::Decode(start + rest).has_value()) << rest;
  }
  for (const char* rest :
       {",\"written\":[]}\n", ",\"written\":[[]]}\n", ",\"written\":[[3,5]\n",
        ",\"written\":[[5,3]]}\n", ",\"written\":[[3,4],[1,5]]}\n", ",\"written\":[[-3,5]]}\n",
        ",\"written\":[[3,5]]}x\n", ",\"wrote\":[[3,5]]}\n"}) {
    EXPECT_FALSE(WrittenOffsets::Decode(start + times + rest).has_value()) << rest;
  }
}

}  // namespace
}  // namespace newsmill
