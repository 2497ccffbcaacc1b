#include "tests/support/mock_kafka.h"

#include <array>
#include <cstdlib>

namespace newsmill {
namespace {

rd_kafka_t* NewClient(rd_kafka_type_t type,
                      const std::vector<std::pair<std::string, std::string>>& properties) {
  std::array<char, 512> error{};
  rd_kafka_conf_t* conf = rd_kafka_conf_new();
  rd_kafka_conf_set(conf, "log_level", "2", nullptr, 0);
  for (const auto& [name, value] : properties) {
    if (rd_kafka_conf_set(conf, name.c_str(), value.c_str(), error.data(), error.size()) !=
        RD_KAFKA_CONF_OK) {
      std::abort();
    }
  }
  rd_kafka_t* client = rd_kafka_new(type, conf, error.data(), error.size());
  if (client == nullptr) std::abort();
  return client;
}

std::optional<std::string> Bytes(const void* data, size_t size) {
  if (data == nullptr) return std::nullopt;
  return std::string(static_cast<const char*>(data), size);
}

MockKafka::Record Copy(const rd_kafka_message_t& message) {
  MockKafka::Record record;
  record.key = Bytes(message.key, message.key_len);
  record.value = Bytes(message.payload, message.len);
  record.timestamp_ms = rd_kafka_message_timestamp(&message, nullptr);
  rd_kafka_headers_t* headers = nullptr;
  if (rd_kafka_message_headers(&message, &headers) != RD_KAFKA_RESP_ERR_NO_ERROR) return record;
  const char* name = nullptr;
  const void* value = nullptr;
  size_t size = 0;
  for (size_t i = 0;
       rd_kafka_header_get_all(headers, i, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR;
       ++i) {
    record.headers.emplace_back(name, Bytes(value, size).value_or(""));
  }
  return record;
}

}  // namespace

MockKafka::MockKafka() : client_(NewClient(RD_KAFKA_PRODUCER, {})) {
  cluster_ = rd_kafka_mock_cluster_new(client_, 1);
  brokers_ = rd_kafka_mock_cluster_bootstraps(cluster_);
}

MockKafka::~MockKafka() {
  rd_kafka_mock_cluster_destroy(cluster_);
  rd_kafka_destroy(client_);
}

void MockKafka::CreateTopic(const std::string& name, int partitions) {
  rd_kafka_mock_topic_create(cluster_, name.c_str(), partitions, 1);
}

void MockKafka::SetUp(bool up) {
  if (up) {
    rd_kafka_mock_broker_set_up(cluster_, 1);
  } else {
    rd_kafka_mock_broker_set_down(cluster_, 1);
  }
}

void MockKafka::Refuse(size_t requests, rd_kafka_resp_err_t error) {
  constexpr int16_t kProduceRequest = 0;
  for (size_t i = 0; i < requests; ++i) {
    rd_kafka_mock_push_request_errors(cluster_, kProduceRequest, 1, error);
  }
}

std::vector<MockKafka::Record> MockKafka::Read(const std::string& topic, int partition,
                                               size_t count) {
  rd_kafka_t* consumer = NewClient(RD_KAFKA_CONSUMER, {{"bootstrap.servers", brokers_},
                                                       {"group.id", "test"},
                                                       {"receive.message.max.bytes", "200000000"},
                                                       {"fetch.message.max.bytes", "100000000"},
                                                       {"fetch.max.bytes", "100000000"}});
  rd_kafka_topic_partition_list_t* list = rd_kafka_topic_partition_list_new(1);
  rd_kafka_topic_partition_list_add(list, topic.c_str(), partition)->offset =
      RD_KAFKA_OFFSET_BEGINNING;
  rd_kafka_assign(consumer, list);
  rd_kafka_topic_partition_list_destroy(list);
  std::vector<Record> records;
  for (int round = 0; round < 100 && records.size() < count; ++round) {
    rd_kafka_message_t* message = rd_kafka_consumer_poll(consumer, 100);
    if (message == nullptr) continue;
    if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR) records.push_back(Copy(*message));
    rd_kafka_message_destroy(message);
  }
  rd_kafka_consumer_close(consumer);
  rd_kafka_destroy(consumer);
  return records;
}

}  // namespace newsmill
