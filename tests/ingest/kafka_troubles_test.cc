#include "ingest/kafka_troubles.h"

#include <gtest/gtest.h>

namespace newsmill {
namespace {

using std::chrono::seconds;

TEST(KafkaTroublesTest, AnOutageIsToldOnceInEachOfItsForms) {
  KafkaTroubles troubles;
  const KafkaTroubles::Time start{};
  EXPECT_TRUE(troubles.IsNew(RD_KAFKA_RESP_ERR__TRANSPORT, start));
  EXPECT_TRUE(troubles.IsNew(RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN, start));
  for (int s = 10; s < 600; s += 10) {
    EXPECT_FALSE(troubles.IsNew(RD_KAFKA_RESP_ERR__TRANSPORT, start + seconds(s)));
    EXPECT_FALSE(troubles.IsNew(RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN, start + seconds(s)));
  }
  EXPECT_TRUE(troubles.Answered());
  EXPECT_FALSE(troubles.Answered());
  EXPECT_TRUE(troubles.IsNew(RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN, start + seconds(601)));
}

// One broker of several: the others' answers do not end it, a minute of silence does.
TEST(KafkaTroublesTest, ABrokerAmongOthersIsNewAfterAQuietMinute) {
  KafkaTroubles troubles;
  const KafkaTroubles::Time start{};
  EXPECT_TRUE(troubles.IsNew(RD_KAFKA_RESP_ERR__TRANSPORT, start));
  EXPECT_FALSE(troubles.Answered());
  EXPECT_FALSE(troubles.IsNew(RD_KAFKA_RESP_ERR__TRANSPORT, start + seconds(50)));
  EXPECT_TRUE(troubles.IsNew(RD_KAFKA_RESP_ERR__TRANSPORT, start + seconds(120)));
}

}  // namespace
}  // namespace newsmill
