#include "ingest/dead_letters/kafka_letters.h"

#include <memory>

#include "ingest/kafka_client.h"
#include "processors/base/status_macros.h"

namespace newsmill {
namespace {

struct Deleter {
  void operator()(const rd_kafka_metadata_t* metadata) const {
    rd_kafka_metadata_destroy(metadata);
  }
  void operator()(rd_kafka_topic_t* topic) const { rd_kafka_topic_destroy(topic); }
  void operator()(rd_kafka_queue_t* queue) const { rd_kafka_queue_destroy(queue); }
  void operator()(rd_kafka_event_t* event) const { rd_kafka_event_destroy(event); }
  void operator()(rd_kafka_DeleteRecords_t* request) const {
    rd_kafka_DeleteRecords_destroy(request);
  }
};

absl::Status KafkaError(const std::string& what, rd_kafka_resp_err_t error) {
  return absl::UnavailableError(what + ": " + rd_kafka_err2str(error));
}

absl::StatusOr<KafkaClient> Connect(const LetterTopic& topic) {
  KafkaProperties properties = {{"receive.message.max.bytes", "200000000"}};
  properties.insert(properties.end(), topic.properties.begin(), topic.properties.end());
  const KafkaProperties owned = {{"bootstrap.servers", topic.brokers},
                                 {"group.id", "newsmill-dlq"},  // needed to assign; nothing commits
                                 {"enable.auto.commit", "false"},
                                 {"enable.partition.eof", "true"}};
  properties.insert(properties.end(), owned.begin(), owned.end());
  ASSIGN_OR_RETURN(KafkaConf conf, NewKafkaConf(properties));
  return NewKafkaClient(RD_KAFKA_CONSUMER, std::move(conf));
}

class TopicReader {
 public:
  explicit TopicReader(const LetterTopic& topic)
      : topic_(topic),
        timeout_ms_(static_cast<int>(std::chrono::milliseconds(topic.timeout).count())) {}

  ~TopicReader() {
    if (client_ != nullptr) rd_kafka_consumer_close(client_.get());
  }

  absl::Status Read(const DeadLetterVisitor& visit) {
    ASSIGN_OR_RETURN(client_, Connect(topic_));
    rd_kafka_poll_set_consumer(client_.get());
    ASSIGN_OR_RETURN(const int partitions, CountPartitions());
    for (int partition = 0; partition < partitions; ++partition) {
      RETURN_IF_ERROR(ReadPartition(partition, visit));
    }
    return absl::OkStatus();
  }

 private:
  absl::StatusOr<int> CountPartitions() {
    const std::unique_ptr<rd_kafka_topic_t, Deleter> handle(
        rd_kafka_topic_new(client_.get(), topic_.topic.c_str(), nullptr));
    const rd_kafka_metadata_t* raw = nullptr;
    const rd_kafka_resp_err_t error =
        rd_kafka_metadata(client_.get(), 0, handle.get(), &raw, timeout_ms_);
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR) {
      return KafkaError("no answer from the brokers " + topic_.brokers, error);
    }
    const std::unique_ptr<const rd_kafka_metadata_t, Deleter> metadata(raw);
    if (raw->topic_cnt != 1 || raw->topics[0].err != RD_KAFKA_RESP_ERR_NO_ERROR) {
      return absl::NotFoundError("topic " + topic_.topic + " does not exist on the broker");
    }
    return raw->topics[0].partition_cnt;
  }

  absl::Status ReadPartition(int32_t partition, const DeadLetterVisitor& visit) {
    int64_t low = 0;
    int64_t end = 0;
    rd_kafka_resp_err_t error = rd_kafka_query_watermark_offsets(
        client_.get(), topic_.topic.c_str(), partition, &low, &end, timeout_ms_);
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR) return KafkaError("end of " + topic_.topic, error);
    if (low >= end) return absl::OkStatus();
    const KafkaPartitionList list(rd_kafka_topic_partition_list_new(1));
    rd_kafka_topic_partition_list_add(list.get(), topic_.topic.c_str(), partition)->offset = low;
    error = rd_kafka_assign(client_.get(), list.get());
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR) return KafkaError("reading " + topic_.topic, error);
    while (true) {
      const KafkaMessage message(rd_kafka_consumer_poll(client_.get(), timeout_ms_));
      if (message == nullptr) return absl::UnavailableError("the brokers do not answer");
      if (message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF) return absl::OkStatus();
      if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR) {
        return KafkaError("reading " + topic_.topic, message->err);
      }
      if (message->offset >= end) return absl::OkStatus();
      DeadLetter letter = LetterOf(*message);
      if (TakeDeadLetterHeaders(&letter)) RETURN_IF_ERROR(visit(letter));
      if (message->offset + 1 == end) return absl::OkStatus();
    }
  }

  static DeadLetter LetterOf(const rd_kafka_message_t& message) {
    DeadLetter letter;
    letter.key_in_store = std::to_string(message.partition) + "/" + std::to_string(message.offset);
    if (message.key != nullptr) {
      letter.key.emplace(static_cast<const char*>(message.key), message.key_len);
    }
    if (message.payload != nullptr) {
      letter.value.emplace(static_cast<const char*>(message.payload), message.len);
    }
    rd_kafka_headers_t* headers = nullptr;
    if (rd_kafka_message_headers(&message, &headers) != RD_KAFKA_RESP_ERR_NO_ERROR) return letter;
    const char* name = nullptr;
    const void* value = nullptr;
    size_t size = 0;
    for (size_t i = 0;
         rd_kafka_header_get_all(headers, i, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR;
         ++i) {
      auto& header = letter.headers.emplace_back(name, std::nullopt);
      if (value != nullptr) header.second.emplace(static_cast<const char*>(value), size);
    }
    return letter;
  }

  const LetterTopic& topic_;
  const int timeout_ms_;
  KafkaClient client_;
};

// The first error of a DeleteRecords answer.
absl::Status ErrorOf(rd_kafka_event_t* event) {
  if (event == nullptr) return absl::UnavailableError("the brokers do not answer");
  if (rd_kafka_event_error(event) != RD_KAFKA_RESP_ERR_NO_ERROR) {
    return absl::UnavailableError(rd_kafka_event_error_string(event));
  }
  const rd_kafka_topic_partition_list_t* result =
      rd_kafka_DeleteRecords_result_offsets(rd_kafka_event_DeleteRecords_result(event));
  for (int i = 0; i < result->cnt; ++i) {
    if (result->elems[i].err == RD_KAFKA_RESP_ERR_NO_ERROR) continue;
    return KafkaError("deleting records", result->elems[i].err);
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status VisitTopic(const LetterTopic& topic, const DeadLetterVisitor& visit) {
  return TopicReader(topic).Read(visit);
}

absl::Status DeleteRecords(const LetterTopic& topic, const std::map<int32_t, int64_t>& before) {
  if (before.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const KafkaClient client, Connect(topic));
  const KafkaPartitionList list(rd_kafka_topic_partition_list_new(static_cast<int>(before.size())));
  for (const auto& [partition, offset] : before) {
    rd_kafka_topic_partition_list_add(list.get(), topic.topic.c_str(), partition)->offset = offset;
  }
  const std::unique_ptr<rd_kafka_DeleteRecords_t, Deleter> request(
      rd_kafka_DeleteRecords_new(list.get()));
  rd_kafka_DeleteRecords_t* requests[] = {request.get()};
  const std::unique_ptr<rd_kafka_queue_t, Deleter> queue(rd_kafka_queue_new(client.get()));
  rd_kafka_DeleteRecords(client.get(), requests, 1, nullptr, queue.get());
  const std::unique_ptr<rd_kafka_event_t, Deleter> event(rd_kafka_queue_poll(
      queue.get(), static_cast<int>(std::chrono::milliseconds(topic.timeout).count())));
  return ErrorOf(event.get());
}

}  // namespace newsmill
