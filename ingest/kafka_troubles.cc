#include "ingest/kafka_troubles.h"

namespace newsmill {
namespace {

constexpr std::chrono::minutes kForgotten{1};

}  // namespace

bool KafkaTroubles::IsNew(rd_kafka_resp_err_t error, Time now) {
  const auto [heard, added] = last_heard_.try_emplace(error, now);
  const bool is_new = added || now - heard->second > kForgotten;
  heard->second = now;
  return is_new;
}

bool KafkaTroubles::Answered() {
  if (last_heard_.count(RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN) == 0) return false;
  last_heard_.clear();
  return true;
}

}  // namespace newsmill
