#include "ingest/service.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <deque>
#include <map>
#include <thread>

#include "ingest/admin_server.h"
#include "ingest/heap.h"
#include "ingest/kafka_probe.h"
#include "ingest/kafka_source.h"
#include "ingest/log.h"
#include "ingest/memory_budget.h"
#include "ingest/metrics.h"
#include "ingest/poison_guard.h"
#include "ingest/watchdog.h"
#include "ingest/worker.h"
#include "processors/base/status_macros.h"

namespace newsmill {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kTick{100};
constexpr std::chrono::milliseconds kProbeTimeout{5000};
constexpr std::chrono::seconds kReleaseInterval{2};

class Service {
 public:
  Service(const Config& config, const ServiceOptions& options)
      : config_(config), options_(options) {}

  absl::StatusOr<LedgerCounts> Run() {
    if (options_.until_caught_up) RETURN_IF_ERROR(ReadEnds());
    RETURN_IF_ERROR(BuildWorkers());
    RETURN_IF_ERROR(StartAdmin());
    StartThreads();
    const Watchdog watchdog(markers_, std::chrono::seconds(config_.limits.stage_deadline_s));
    Watch();
    RETURN_IF_ERROR(Stop());
    metrics_.SetLedgerReader({});
    metrics_.SetProgressReader({});
    const std::vector<PartitionCounts> counts = ReadLedgers();
    LogSummary(Total(counts));
    for (const Running& running : running_) RETURN_IF_ERROR(running.status);
    if (!LedgersBalance()) return absl::InternalError("the ledger does not balance");
    return Total(counts);
  }

 private:
  struct Running {
    std::unique_ptr<Worker> worker;
    std::thread thread;
    absl::Status status;  // written before `done`
    std::atomic<bool> done = false;
  };

  absl::Status ReadEnds() {
    ASSIGN_OR_RETURN(probe_, KafkaProbe::Connect(config_.kafka, kProbeTimeout));
    ASSIGN_OR_RETURN(ends_, probe_->EndOffsets());
    return absl::OkStatus();
  }

  absl::Status BuildWorkers() {
    const MemoryBudget budget(config_.limits.memory_mb, config_.workers);
    for (int i = 0; i < config_.workers; ++i) {
      WorkerOptions worker_options;
      worker_options.fill.documents = static_cast<size_t>(config_.limits.batch_documents);
      worker_options.fill.bytes = budget.batch_bytes;
      worker_options.delivery.settle_timeout =
          std::chrono::seconds(config_.limits.shutdown_timeout_s);
      worker_options.delivery.breaker_refusals = config_.limits.breaker_refusals;
      worker_options.commit_interval = std::chrono::milliseconds(config_.limits.commit_interval_ms);
      worker_options.commit_messages = static_cast<size_t>(config_.limits.commit_messages);
      std::vector<NamedSink> sinks;
      for (const NamedSinkFactory& factory : config_.sinks) {
        ASSIGN_OR_RETURN(std::unique_ptr<Sink> sink, factory.make(i));
        sinks.push_back({factory.name, std::move(sink)});
      }
      ASSIGN_OR_RETURN(std::unique_ptr<Sink> dead_letters, config_.dead_letters.make(i));
      ASSIGN_OR_RETURN(std::unique_ptr<Source> source,
                       NewKafkaSource(config_.kafka, i, budget.prefetch_bytes));
      ASSIGN_OR_RETURN(std::unique_ptr<PoisonGuard> poison,
                       PoisonGuard::Create(config_.state_directory));
      markers_.push_back(poison->marker());
      running_.emplace_back().worker = std::make_unique<Worker>(
          worker_options, std::move(source), std::make_unique<Pipeline>(config_.pipeline),
          std::move(sinks), NamedSink{config_.dead_letters.name, std::move(dead_letters)},
          &metrics_, std::move(poison));
    }
    InstallCrashHandlers();
    metrics_.SetLedgerReader([this] { return ReadLedgers(); });
    metrics_.SetProgressReader([this] { return ReadProgress(); });
    return absl::OkStatus();
  }

  absl::Status StartAdmin() {
    if (config_.admin.listen.empty()) return absl::OkStatus();
    ASSIGN_OR_RETURN(
        admin_, AdminServer::Start(config_.admin, {.metrics = [this] { return metrics_.Render(); },
                                                   .live = [this] { return WhyNotLive(); },
                                                   .ready = [this] { return WhyNotReady(); }}));
    LogInfo("admin server listens", {{"server.address", admin_->address()}});
    return absl::OkStatus();
  }

  void StartThreads() {
    for (Running& running : running_) {
      running.thread = std::thread([this, &running] {
        running.status = running.worker->Run(stop_);
        running.done = true;
      });
    }
  }

  // Until there is a reason to stop.
  void Watch() {
    while (!options_.should_stop() && !AnyDone()) {
      std::this_thread::sleep_for(kTick);
      CheckLedgers();
      ReleaseMemoryIfDue();
      if (options_.on_tick) options_.on_tick();
      if (options_.on_progress) options_.on_progress(Total(ReadLedgers()));
      if (options_.until_caught_up && CaughtUp()) return;
    }
  }

  void ReleaseMemoryIfDue() {
    if (Clock::now() - released_ < kReleaseInterval) return;
    ReleaseFreePages();
    released_ = Clock::now();
  }

  bool CaughtUp() {
    if (ends_.empty()) return true;
    const absl::StatusOr<bool> committed = probe_->Committed(ends_);
    return committed.ok() && *committed;
  }

  bool AnyDone() const {
    for (const Running& running : running_) {
      if (running.done) return true;
    }
    return false;
  }

  // Asks all workers to end and waits for them, within the bound.
  absl::Status Stop() {
    LogInfo("stopping");
    stop_ = true;
    // The workers keep to the time-out themselves; this is for one that hangs in a library call.
    const auto give_up =
        Clock::now() + std::chrono::seconds(config_.limits.shutdown_timeout_s) + kProbeTimeout;
    for (Running& running : running_) {
      while (!running.done && Clock::now() < give_up) std::this_thread::sleep_for(kTick / 10);
      if (!running.done) {
        LogError("a worker did not stop in time; nothing unsettled was committed");
        _exit(1);
      }
      running.thread.join();
    }
    for (Running& running : running_) running.worker->Leave();
    return absl::OkStatus();
  }

  std::vector<PartitionCounts> ReadLedgers() const {
    std::map<std::pair<std::string_view, Partition>, LedgerCounts> sums;
    for (const Running& running : running_) {
      for (const PartitionCounts& item : running.worker->ledger().Read()) {
        sums[{item.partition.topic, item.partition.partition}] += item.counts;
      }
    }
    std::vector<PartitionCounts> counts;
    counts.reserve(sums.size());
    for (const auto& [partition, sum] : sums) {
      counts.push_back({{partition.first, partition.second}, sum});
    }
    return counts;
  }

  std::vector<PartitionProgress> ReadProgress() const {
    std::vector<PartitionProgress> all;
    for (const Running& running : running_) {
      const std::vector<PartitionProgress> some = running.worker->progress().Read();
      all.insert(all.end(), some.begin(), some.end());
    }
    return all;
  }

  bool LedgersBalance() const {
    const std::vector<PartitionCounts> counts = ReadLedgers();
    return std::all_of(counts.begin(), counts.end(),
                       [](const PartitionCounts& item) { return item.counts.balanced(); });
  }

  void CheckLedgers() {
    if (ledger_alert_ || LedgersBalance()) return;
    ledger_alert_ = true;
    LogError("the ledger does not balance");
  }

  std::string WhyNotLive() const { return AnyDone() ? "a worker has ended" : ""; }

  std::string WhyNotReady() const {
    if (stop_) return "stopping";
    if (AnyDone()) return "a worker has ended";
    for (const Running& running : running_) {
      if (std::string problem = running.worker->WhyNotReady(); !problem.empty()) return problem;
    }
    return LedgersBalance() ? "" : "the ledger does not balance";
  }

  static void LogSummary(const LedgerCounts& total) {
    const auto count = [&](Outcome outcome) { return std::to_string(total.of(outcome)); };
    LogInfo("summary", {{"newsmill.consumed", std::to_string(total.consumed)},
                        {"newsmill.delivered", count(Outcome::kDelivered)},
                        {"newsmill.superseded", count(Outcome::kSuperseded)},
                        {"newsmill.filtered", count(Outcome::kFiltered)},
                        {"newsmill.retracted", count(Outcome::kRetracted)},
                        {"newsmill.dead_lettered", count(Outcome::kDeadLettered)},
                        {"newsmill.abandoned", count(Outcome::kAbandoned)},
                        {"newsmill.in_flight", std::to_string(total.in_flight)}});
    if (!total.balanced()) LogError("the ledger does not balance");
  }

  const Config& config_;
  const ServiceOptions& options_;
  Metrics metrics_;
  std::deque<Running> running_;  // addresses stay
  std::vector<PoisonMarker*> markers_;
  std::atomic<bool> stop_ = false;
  bool ledger_alert_ = false;
  Clock::time_point released_ = Clock::now();
  std::unique_ptr<KafkaProbe> probe_;
  std::vector<NextOffset> ends_;
  std::unique_ptr<AdminServer> admin_;  // last: its pages read all of the above
};

}  // namespace

absl::StatusOr<LedgerCounts> RunService(const Config& config, const ServiceOptions& options) {
  return Service(config, options).Run();
}

}  // namespace newsmill
