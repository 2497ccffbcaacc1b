#include "ingest/feed/kcat.h"

#include <gtest/gtest.h>

#include <string>

namespace newsmill {
namespace {

class KcatTest : public testing::Test {
 protected:
  KcatResult Parse(std::string_view line) {
    message_ = {};
    return ParseKcat(arena_.CopyPadded(line, 64), arena_, &message_);
  }

  Arena arena_;
  Message message_;
};

TEST_F(KcatTest, ReadsAnEnvelope) {
  ASSERT_EQ(
      Parse(R"({"topic":"news","partition":3,"offset":42,"tstype":"create","ts":1796803215000,)"
            R"("broker":0,"headers":["traceparent","00-1","empty",null],"key":"o-1",)"
            R"("payload":"{\"id\":\"a\\n\"}"})"),
      KcatResult::kMessage);
  EXPECT_EQ(message_.position.topic, "news");
  EXPECT_EQ(message_.position.partition, Partition{3});
  EXPECT_EQ(message_.position.offset, Offset{42});
  EXPECT_EQ(message_.timestamp_ms, 1796803215000);
  ASSERT_EQ(message_.headers.size(), 2U);
  EXPECT_EQ(message_.headers[0].name, "traceparent");
  EXPECT_EQ(message_.headers[0].value, "00-1");
  EXPECT_EQ(message_.headers[1].value.data(), nullptr);
  EXPECT_EQ(message_.key, "o-1");
  EXPECT_EQ(message_.value, R"({"id":"a\n"})");
}

TEST_F(KcatTest, NullIsNotEmpty) {
  ASSERT_EQ(Parse(R"({"topic":"t","key":null,"payload":null})"), KcatResult::kMessage);
  EXPECT_FALSE(message_.key.has_value());
  EXPECT_FALSE(message_.value.has_value());
  ASSERT_EQ(Parse(R"({"topic":"t","key":"","payload":""})"), KcatResult::kMessage);
  EXPECT_EQ(message_.key, "");
  EXPECT_EQ(message_.value, "");
}

TEST_F(KcatTest, PayloadBytesAreExact) {
  using namespace std::string_literals;
  ASSERT_EQ(
      Parse("{\"topic\":\"t\",\"payload\":\"\\u0000\\u0007caf\xE9 \xFF\\\\ \\/ \\ud83d\\ude4f\"}"),
      KcatResult::kMessage);
  EXPECT_EQ(message_.value, "\0\7caf\xE9 \xFF\\ / 🙏"s);
}

TEST_F(KcatTest, OtherJsonIsNoEnvelope) {
  for (const char* line :
       {"", "x", "[1]", "{}", R"({"id":"a","body":"b"})", R"({"key":"k","id":"a"})",
        R"({"topics":["x"],"payload":"p"})", R"({"offset":3)", "{"}) {
    EXPECT_EQ(Parse(line), KcatResult::kNoEnvelope) << line;
  }
}

TEST_F(KcatTest, BrokenEnvelopes) {
  for (const char* line :
       {R"({"topic":"t"})", R"({"topic":"t","payload":3})", R"({"topic":"t","payload":"p")",
        R"({"topic":"t","payload":"p"} x)", R"({"topic":"t","payload":"\x"})",
        R"({"topic":"t","partition":"a","payload":"p"})",
        R"({"topic":"t","headers":["a"],"payload":"p"})", R"({"topic":"t" "payload":"p"})",
        R"({"payload":"p"})"}) {
    EXPECT_EQ(Parse(line), KcatResult::kMalformed) << line;
  }
}

}  // namespace
}  // namespace newsmill
