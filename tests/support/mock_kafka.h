#ifndef NEWSMILL_TESTS_SUPPORT_MOCK_KAFKA_H_
#define NEWSMILL_TESTS_SUPPORT_MOCK_KAFKA_H_

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace newsmill {

// One broker of librdkafka's in-process mock cluster, for tests.
class MockKafka {
 public:
  struct Record {
    std::optional<std::string> key;
    std::optional<std::string> value;
    std::vector<std::pair<std::string, std::string>> headers;
    int64_t timestamp_ms = 0;
  };

  MockKafka();
  ~MockKafka();
  MockKafka(const MockKafka&) = delete;
  MockKafka& operator=(const MockKafka&) = delete;

  const std::string& brokers() const { return brokers_; }
  void CreateTopic(const std::string& name, int partitions);
  void SetUp(bool up);
  // The next produce requests fail with this.
  void Refuse(size_t requests, rd_kafka_resp_err_t error);
  void RefuseAsTooLarge(size_t requests) { Refuse(requests, RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE); }

  // The first `count` records of a partition; fewer if they do not come within ten seconds.
  std::vector<Record> Read(const std::string& topic, int partition, size_t count);

 private:
  rd_kafka_t* client_ = nullptr;
  rd_kafka_mock_cluster_t* cluster_ = nullptr;
  std::string brokers_;
};

}  // namespace newsmill

#endif  // NEWSMILL_TESTS_SUPPORT_MOCK_KAFKA_H_
