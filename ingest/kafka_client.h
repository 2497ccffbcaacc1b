#ifndef NEWSMILL_INGEST_KAFKA_CLIENT_H_
#define NEWSMILL_INGEST_KAFKA_CLIENT_H_

#include <librdkafka/rdkafka.h>

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace newsmill {

// Owners of librdkafka's handles.
struct KafkaDeleter {
  void operator()(rd_kafka_conf_t* conf) const { rd_kafka_conf_destroy(conf); }
  void operator()(rd_kafka_t* client) const { rd_kafka_destroy(client); }
  void operator()(rd_kafka_message_t* message) const { rd_kafka_message_destroy(message); }
  void operator()(rd_kafka_topic_partition_list_t* list) const {
    rd_kafka_topic_partition_list_destroy(list);
  }
};
using KafkaConf = std::unique_ptr<rd_kafka_conf_t, KafkaDeleter>;
using KafkaClient = std::unique_ptr<rd_kafka_t, KafkaDeleter>;
using KafkaMessage = std::unique_ptr<rd_kafka_message_t, KafkaDeleter>;
using KafkaPartitionList = std::unique_ptr<rd_kafka_topic_partition_list_t, KafkaDeleter>;

using KafkaProperties = std::vector<std::pair<std::string, std::string>>;

// A configuration with `properties` set in order; librdkafka's own words where it refuses one.
// librdkafka's log lines go to our log.
absl::StatusOr<KafkaConf> NewKafkaConf(const KafkaProperties& properties);

// Starts a client from `conf`.
absl::StatusOr<KafkaClient> NewKafkaClient(rd_kafka_type_t type, KafkaConf conf);

// kUnavailable "what: error".
absl::Status KafkaError(std::string_view what, rd_kafka_resp_err_t error);

// The interned name of a topic: the same view for the life of the process. Thread-safe.
std::string_view InternTopic(std::string_view name);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_KAFKA_CLIENT_H_
