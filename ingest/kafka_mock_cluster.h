#ifndef NEWSMILL_INGEST_KAFKA_MOCK_CLUSTER_H_
#define NEWSMILL_INGEST_KAFKA_MOCK_CLUSTER_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"

namespace newsmill {

// librdkafka's in-process broker, on a loopback port: for the demo and tests. What it holds dies
// with it.
class KafkaMockCluster {
 public:
  static absl::StatusOr<std::unique_ptr<KafkaMockCluster>> Start();
  ~KafkaMockCluster();

  // Topics that are not created come into being with four partitions when first used.
  absl::Status CreateTopic(const std::string& name, int partitions);

  // The next commit is refused as that of a static member whose place another one has.
  void FenceNextCommit();

  // "127.0.0.1:PORT"
  const std::string& brokers() const;

 private:
  class Impl;
  explicit KafkaMockCluster(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_KAFKA_MOCK_CLUSTER_H_
