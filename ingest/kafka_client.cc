#include "ingest/kafka_client.h"

#include <mutex>
#include <set>

#include "ingest/log.h"
#include "processors/base/status_macros.h"

namespace newsmill {
namespace {

void OnClientLog(const rd_kafka_t* /*client*/, int level, const char* facility, const char* text) {
  // syslog levels: up to 3 an error, 4 a warning. FAIL, a lost connection, comes at every try, and
  // as an error event too, which says more.
  if (level <= 3 && std::string_view(facility) != "FAIL") {
    LogError("kafka client", {{"event.code", facility}, {"error.message", text}});
  } else if (level == 4) {
    LogWarning("kafka client", {{"event.code", facility}, {"error.message", text}});
  } else {
    LogDebug("kafka client", {{"event.code", facility}, {"error.message", text}});
  }
}

}  // namespace

absl::StatusOr<KafkaConf> NewKafkaConf(const KafkaProperties& properties) {
  KafkaConf conf(rd_kafka_conf_new());
  rd_kafka_conf_set_log_cb(conf.get(), OnClientLog);
  char error[512];
  for (const auto& [name, value] : properties) {
    if (rd_kafka_conf_set(conf.get(), name.c_str(), value.c_str(), error, sizeof(error)) !=
        RD_KAFKA_CONF_OK) {
      return absl::InvalidArgumentError(error);
    }
  }
  return conf;
}

absl::StatusOr<KafkaClient> NewKafkaClient(rd_kafka_type_t type, KafkaConf conf) {
  char error[512];
  rd_kafka_t* client = rd_kafka_new(type, conf.get(), error, sizeof(error));
  if (client == nullptr) return absl::InvalidArgumentError(std::string("Kafka client: ") + error);
  static_cast<void>(conf.release());  // the client owns it now
  return KafkaClient(client);
}

absl::Status KafkaError(std::string_view what, rd_kafka_resp_err_t error) {
  return absl::UnavailableError(std::string(what) + ": " + rd_kafka_err2str(error));
}

std::string_view InternTopic(std::string_view name) {
  static std::mutex mutex;
  static std::set<std::string, std::less<>> names;
  const std::lock_guard lock(mutex);
  auto found = names.find(name);
  if (found == names.end()) found = names.emplace(name).first;
  return *found;
}

}  // namespace newsmill
