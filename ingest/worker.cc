#include "ingest/worker.h"

#include <algorithm>

#include "ingest/log.h"
#include "processors/base/status_macros.h"

namespace newsmill {
namespace {

using Clock = std::chrono::steady_clock;

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

NextOffset After(const SourcePosition& position) {
  return {{position.topic, position.partition},
          static_cast<Offset>(static_cast<int64_t>(position.offset) + 1)};
}

}  // namespace

Worker::Worker(WorkerOptions options, std::unique_ptr<Source> source,
               std::unique_ptr<Pipeline> pipeline, std::vector<NamedSink> sinks,
               NamedSink dead_letters, Metrics* metrics)
    : options_(options),
      source_(std::move(source)),
      pipeline_(std::move(pipeline)),
      sinks_(std::move(sinks)),
      dead_letters_(std::move(dead_letters)),
      metrics_(metrics) {}

std::vector<NamedSink*> Worker::AllSinks() {
  std::vector<NamedSink*> all;
  all.reserve(sinks_.size() + 1);
  for (NamedSink& sink : sinks_) all.push_back(&sink);
  all.push_back(&dead_letters_);
  return all;
}

absl::Status Worker::Run(const std::atomic<bool>& stop) {
  absl::Status status = Loop(stop);
  joined_ = false;
  if (status.ok()) {
    status = CommitMoved(/*wait=*/true);
  } else {
    for (NamedSink* sink : AllSinks()) sink->sink->Discard();
  }
  for (NamedSink* sink : AllSinks()) {
    if (absl::Status closed = sink->sink->Close(); !closed.ok() && status.ok()) status = closed;
  }
  return status;
}

void Worker::Leave() {
  if (absl::Status closed = source_->Close(); !closed.ok()) {
    LogWarning("leaving the group failed", {{"error.message", std::string(closed.message())}});
  }
}

absl::Status Worker::Loop(const std::atomic<bool>& stop) {
  while (!stop) {
    SourceEvent event = std::exchange(held_event_, SourceEvent::kNone);
    if (event == SourceEvent::kNone) {
      ASSIGN_OR_RETURN(event, source_->Fill(options_.fill, &batch_));
    }
    ledger_.Consume(batch_.docs());
    if (event == SourceEvent::kLost) {
      Abandon();
    } else if (!batch_.empty()) {
      RETURN_IF_ERROR(ProcessBatch(stop));
    }
    for (const NextOffset& end : source_->TakeReachedEnds()) offsets_.Settle(end);
    RETURN_IF_ERROR(Answer(event, stop));
    if (Clock::now() - last_commit_ >= options_.commit_interval) {
      RETURN_IF_ERROR(CommitMoved(/*wait=*/false));
    }
  }
  return absl::OkStatus();
}

absl::Status Worker::Answer(SourceEvent event, const std::atomic<bool>& stop) {
  switch (event) {
    case SourceEvent::kNone:
      return absl::OkStatus();
    case SourceEvent::kRevoked:
    case SourceEvent::kLost:
      return GiveUp(event);
    case SourceEvent::kAssigned:
      break;
  }
  absl::Status accepted = Accept();
  while (absl::IsUnavailable(accepted) && !stop) {
    LogWarning("cannot start on the assigned partitions yet",
               {{"error.message", std::string(accepted.message())}});
    ASSIGN_OR_RETURN(const SourceEvent newer, source_->Idle(options_.retry_wait));
    if (newer != SourceEvent::kAssigned) {
      held_event_ = newer;
      return absl::OkStatus();
    }
    accepted = Accept();
  }
  return absl::IsUnavailable(accepted) ? absl::OkStatus() : accepted;
}

absl::Status Worker::Accept() {
  RETURN_IF_ERROR(AssignSinks(source_->partitions()));
  RETURN_IF_ERROR(source_->AcceptAssignment());
  joined_ = true;
  LogInfo("partitions assigned",
          {{"newsmill.partitions", std::to_string(source_->partitions().size())}});
  return absl::OkStatus();
}

absl::Status Worker::GiveUp(SourceEvent event) {
  joined_ = false;
  if (event == SourceEvent::kRevoked) {
    RETURN_IF_ERROR(CommitMoved(/*wait=*/true));
  } else {
    LogWarning("partitions lost; what was not settled is read again by their new owner");
  }
  offsets_.Clear();
  // Finished files must be in place before the next owner reads them.
  if (absl::Status status = AssignSinks({}); !status.ok() && !absl::IsUnavailable(status)) {
    return status;
  }
  return source_->GiveUpPartitions();
}

absl::Status Worker::AssignSinks(std::span<const TopicPartition> partitions) {
  for (NamedSink* sink : AllSinks()) RETURN_IF_ERROR(sink->sink->Assign(partitions));
  return absl::OkStatus();
}

absl::Status Worker::ProcessBatch(const std::atomic<bool>& stop) {
  const auto start = Clock::now();
  RETURN_IF_ERROR(pipeline_->Run(batch_));
  metrics_->CountBatch(batch_, SecondsSince(start));
  outcomes_.assign(batch_.size(), Outcome::kFiltered);
  absl::Status status = Deliver(stop);
  if (status.ok()) status = DeliverDeadLetters(stop);
  if (absl::IsAborted(status) || absl::IsDeadlineExceeded(status)) {
    Abandon();
    return absl::IsAborted(status) ? absl::OkStatus() : status;
  }
  RETURN_IF_ERROR(status);
  SettleBatch();
  return absl::OkStatus();
}

absl::Status Worker::Deliver(const std::atomic<bool>& stop) {
  documents_.clear();
  for (const Document& document : batch_.docs()) {
    if (document.failure.empty() && document.filtered.empty()) documents_.push_back(&document);
  }
  if (documents_.empty()) return absl::OkStatus();
  for (NamedSink& sink : sinks_) RETURN_IF_ERROR(sink.sink->Append(documents_));
  for (NamedSink& sink : sinks_) {
    RETURN_IF_ERROR(FlushUntilDone(sink, stop));
    TakeSettled(sink);
  }
  return absl::OkStatus();
}

absl::Status Worker::FlushUntilDone(NamedSink& sink, const std::atomic<bool>& stop) {
  settled_.clear();
  std::optional<Clock::time_point> give_up;
  absl::Status status;
  while (true) {
    const auto start = Clock::now();
    status = sink.sink->Flush(start + options_.flush_timeout, &settled_);
    metrics_->ObserveFlush(sink.name, SecondsSince(start));
    if (!absl::IsUnavailable(status)) break;
    if (!blocked_.exchange(true)) {
      metrics_->AddBlocked(sink.name, +1);
      LogError("sink cannot accept; everything is kept and tried again",
               {{"newsmill.sink", sink.name}, {"error.message", std::string(status.message())}});
    }
    ASSIGN_OR_RETURN(held_event_, source_->Idle(options_.retry_wait));
    if (held_event_ == SourceEvent::kLost) {
      status = absl::AbortedError("partitions lost");
      break;
    }
    if (!give_up && (stop || held_event_ == SourceEvent::kRevoked)) {
      give_up = Clock::now() + options_.settle_timeout;
    }
    if (give_up && Clock::now() >= *give_up) {
      status = held_event_ == SourceEvent::kRevoked
                   ? absl::AbortedError("partitions revoked while the sink was blocked")
                   : absl::DeadlineExceededError("sink " + sink.name + " is still blocked: " +
                                                 std::string(status.message()));
      break;
    }
  }
  if (blocked_.exchange(false)) {
    metrics_->AddBlocked(sink.name, -1);
    if (status.ok()) LogInfo("sink accepts again", {{"newsmill.sink", sink.name}});
  }
  return status;
}

void Worker::TakeSettled(const NamedSink& sink) {
  metrics_->CountSettled(sink.name, settled_);
  for (const Settled& settled : settled_) {
    const size_t index = static_cast<size_t>(settled.document - batch_.docs().data());
    const Outcome outcome = OutcomeOf(settled.outcome);
    if (Rank(outcome) < Rank(outcomes_[index])) outcomes_[index] = outcome;
    if (settled.outcome != SinkOutcome::kRejected) continue;
    Document& document = batch_.docs()[index];
    document.Fail({}, settled.code, batch_.arena().Copy(settled.reason));
    if (document.failure.sink.empty()) document.failure.sink = sink.name;
  }
}

absl::Status Worker::DeliverDeadLetters(const std::atomic<bool>& stop) {
  documents_.clear();
  for (size_t i = 0; i < batch_.size(); ++i) {
    const Document& document = batch_.docs()[i];
    if (document.failure.empty()) continue;
    documents_.push_back(&document);
    outcomes_[i] = Outcome::kDeadLettered;
    metrics_->CountDeadLetter(document.failure.code);
  }
  if (documents_.empty()) return absl::OkStatus();
  RETURN_IF_ERROR(dead_letters_.sink->Append(documents_));
  RETURN_IF_ERROR(FlushUntilDone(dead_letters_, stop));
  metrics_->CountSettled(dead_letters_.name, settled_);
  return absl::OkStatus();
}

void Worker::SettleBatch() {
  ledger_.Settle(batch_.docs(), outcomes_);
  for (const Document& document : batch_.docs()) offsets_.Settle(After(document.message.position));
  batch_.Clear();
}

void Worker::Abandon() {
  for (NamedSink* sink : AllSinks()) sink->sink->Discard();
  // An end that lies behind these messages must not be committed.
  source_->TakeReachedEnds();
  outcomes_.assign(batch_.size(), Outcome::kAbandoned);
  ledger_.Settle(batch_.docs(), outcomes_);
  batch_.Clear();
}

absl::Status Worker::CommitMoved(bool wait) {
  last_commit_ = Clock::now();
  const std::vector<NextOffset> moved = offsets_.TakeMoved();
  if (absl::Status status = source_->Commit(moved, wait); !status.ok()) {
    LogWarning("commit failed; the messages may be read again",
               {{"error.message", std::string(status.message())}});
  }
  return absl::OkStatus();
}

}  // namespace newsmill
