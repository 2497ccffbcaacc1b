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

// A batch starts no smaller, whatever its speed.
constexpr size_t kMinBatchBytes = size_t{64} << 10;
constexpr size_t kFirstBatchBytes = size_t{1} << 20;

NextOffset After(const SourcePosition& position) {
  return {{position.topic, position.partition},
          static_cast<Offset>(static_cast<int64_t>(position.offset) + 1)};
}

}  // namespace

Worker::Worker(WorkerOptions options, std::unique_ptr<Source> source,
               std::unique_ptr<Pipeline> pipeline, std::vector<NamedSink> sinks,
               NamedSink dead_letters, Metrics* metrics, std::unique_ptr<PoisonGuard> poison)
    : options_(options),
      source_(std::move(source)),
      pipeline_(std::move(pipeline)),
      metrics_(metrics),
      poison_(std::move(poison)),
      delivery_(options.delivery, std::move(sinks), std::move(dead_letters), source_.get(), metrics,
                &progress_),
      fill_(options.fill) {
  fill_.bytes = std::min(fill_.bytes, kFirstBatchBytes);
}

std::string Worker::WhyNotReady() const {
  if (std::string why = delivery_.WhyBlocked(); !why.empty()) return why;
  if (!joined_) return "a worker waits for its partitions";
  if (progress_.any_stopped()) return "a partition is stopped: its offset is not in the log";
  return "";
}

absl::Status Worker::Run(const std::atomic<bool>& stop) {
  absl::Status status = Loop(stop);
  joined_ = false;
  // What was settled is committed even where a blocked sink kept the last batch from it.
  if (status.ok() || absl::IsDeadlineExceeded(status)) CommitMoved(/*wait=*/true);
  if (!status.ok()) delivery_.Discard();
  if (absl::Status closed = delivery_.Close(); !closed.ok() && status.ok()) status = closed;
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
      ASSIGN_OR_RETURN(event, source_->Fill(fill_, &batch_));
    }
    ledger_.Consume(batch_.docs());
    if (event == SourceEvent::kLost) {
      Abandon();
    } else if (!batch_.empty()) {
      RETURN_IF_ERROR(ProcessBatch(stop));
      // The source tells an event until it is answered: what came later replaces it.
      if (held_event_ != SourceEvent::kNone) event = std::exchange(held_event_, SourceEvent::kNone);
    }
    for (const NextOffset& end : source_->TakeReachedEnds()) {
      offsets_.Settle(end);
      progress_.Settle(end, -1);
    }
    RETURN_IF_ERROR(Answer(event, stop));
    CommitIfDue();
    RETURN_IF_ERROR(TickIfDue());
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
  std::string told;
  absl::Status accepted = Accept();
  while (IsRetried(accepted) && !stop) {
    // Most often a sink, which Delivery has reported.
    const auto tell = told != accepted.message() ? &LogWarning : &LogDebug;
    told = std::string(accepted.message());
    tell("cannot start on the assigned partitions yet", {{"error.message", told}});
    ASSIGN_OR_RETURN(const SourceEvent newer, source_->Idle(options_.retry_wait));
    if (newer != SourceEvent::kAssigned) {
      held_event_ = newer;
      return absl::OkStatus();
    }
    accepted = Accept();
  }
  return IsRetried(accepted) ? absl::OkStatus() : accepted;
}

absl::Status Worker::Accept() {
  RETURN_IF_ERROR(delivery_.Assign(source_->partitions()));
  if (poison_) RETURN_IF_ERROR(poison_->Reload());
  RETURN_IF_ERROR(source_->AcceptAssignment());
  UpdateProgress();
  joined_ = true;
  LogInfo("partitions assigned",
          {{"newsmill.partitions", std::to_string(source_->partitions().size())}});
  return absl::OkStatus();
}

absl::Status Worker::GiveUp(SourceEvent event) {
  joined_ = false;
  if (event == SourceEvent::kRevoked) {
    CommitMoved(/*wait=*/true);
  } else {
    LogWarning("partitions lost; what was not settled is read again by their new owner");
  }
  offsets_.Clear();
  // Finished files must be in place before the next owner reads them.
  if (absl::Status status = delivery_.Assign({}); !status.ok() && !IsRetried(status)) {
    return status;
  }
  RETURN_IF_ERROR(source_->GiveUpPartitions());
  UpdateProgress();
  return absl::OkStatus();
}

absl::Status Worker::ProcessBatch(const std::atomic<bool>& stop) {
  RETURN_IF_ERROR(RunPipeline());
  ASSIGN_OR_RETURN(held_event_, source_->KeepMembership());
  absl::Status status = held_event_ == SourceEvent::kLost
                            ? absl::AbortedError("partitions lost")
                            : delivery_.Deliver(batch_, &outcomes_, &held_event_, stop);
  if (absl::IsAborted(status) || absl::IsDeadlineExceeded(status)) {
    Abandon();
    return absl::IsAborted(status) ? absl::OkStatus() : status;
  }
  RETURN_IF_ERROR(status);
  SettleBatch();
  return absl::OkStatus();
}

// The next batch is made smaller or larger by how long this one took: a member that is busy for
// longer than max.poll.interval.ms loses its partitions.
absl::Status Worker::RunPipeline() {
  const auto start = Clock::now();
  RETURN_IF_ERROR(poison_ ? poison_->Run(*pipeline_, batch_) : pipeline_->Run(batch_));
  const double seconds = SecondsSince(start);
  metrics_->CountBatch(batch_, seconds);
  if (seconds > options_.batch_seconds) {
    fill_.bytes = std::max(fill_.bytes / 2, std::min(kMinBatchBytes, options_.fill.bytes));
  } else if (seconds < options_.batch_seconds / 4) {
    fill_.bytes = std::min(fill_.bytes * 2, options_.fill.bytes);
  }
  return absl::OkStatus();
}

void Worker::SettleBatch() {
  ledger_.Settle(batch_.docs(), outcomes_);
  metrics_->ObserveFreshness(batch_, outcomes_);
  const std::span<const Document> documents = batch_.docs();
  for (size_t i = 0; i < documents.size(); ++i) {
    const Message& message = documents[i].message;
    const NextOffset next = After(message.position);
    // The last of a run of one partition speaks for all of it.
    if (i + 1 < documents.size() &&
        After(documents[i + 1].message.position).partition == next.partition) {
      continue;
    }
    offsets_.Settle(next);
    progress_.Settle(next, message.timestamp_ms);
  }
  settled_since_commit_ += batch_.size();
  batch_.Clear();
}

void Worker::Abandon() {
  delivery_.Discard();
  // An end that lies behind these messages must not be committed.
  source_->TakeReachedEnds();
  outcomes_.assign(batch_.size(), Outcome::kAbandoned);
  ledger_.Settle(batch_.docs(), outcomes_);
  batch_.Clear();
}

void Worker::UpdateProgress() { progress_.Update(source_->States()); }

void Worker::CommitIfDue() {
  if (settled_since_commit_ < options_.commit_messages &&
      Clock::now() - last_commit_ < options_.commit_interval) {
    return;
  }
  UpdateProgress();
  CommitMoved(/*wait=*/false);
}

absl::Status Worker::TickIfDue() {
  if (Clock::now() - last_tick_ < options_.tick_interval) return absl::OkStatus();
  last_tick_ = Clock::now();
  return delivery_.Tick();
}

void Worker::CommitMoved(bool wait) {
  last_commit_ = Clock::now();
  settled_since_commit_ = 0;
  const std::vector<NextOffset> moved = offsets_.TakeMoved();
  if (absl::Status status = source_->Commit(moved, wait); !status.ok()) {
    LogWarning("commit failed; the messages may be read again",
               {{"error.message", std::string(status.message())}});
  } else if (poison_) {
    poison_->Committed(moved);
  }
}

}  // namespace newsmill
