// The floor of Kafka to NDJSON: batch consume, two fields seen by simdjson, one field added to each
// line, fdatasync per MiB, commit after it. What newsmill with `processors: {until: none}` costs is
// measured against this by transport.py.
//
//   transport_floor BROKERS TOPIC PARTITIONS MESSAGES FILE
#include <fcntl.h>
#include <librdkafka/rdkafka.h>
#include <simdjson.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

constexpr size_t kSyncBytes = size_t{1} << 20;

void Set(rd_kafka_conf_t* conf, const char* name, const char* value) {
  char error[512];
  if (rd_kafka_conf_set(conf, name, value, error, sizeof(error)) != RD_KAFKA_CONF_OK) {
    std::fprintf(stderr, "%s\n", error);
    std::exit(2);
  }
}

rd_kafka_t* Connect(const char* brokers, const char* topic, int partitions) {
  rd_kafka_conf_t* conf = rd_kafka_conf_new();
  Set(conf, "bootstrap.servers", brokers);
  Set(conf, "group.id", "floor");
  Set(conf, "enable.auto.commit", "false");
  Set(conf, "auto.offset.reset", "earliest");
  rd_kafka_t* client = rd_kafka_new(RD_KAFKA_CONSUMER, conf, nullptr, 0);
  rd_kafka_poll_set_consumer(client);
  rd_kafka_topic_partition_list_t* list = rd_kafka_topic_partition_list_new(partitions);
  for (int i = 0; i < partitions; ++i) {
    rd_kafka_topic_partition_list_add(list, topic, i)->offset = RD_KAFKA_OFFSET_BEGINNING;
  }
  rd_kafka_assign(client, list);
  rd_kafka_topic_partition_list_destroy(list);
  return client;
}

// Appends the message with a field added; false where it is no article.
bool AddLine(simdjson::ondemand::parser& parser, const rd_kafka_message_t& message,
             std::string* padded, std::string* out) {
  padded->assign(static_cast<const char*>(message.payload), message.len);
  padded->append(simdjson::SIMDJSON_PADDING, ' ');
  simdjson::ondemand::document document;
  std::string_view id;
  std::string_view body;
  if (parser.iterate(padded->data(), message.len, padded->size()).get(document) != 0 ||
      document["id"].get_string().get(id) != 0 || document["body"].get_string().get(body) != 0) {
    return false;
  }
  out->append(padded->data(), message.len - 1);
  out->append(",\"length\":").append(std::to_string(body.size())).append("}\n");
  return true;
}

void Sync(int file, rd_kafka_t* client, std::string* out) {
  if (write(file, out->data(), out->size()) != static_cast<ssize_t>(out->size()) ||
      fdatasync(file) != 0) {
    std::perror("write");
    std::exit(1);
  }
  out->clear();
  rd_kafka_commit(client, nullptr, /*async=*/1);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 6) return 2;
  rd_kafka_t* client = Connect(argv[1], argv[2], std::atoi(argv[3]));
  rd_kafka_queue_t* queue = rd_kafka_queue_get_consumer(client);
  const int file = open(argv[5], O_WRONLY | O_CREAT | O_TRUNC, 0644);
  long left = std::atol(argv[4]);
  simdjson::ondemand::parser parser;
  std::string padded;
  std::string out;
  std::array<rd_kafka_message_t*, 1000> messages{};
  while (left > 0) {
    const ssize_t count =
        rd_kafka_consume_batch_queue(queue, 200, messages.data(), messages.size());
    for (ssize_t i = 0; i < count; ++i) {
      rd_kafka_message_t* message = messages[static_cast<size_t>(i)];
      if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR) {
        --left;
        if (!AddLine(parser, *message, &padded, &out)) return 1;
        rd_kafka_offset_store(message->rkt, message->partition, message->offset);
      }
      rd_kafka_message_destroy(message);
      if (out.size() >= kSyncBytes) Sync(file, client, &out);
    }
  }
  Sync(file, client, &out);
  close(file);
  rd_kafka_queue_destroy(queue);
  rd_kafka_consumer_close(client);
  rd_kafka_destroy(client);
  return 0;
}
