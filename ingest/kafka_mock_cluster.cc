#include "ingest/kafka_mock_cluster.h"

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

#include "ingest/kafka_client.h"
#include "processors/base/status_macros.h"

namespace newsmill {

class KafkaMockCluster::Impl {
 public:
  absl::Status Start() {
    ASSIGN_OR_RETURN(KafkaConf conf, NewKafkaConf({{"test.mock.num.brokers", "1"}}));
    ASSIGN_OR_RETURN(client_, NewKafkaClient(RD_KAFKA_PRODUCER, std::move(conf)));
    cluster_ = rd_kafka_handle_mock_cluster(client_.get());
    if (cluster_ == nullptr) return absl::InternalError("the in-process broker did not start");
    brokers_ = rd_kafka_mock_cluster_bootstraps(cluster_);
    return absl::OkStatus();
  }

  absl::Status CreateTopic(const std::string& name, int partitions) {
    const rd_kafka_resp_err_t error =
        rd_kafka_mock_topic_create(cluster_, name.c_str(), partitions, /*replication_factor=*/1);
    if (error == RD_KAFKA_RESP_ERR_NO_ERROR) return absl::OkStatus();
    return absl::InternalError("topic " + name + ": " + rd_kafka_err2str(error));
  }

  void FenceNextCommit() {
    constexpr int16_t kOffsetCommit = 8;
    rd_kafka_mock_push_request_errors(cluster_, kOffsetCommit, 1,
                                      RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID);
  }

  const std::string& brokers() const { return brokers_; }

 private:
  KafkaClient client_;
  rd_kafka_mock_cluster_t* cluster_ = nullptr;  // the client's
  std::string brokers_;
};

KafkaMockCluster::KafkaMockCluster(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
KafkaMockCluster::~KafkaMockCluster() = default;

absl::StatusOr<std::unique_ptr<KafkaMockCluster>> KafkaMockCluster::Start() {
  auto impl = std::make_unique<Impl>();
  RETURN_IF_ERROR(impl->Start());
  return std::unique_ptr<KafkaMockCluster>(new KafkaMockCluster(std::move(impl)));
}

absl::Status KafkaMockCluster::CreateTopic(const std::string& name, int partitions) {
  return impl_->CreateTopic(name, partitions);
}

void KafkaMockCluster::FenceNextCommit() { impl_->FenceNextCommit(); }

const std::string& KafkaMockCluster::brokers() const { return impl_->brokers(); }

}  // namespace newsmill
