#ifndef NEWSMILL_INGEST_KAFKA_PROBE_H_
#define NEWSMILL_INGEST_KAFKA_PROBE_H_

#include <memory>
#include <span>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "ingest/kafka_source.h"
#include "ingest/source.h"

namespace newsmill {

// Asks a broker about topics and a group's offsets without joining the group. One thread. Every
// call waits up to `timeout` and answers kUnavailable after it.
class KafkaProbe {
 public:
  static absl::StatusOr<std::unique_ptr<KafkaProbe>> Connect(const KafkaSourceOptions& options,
                                                             std::chrono::milliseconds timeout);
  ~KafkaProbe();

  // Where the partitions of the configured topics end now. A topic that does not exist is an error
  // that names it.
  absl::StatusOr<std::vector<NextOffset>> EndOffsets();

  // Whether the group has committed up to all of `ends`, counting partitions without any message.
  absl::StatusOr<bool> Committed(std::span<const NextOffset> ends);

  // Fails with the reason where a topic cannot be read or written to.
  absl::Status CheckTopic(const std::string& topic);

 private:
  class Impl;
  explicit KafkaProbe(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_KAFKA_PROBE_H_
