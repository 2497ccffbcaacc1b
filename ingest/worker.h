#ifndef NEWSMILL_INGEST_WORKER_H_
#define NEWSMILL_INGEST_WORKER_H_

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "ingest/delivery.h"
#include "ingest/ledger.h"
#include "ingest/metrics.h"
#include "ingest/offset_tracker.h"
#include "ingest/pipeline.h"
#include "ingest/poison_guard.h"
#include "ingest/progress.h"
#include "ingest/source.h"
#include "sinks/sink.h"

namespace newsmill {

struct WorkerOptions {
  // One Fill() at most. Its bytes are the upper bound: a batch is made smaller where processing it
  // would take longer than batch_seconds.
  FillLimits fill;
  double batch_seconds = 2;
  DeliveryOptions delivery;
  // Pause before another attempt to start on assigned partitions while a sink does not accept.
  std::chrono::milliseconds retry_wait{500};
  // Offsets are committed at most so late, and at latest after so many messages.
  std::chrono::milliseconds commit_interval{1000};
  size_t commit_messages = 10'000;
  // How often sinks may finish what is due by age, messages or not.
  std::chrono::milliseconds tick_interval{1000};
};

// One thread's whole pipeline: takes a batch from the source, runs the stages, hands it to every
// sink and the dead letters, and commits only what all of them have made durable. Shares nothing
// with other workers but const models and metrics.
class Worker {
 public:
  Worker(WorkerOptions options, std::unique_ptr<Source> source, std::unique_ptr<Pipeline> pipeline,
         std::vector<NamedSink> sinks, NamedSink dead_letters, Metrics* metrics,
         std::unique_ptr<PoisonGuard> poison = nullptr);

  // Works until `stop` is true (then settles and commits what it holds) or until something is
  // broken for good: then nothing of the current batch is committed. Closes the sinks. Blocks.
  // Returns DeadlineExceeded where a blocked sink kept it from settling before the end.
  absl::Status Run(const std::atomic<bool>& stop);

  // Leaves the group. After Run() of every worker of the process: leaving starts a rebalance, in
  // which the broker may refuse the others' last commits.
  void Leave();

  // Where this worker's counts are read, by any thread.
  const Ledger& ledger() const { return ledger_; }
  const Progress& progress() const { return progress_; }
  // "", or why this worker cannot work as it should. Any thread.
  std::string WhyNotReady() const;

 private:
  absl::Status Loop(const std::atomic<bool>& stop);
  absl::Status Answer(SourceEvent event, const std::atomic<bool>& stop);
  absl::Status Accept();
  absl::Status GiveUp(SourceEvent event);
  absl::Status ProcessBatch(const std::atomic<bool>& stop);
  absl::Status RunPipeline();
  void SettleBatch();
  void Abandon();
  void UpdateProgress();
  void CommitIfDue();
  absl::Status TickIfDue();
  void CommitMoved(bool wait);

  const WorkerOptions options_;
  const std::unique_ptr<Source> source_;
  const std::unique_ptr<Pipeline> pipeline_;
  Metrics* const metrics_;
  const std::unique_ptr<PoisonGuard> poison_;  // null: a crash is a crash
  Progress progress_;
  Delivery delivery_;

  DocumentBatch batch_;
  OffsetTracker offsets_;
  Ledger ledger_;
  FillLimits fill_;  // as the last batches' speed allows
  std::chrono::steady_clock::time_point last_commit_{};
  std::chrono::steady_clock::time_point last_tick_ = std::chrono::steady_clock::now();
  size_t settled_since_commit_ = 0;
  SourceEvent held_event_ = SourceEvent::kNone;  // came in the middle of a batch
  std::atomic<bool> joined_ = false;
  std::vector<Outcome> outcomes_;  // scratch; outcomes_[i] is that of batch_.docs()[i]
};

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_WORKER_H_
