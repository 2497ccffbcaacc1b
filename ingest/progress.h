#ifndef NEWSMILL_INGEST_PROGRESS_H_
#define NEWSMILL_INGEST_PROGRESS_H_

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ingest/source.h"

namespace newsmill {

// How far one partition is.
struct PartitionProgress {
  TopicPartition partition;
  int64_t lag = 0;              // messages of the log that are not settled, gaps included
  double lag_seconds = 0;       // age of the last settled message, while there is a lag
  double standing_seconds = 0;  // since the watermark moved, while there is a lag
  std::string_view blocking;    // the sink that is waited for, or ""
  bool stopped = false;         // see PartitionState::stopped
};

// Progress of one worker's partitions: the worker writes, any thread reads.
class Progress {
 public:
  using Clock = std::chrono::steady_clock;

  // What the source knows of its partitions; those not named are not ours any more.
  void Update(std::span<const PartitionState> states);
  // Everything before `next` is settled; the last message is of `timestamp_ms` (-1: not known).
  void Settle(const NextOffset& next, int64_t timestamp_ms);
  // The sink that does not accept just now, or "". The view must stay valid.
  void SetBlocking(std::string_view sink);

  std::vector<PartitionProgress> Read() const;
  bool any_stopped() const;

 private:
  struct Entry {
    int64_t next = -1;
    int64_t end = -1;
    int64_t timestamp_ms = -1;
    Clock::time_point moved = Clock::now();
    bool stopped = false;
  };

  mutable std::mutex mutex_;
  std::map<std::pair<std::string_view, Partition>, Entry> partitions_;
  std::string_view blocking_;
};

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_PROGRESS_H_
