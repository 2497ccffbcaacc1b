#include "ingest/kafka_probe.h"

#include <re2/re2.h>

#include "ingest/kafka_client.h"
#include "processors/base/status_macros.h"

namespace newsmill {
namespace {

struct MetadataDeleter {
  void operator()(const rd_kafka_metadata_t* metadata) const {
    rd_kafka_metadata_destroy(metadata);
  }
};
using Metadata = std::unique_ptr<const rd_kafka_metadata_t, MetadataDeleter>;

}  // namespace

class KafkaProbe::Impl {
 public:
  Impl(KafkaClient client, const KafkaSourceOptions& options, std::chrono::milliseconds timeout)
      : client_(std::move(client)),
        options_(options),
        timeout_ms_(static_cast<int>(timeout.count())) {}

  absl::StatusOr<std::vector<NextOffset>> EndOffsets() {
    ASSIGN_OR_RETURN(const Metadata all, ReadMetadata());
    std::vector<NextOffset> ends;
    for (const KafkaSourceOptions::Topic& wanted : options_.topics) {
      const bool pattern = wanted.name.front() == '^';
      bool found = false;
      for (int i = 0; i < all->topic_cnt; ++i) {
        const rd_kafka_metadata_topic_t& topic = all->topics[i];
        if (pattern ? !RE2::PartialMatch(topic.topic, wanted.name) : wanted.name != topic.topic) {
          continue;
        }
        found = true;
        for (int p = 0; p < topic.partition_cnt; ++p) {
          RETURN_IF_ERROR(AddEnd(topic.topic, topic.partitions[p].id, &ends));
        }
      }
      if (!found && !pattern) return NoSuchTopic(wanted.name);
    }
    return ends;
  }

  absl::StatusOr<bool> Committed(std::span<const NextOffset> ends) {
    const KafkaPartitionList list(rd_kafka_topic_partition_list_new(static_cast<int>(ends.size())));
    for (const NextOffset& end : ends) {
      rd_kafka_topic_partition_list_add(list.get(), std::string(end.partition.topic).c_str(),
                                        static_cast<int32_t>(end.partition.partition));
    }
    const rd_kafka_resp_err_t error = rd_kafka_committed(client_.get(), list.get(), timeout_ms_);
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR) return KafkaError("committed offsets", error);
    for (size_t i = 0; i < ends.size(); ++i) {
      if (list->elems[i].offset < static_cast<int64_t>(ends[i].offset)) return false;
    }
    return true;
  }

  absl::Status CheckTopic(const std::string& topic) {
    ASSIGN_OR_RETURN(const Metadata all, ReadMetadata());
    for (int i = 0; i < all->topic_cnt; ++i) {
      if (topic != all->topics[i].topic) continue;
      if (all->topics[i].err == RD_KAFKA_RESP_ERR_NO_ERROR) return absl::OkStatus();
      return KafkaError("topic " + topic, all->topics[i].err);
    }
    return NoSuchTopic(topic);
  }

 private:
  static absl::Status NoSuchTopic(const std::string& topic) {
    return absl::NotFoundError("topic " + topic + " does not exist on the broker; create it first");
  }

  absl::StatusOr<Metadata> ReadMetadata() {
    const rd_kafka_metadata_t* metadata = nullptr;
    const rd_kafka_resp_err_t error =
        rd_kafka_metadata(client_.get(), /*all_topics=*/1, nullptr, &metadata, timeout_ms_);
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR) {
      return KafkaError("no answer from the brokers " + options_.brokers, error);
    }
    return Metadata(metadata);
  }

  // Adds the partition's end; one without any message has nothing to catch up with.
  absl::Status AddEnd(const char* topic, int32_t partition, std::vector<NextOffset>* ends) {
    int64_t low = 0;
    int64_t high = 0;
    const rd_kafka_resp_err_t error =
        rd_kafka_query_watermark_offsets(client_.get(), topic, partition, &low, &high, timeout_ms_);
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR) {
      return KafkaError(std::string("end of ") + topic + " " + std::to_string(partition), error);
    }
    if (high > low) {
      ends->push_back(
          {{InternTopic(topic), static_cast<Partition>(partition)}, static_cast<Offset>(high)});
    }
    return absl::OkStatus();
  }

  const KafkaClient client_;
  const KafkaSourceOptions options_;
  const int timeout_ms_;
};

KafkaProbe::KafkaProbe(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
KafkaProbe::~KafkaProbe() = default;

absl::StatusOr<std::unique_ptr<KafkaProbe>> KafkaProbe::Connect(const KafkaSourceOptions& options,
                                                                std::chrono::milliseconds timeout) {
  KafkaProperties properties = options.properties;
  properties.emplace_back("bootstrap.servers", options.brokers);
  properties.emplace_back("group.id", options.group);
  ASSIGN_OR_RETURN(KafkaConf conf, NewKafkaConf(properties));
  ASSIGN_OR_RETURN(KafkaClient client, NewKafkaClient(RD_KAFKA_CONSUMER, std::move(conf)));
  return std::unique_ptr<KafkaProbe>(
      new KafkaProbe(std::make_unique<Impl>(std::move(client), options, timeout)));
}

absl::StatusOr<std::vector<NextOffset>> KafkaProbe::EndOffsets() { return impl_->EndOffsets(); }
absl::StatusOr<bool> KafkaProbe::Committed(std::span<const NextOffset> ends) {
  return impl_->Committed(ends);
}
absl::Status KafkaProbe::CheckTopic(const std::string& topic) { return impl_->CheckTopic(topic); }

}  // namespace newsmill
