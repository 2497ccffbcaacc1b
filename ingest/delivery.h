#ifndef NEWSMILL_INGEST_DELIVERY_H_
#define NEWSMILL_INGEST_DELIVERY_H_

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "ingest/ledger.h"
#include "ingest/metrics.h"
#include "ingest/progress.h"
#include "ingest/source.h"
#include "sinks/sink.h"

namespace newsmill {

struct NamedSink {
  std::string name;
  std::unique_ptr<Sink> sink;
};

struct DeliveryOptions {
  // How long a sink may take before the worker looks after its group membership again.
  std::chrono::milliseconds flush_timeout{5000};
  // A sink that is unavailable is tried again after a random time of up to retry_wait, doubled by
  // every attempt up to retry_wait_max (full jitter): many processes do not come back at once.
  std::chrono::milliseconds retry_wait{200};
  std::chrono::milliseconds retry_wait_max{10'000};
  // A blocked one, which waits for a person, is tried again so often.
  std::chrono::milliseconds blocked_wait{5000};
  // From then on a sink that is only unavailable is reported as an error, too.
  std::chrono::milliseconds alert_after{30'000};
  // How long a sink that does not accept may hold up a revocation or the shutdown.
  std::chrono::milliseconds settle_timeout{30'000};
  // So many records refused in a row by one sink, none taken between them, look like a mistake of
  // ours: the sink then counts as blocked, and what it refused is kept and offered again. 0: never.
  int breaker_refusals = 100;
};

// Takes batches to every sink and to the dead letters, and does not return before all have them:
// waits where one does not accept, and keeps the membership of the group alive meanwhile. One
// worker's, on its thread.
class Delivery {
 public:
  // `source`, `metrics` and `progress` outlive it.
  Delivery(DeliveryOptions options, std::vector<NamedSink> sinks, NamedSink dead_letters,
           Source* source, Metrics* metrics, Progress* progress);
  ~Delivery();

  // Sink::Assign of all. A sink that cannot now counts as blocked until it can.
  absl::Status Assign(std::span<const TopicPartition> partitions);

  // Delivers the batch; (*outcomes)[i] becomes that of batch.docs()[i]. *event is what the source
  // told meanwhile, and still has to be answered.
  //
  // Errors: Aborted where partitions were lost, or revoked and a sink still blocked after
  // settle_timeout; DeadlineExceeded the same at a stop. Anything else: a sink is broken.
  // After an error nothing may be committed; Discard() follows.
  absl::Status Deliver(DocumentBatch& batch, std::vector<Outcome>* outcomes, SourceEvent* event,
                       const std::atomic<bool>& stop);

  // Lets the sinks finish what is due by age; nothing is pending. One that cannot just now does it
  // later.
  absl::Status Tick();

  // Forgets what is appended and not settled.
  void Discard();
  absl::Status Close();

  // Which sink does not accept just now, and why; "" where all do. Any thread.
  std::string WhyBlocked() const;

 private:
  struct Blockage;
  struct Run;

  void ReportUnopened(NamedSink* sink, const absl::Status& problem);
  absl::Status DeliverTo(NamedSink& sink, std::vector<const Document*> documents, Run& run);
  absl::Status FlushUntilDone(NamedSink& sink, size_t documents, Run& run, Blockage& blockage);
  absl::Status WaitOut(const NamedSink& sink, const absl::Status& problem, Run& run,
                       Blockage& blockage);
  void Report(const NamedSink& sink, const absl::Status& problem, Blockage& blockage);
  void SetBlocked(std::string_view sink, std::string why);
  void End(const NamedSink& sink, Blockage& blockage, bool accepted);
  std::chrono::milliseconds NextWait(const absl::Status& problem, Blockage& blockage);
  bool BreakerOpen(const NamedSink& sink);
  void Take(const NamedSink& sink, Run& run);
  absl::Status DeliverDeadLetters(Run& run);
  std::vector<NamedSink*> AllSinks();

  const DeliveryOptions options_;
  std::vector<NamedSink> sinks_;
  NamedSink dead_letters_;
  Source* const source_;
  Metrics* const metrics_;
  Progress* const progress_;
  mutable std::mutex mutex_;
  std::string why_blocked_;            // under mutex_
  NamedSink* unopened_ = nullptr;      // its last Assign() failed
  std::unique_ptr<Blockage> opening_;  // of unopened_
  std::vector<int> refused_in_row_;    // of each sink
  std::minstd_rand random_{std::random_device{}()};
  std::vector<Settled> settled_;  // scratch
};

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_DELIVERY_H_
