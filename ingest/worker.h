#ifndef NEWSMILL_INGEST_WORKER_H_
#define NEWSMILL_INGEST_WORKER_H_

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "ingest/ledger.h"
#include "ingest/metrics.h"
#include "ingest/offset_tracker.h"
#include "ingest/pipeline.h"
#include "ingest/source.h"
#include "sinks/sink.h"

namespace newsmill {

struct NamedSink {
  std::string name;
  std::unique_ptr<Sink> sink;
};

struct WorkerOptions {
  FillLimits fill;
  // How long a sink may take before the worker looks after its group membership again.
  std::chrono::milliseconds flush_timeout{5000};
  // Pause between two attempts on a sink that is unavailable; the member stays alive meanwhile.
  std::chrono::milliseconds retry_wait{500};
  // Offsets are committed at most this often while messages flow.
  std::chrono::milliseconds commit_interval{1000};
  // How long a blocked sink may hold up a revocation or the shutdown.
  std::chrono::milliseconds settle_timeout{30'000};
};

// One thread's whole pipeline: takes a batch from the source, runs the stages, hands it to every
// sink and the dead letters, and commits only what all of them have made durable. Shares nothing
// with other workers but const models and metrics.
class Worker {
 public:
  Worker(WorkerOptions options, std::unique_ptr<Source> source, std::unique_ptr<Pipeline> pipeline,
         std::vector<NamedSink> sinks, NamedSink dead_letters, Metrics* metrics);

  // Works until `stop` is true (then settles and commits what it holds) or until something is
  // broken for good: then nothing of the current batch is committed. Closes the sinks. Blocks.
  // Returns DeadlineExceeded where a blocked sink kept it from settling before the end.
  absl::Status Run(const std::atomic<bool>& stop);

  // Leaves the group. After Run() of every worker of the process: leaving starts a rebalance, in
  // which the broker may refuse the others' last commits.
  void Leave();

  // Where this worker's counts are read, by any thread.
  const Ledger& ledger() const { return ledger_; }
  // Whether it has joined its group and no sink is blocked. Any thread.
  bool ready() const { return joined_ && !blocked_; }

 private:
  absl::Status Loop(const std::atomic<bool>& stop);
  absl::Status Answer(SourceEvent event, const std::atomic<bool>& stop);
  absl::Status Accept();
  absl::Status GiveUp(SourceEvent event);
  absl::Status ProcessBatch(const std::atomic<bool>& stop);
  absl::Status Deliver(const std::atomic<bool>& stop);
  absl::Status FlushUntilDone(NamedSink& sink, const std::atomic<bool>& stop);
  void TakeSettled(const NamedSink& sink);
  absl::Status DeliverDeadLetters(const std::atomic<bool>& stop);
  absl::Status AssignSinks(std::span<const TopicPartition> partitions);
  void SettleBatch();
  void Abandon();
  absl::Status CommitMoved(bool wait);
  std::vector<NamedSink*> AllSinks();

  const WorkerOptions options_;
  const std::unique_ptr<Source> source_;
  const std::unique_ptr<Pipeline> pipeline_;
  std::vector<NamedSink> sinks_;
  NamedSink dead_letters_;
  Metrics* const metrics_;

  DocumentBatch batch_;
  OffsetTracker offsets_;
  Ledger ledger_;
  std::chrono::steady_clock::time_point last_commit_{};
  SourceEvent held_event_ = SourceEvent::kNone;  // came while a sink was blocked
  std::atomic<bool> joined_ = false;
  std::atomic<bool> blocked_ = false;

  // Scratch of one batch, reused.
  std::vector<const Document*> documents_;
  std::vector<Settled> settled_;
  std::vector<Outcome> outcomes_;  // outcomes_[i] is that of batch_.docs()[i]
};

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_WORKER_H_
