#include "ingest/delivery.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "ingest/log.h"
#include "processors/base/status_macros.h"

namespace newsmill {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

// A stop or a revocation is noticed so soon, and the lag is looked at so often.
constexpr milliseconds kSlice{200};

double SecondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

Outcome OutcomeOf(SinkOutcome outcome) {
  switch (outcome) {
    case SinkOutcome::kDelivered:
      return Outcome::kDelivered;
    case SinkOutcome::kRetracted:
      return Outcome::kRetracted;
    case SinkOutcome::kSuperseded:
      return Outcome::kSuperseded;
    case SinkOutcome::kFiltered:
      return Outcome::kFiltered;
    case SinkOutcome::kRejected:
      return Outcome::kDeadLettered;
  }
  return Outcome::kDeadLettered;
}

// Where several sinks disagree, the message's outcome is the first of these that applies.
int Rank(Outcome outcome) {
  constexpr Outcome kOrder[] = {Outcome::kDeadLettered, Outcome::kRetracted, Outcome::kDelivered,
                                Outcome::kSuperseded,   Outcome::kFiltered,  Outcome::kAbandoned};
  return static_cast<int>(std::find(std::begin(kOrder), std::end(kOrder), outcome) - kOrder);
}

bool IsTaken(const Settled& settled) {
  return settled.outcome == SinkOutcome::kDelivered || settled.outcome == SinkOutcome::kRetracted;
}

bool IsRefused(const Settled& settled) { return settled.outcome == SinkOutcome::kRejected; }

}  // namespace

// One call of Deliver().
struct Delivery::Run {
  DocumentBatch& batch;
  std::vector<Outcome>& outcomes;
  SourceEvent& event;
  const std::atomic<bool>& stop;
};

// The time in which one sink does not accept.
struct Delivery::Blockage {
  int attempts = 0;
  Clock::time_point since;
  std::string_view kind;  // "" before the first failure
  bool alerted = false;
  std::optional<Clock::time_point> give_up;
};

Delivery::Delivery(DeliveryOptions options, std::vector<NamedSink> sinks, NamedSink dead_letters,
                   Source* source, Metrics* metrics, Progress* progress)
    : options_(options),
      sinks_(std::move(sinks)),
      dead_letters_(std::move(dead_letters)),
      source_(source),
      metrics_(metrics),
      progress_(progress),
      refused_in_row_(sinks_.size(), 0) {}

Delivery::~Delivery() = default;

std::vector<NamedSink*> Delivery::AllSinks() {
  std::vector<NamedSink*> all;
  all.reserve(sinks_.size() + 1);
  for (NamedSink& sink : sinks_) all.push_back(&sink);
  all.push_back(&dead_letters_);
  return all;
}

absl::Status Delivery::Assign(std::span<const TopicPartition> partitions) {
  for (NamedSink* sink : AllSinks()) {
    const absl::Status status = sink->sink->Assign(partitions);
    if (IsRetried(status)) ReportUnopened(sink, status);
    RETURN_IF_ERROR(status);
    if (sink == unopened_) ReportUnopened(nullptr, status);
  }
  return absl::OkStatus();
}

// `sink` cannot take up its partitions; null: the one that could not now has.
void Delivery::ReportUnopened(NamedSink* sink, const absl::Status& problem) {
  if (unopened_ != sink && unopened_ != nullptr) {
    End(*unopened_, *opening_, /*accepted=*/sink == nullptr);
  }
  if (unopened_ != sink) opening_ = std::make_unique<Blockage>();
  unopened_ = sink;
  if (sink != nullptr) Report(*sink, problem, *opening_);
}

absl::Status Delivery::Tick() {
  settled_.clear();
  for (NamedSink* sink : AllSinks()) {
    const absl::Status status = sink->sink->Flush(Clock::now(), &settled_);
    if (!status.ok() && !IsRetried(status)) return status;
  }
  return absl::OkStatus();
}

void Delivery::Discard() {
  for (NamedSink* sink : AllSinks()) sink->sink->Discard();
}

absl::Status Delivery::Close() {
  absl::Status status;
  for (NamedSink* sink : AllSinks()) {
    if (absl::Status closed = sink->sink->Close(); !closed.ok() && status.ok()) status = closed;
  }
  return status;
}

absl::Status Delivery::Deliver(DocumentBatch& batch, std::vector<Outcome>* outcomes,
                               SourceEvent* event, const std::atomic<bool>& stop) {
  outcomes->assign(batch.size(), Outcome::kFiltered);
  Run run{.batch = batch, .outcomes = *outcomes, .event = *event, .stop = stop};
  std::vector<const Document*> documents;
  documents.reserve(batch.size());
  for (const Document& document : batch.docs()) {
    if (document.failure.empty() && document.filtered.empty()) documents.push_back(&document);
  }
  if (!documents.empty()) {
    for (NamedSink& sink : sinks_) RETURN_IF_ERROR(sink.sink->Append(documents));
    for (NamedSink& sink : sinks_) RETURN_IF_ERROR(DeliverTo(sink, documents, run));
  }
  return DeliverDeadLetters(run);
}

// `documents` are appended.
absl::Status Delivery::DeliverTo(NamedSink& sink, std::vector<const Document*> documents,
                                 Run& run) {
  Blockage blockage;
  absl::Status status = FlushUntilDone(sink, documents.size(), run, blockage);
  while (status.ok() && BreakerOpen(sink)) {
    const std::string reason = std::find_if(settled_.begin(), settled_.end(), &IsRefused)->reason;
    documents.clear();
    for (const Settled& settled : settled_) {
      if (IsRefused(settled)) documents.push_back(settled.document);
    }
    std::erase_if(settled_, &IsRefused);
    Take(sink, run);
    status = WaitOut(sink,
                     absl::ResourceExhaustedError(
                         "it refuses every record, which looks like a mistake in the store or in "
                         "our configuration, not in the records: " +
                         reason),
                     run, blockage);
    if (status.ok()) status = sink.sink->Append(documents);
    if (status.ok()) status = FlushUntilDone(sink, documents.size(), run, blockage);
  }
  End(sink, blockage, status.ok());
  if (status.ok()) Take(sink, run);
  return status;
}

absl::Status Delivery::FlushUntilDone(NamedSink& sink, size_t documents, Run& run,
                                      Blockage& blockage) {
  settled_.clear();
  while (true) {
    const auto start = Clock::now();
    absl::Status status = sink.sink->Flush(start + options_.flush_timeout, &settled_);
    metrics_->ObserveFlush(sink.name, SecondsSince(start));
    if (status.ok()) break;
    if (!IsRetried(status)) return status;
    RETURN_IF_ERROR(WaitOut(sink, status, run, blockage));
  }
  if (settled_.size() == documents) return absl::OkStatus();
  return absl::InternalError("sink " + sink.name + " settled " + std::to_string(settled_.size()) +
                             " of " + std::to_string(documents) + " documents");
}

absl::Status Delivery::WaitOut(const NamedSink& sink, const absl::Status& problem, Run& run,
                               Blockage& blockage) {
  Report(sink, problem, blockage);
  const auto until = Clock::now() + NextWait(problem, blockage);
  bool ending = false;
  do {
    const auto left = std::chrono::ceil<milliseconds>(until - Clock::now());
    ASSIGN_OR_RETURN(run.event, source_->Idle(std::clamp(left, milliseconds(0), kSlice)));
    progress_->Update(source_->States());
    if (run.event == SourceEvent::kLost) return absl::AbortedError("partitions lost");
    ending = run.stop || run.event == SourceEvent::kRevoked;
    if (ending && !blockage.give_up) blockage.give_up = Clock::now() + options_.settle_timeout;
  } while (!ending && Clock::now() < until);
  if (!blockage.give_up || Clock::now() < *blockage.give_up) return absl::OkStatus();
  if (run.event == SourceEvent::kRevoked) {
    return absl::AbortedError("partitions revoked while the sink was blocked");
  }
  return absl::DeadlineExceededError("sink " + sink.name +
                                     " is still blocked: " + std::string(problem.message()));
}

void Delivery::Report(const NamedSink& sink, const absl::Status& problem, Blockage& blockage) {
  const std::string_view kind = IsBlocked(problem) ? "blocked" : "unavailable";
  if (blockage.kind.empty()) {
    blockage.since = Clock::now();
  }
  const std::string message(problem.message());
  const std::string code = absl::StatusCodeToString(problem.code());
  SetBlocked(sink.name, "sink " + sink.name + " cannot accept: " + message + " (" + code + ")");
  const bool alert = kind == "blocked" || Clock::now() - blockage.since >= options_.alert_after;
  if (kind != blockage.kind || (alert && !blockage.alerted)) {
    const std::initializer_list<LogField> fields = {
        {"newsmill.sink", sink.name}, {"error.code", code}, {"error.message", message}};
    if (alert) {
      LogError("sink cannot accept; everything is kept and tried again", fields);
    } else {
      LogWarning("sink cannot accept for now; everything is kept and tried again", fields);
    }
    blockage.alerted |= alert;
  }
  if (kind == blockage.kind) return;
  if (!blockage.kind.empty()) metrics_->AddBlocked(sink.name, blockage.kind, -1);
  metrics_->AddBlocked(sink.name, kind, +1);
  blockage.kind = kind;
}

void Delivery::SetBlocked(std::string_view sink, std::string why) {
  progress_->SetBlocking(sink);
  const std::lock_guard lock(mutex_);
  why_blocked_ = std::move(why);
}

std::string Delivery::WhyBlocked() const {
  const std::lock_guard lock(mutex_);
  return why_blocked_;
}

void Delivery::End(const NamedSink& sink, Blockage& blockage, bool accepted) {
  if (blockage.kind.empty()) return;
  SetBlocked({}, {});
  metrics_->AddBlocked(sink.name, blockage.kind, -1);
  if (accepted) LogInfo("sink accepts again", {{"newsmill.sink", sink.name}});
}

milliseconds Delivery::NextWait(const absl::Status& problem, Blockage& blockage) {
  constexpr int kMaxDoublings = 10;
  if (IsBlocked(problem)) return options_.blocked_wait;
  const int doublings = std::min(blockage.attempts++, kMaxDoublings);
  const milliseconds most =
      std::min(options_.retry_wait * (1 << doublings), options_.retry_wait_max);
  return milliseconds(std::uniform_int_distribution<int64_t>(0, most.count())(random_));
}

// Counts what the last Flush() of `sink` settled.
bool Delivery::BreakerOpen(const NamedSink& sink) {
  const auto refused = std::count_if(settled_.begin(), settled_.end(), &IsRefused);
  int& in_row = refused_in_row_[static_cast<size_t>(&sink - sinks_.data())];
  if (std::any_of(settled_.begin(), settled_.end(), &IsTaken)) in_row = 0;
  if (refused == 0) return false;
  if (in_row < options_.breaker_refusals) in_row += static_cast<int>(refused);
  return options_.breaker_refusals > 0 && in_row >= options_.breaker_refusals &&
         std::none_of(settled_.begin(), settled_.end(), &IsTaken);
}

void Delivery::Take(const NamedSink& sink, Run& run) {
  metrics_->CountSettled(sink.name, settled_);
  for (const Settled& settled : settled_) {
    const size_t index = static_cast<size_t>(settled.document - run.batch.docs().data());
    const Outcome outcome = OutcomeOf(settled.outcome);
    if (Rank(outcome) < Rank(run.outcomes[index])) run.outcomes[index] = outcome;
    if (!IsRefused(settled)) continue;
    Document& document = run.batch.docs()[index];
    document.Fail({}, settled.code, run.batch.arena().Copy(settled.reason));
    if (document.failure.sink.empty()) document.failure.sink = sink.name;
  }
  settled_.clear();
}

absl::Status Delivery::DeliverDeadLetters(Run& run) {
  std::vector<const Document*> documents;
  for (size_t i = 0; i < run.batch.size(); ++i) {
    const Document& document = run.batch.docs()[i];
    if (document.failure.empty()) continue;
    documents.push_back(&document);
    run.outcomes[i] = Outcome::kDeadLettered;
    metrics_->CountDeadLetter(document.failure.code);
  }
  if (documents.empty()) return absl::OkStatus();
  RETURN_IF_ERROR(dead_letters_.sink->Append(documents));
  Blockage blockage;
  const absl::Status status = FlushUntilDone(dead_letters_, documents.size(), run, blockage);
  End(dead_letters_, blockage, status.ok());
  if (status.ok()) metrics_->CountSettled(dead_letters_.name, settled_);
  return status;
}

}  // namespace newsmill
