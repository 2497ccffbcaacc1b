#ifndef NEWSMILL_TESTS_SUPPORT_FAKE_SINK_H_
#define NEWSMILL_TESTS_SUPPORT_FAKE_SINK_H_

#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "sinks/sink.h"

namespace newsmill {

// A sink that takes what it is given. Its doings are written to `journal`, each behind its name.
class FakeSink : public Sink {
 public:
  FakeSink(std::string name, std::vector<std::string>* journal)
      : name_(std::move(name)), journal_(journal) {}

  // The next Flush() calls end so, one each; OK when used up.
  void FailFlushes(std::vector<absl::Status> statuses) {
    failures_ = {statuses.begin(), statuses.end()};
  }
  // The same for Assign().
  void FailAssigns(std::vector<absl::Status> statuses) {
    assign_failures_ = {statuses.begin(), statuses.end()};
  }
  // Documents with this id are settled so, the first `times` times.
  void SettleAs(std::string id, SinkOutcome outcome, int times = 1 << 30) {
    special_ = {std::move(id), outcome};
    special_times_ = times;
  }
  // Documents with this id are forgotten, against the contract.
  void Lose(std::string id) { lost_ = std::move(id); }

  absl::Status Assign(std::span<const TopicPartition> partitions) override {
    if (!assign_failures_.empty()) {
      absl::Status status = std::move(assign_failures_.front());
      assign_failures_.pop_front();
      return status;
    }
    Note("assign " + std::to_string(partitions.size()));
    return absl::OkStatus();
  }

  absl::Status Append(std::span<const Document* const> documents) override {
    pending_.insert(pending_.end(), documents.begin(), documents.end());
    return absl::OkStatus();
  }

  absl::Status Flush(Deadline, std::vector<Settled>* settled) override {
    if (!failures_.empty()) {
      absl::Status status = std::move(failures_.front());
      failures_.pop_front();
      return status;
    }
    if (pending_.empty()) Note("tick");
    for (const Document* document : pending_) {
      if (document->id == lost_) continue;
      const bool special = document->id == special_.first && special_times_-- > 0;
      const SinkOutcome outcome = special ? special_.second : SinkOutcome::kDelivered;
      settled->push_back({document, outcome,
                          outcome == SinkOutcome::kRejected ? "sink_refused" : "",
                          outcome == SinkOutcome::kRejected ? "not in this store" : ""});
      const Failure& failure = document->failure;
      Note("write " + (failure.empty()
                           ? std::string(document->id)
                           : std::string(failure.code) + " " + std::string(failure.sink)));
    }
    pending_.clear();
    return absl::OkStatus();
  }

  void Discard() override {
    if (!pending_.empty()) Note("discard");
    pending_.clear();
  }

  absl::Status Close() override {
    Note("close");
    return absl::OkStatus();
  }

 private:
  void Note(const std::string& what) { journal_->push_back(name_ + " " + what); }

  const std::string name_;
  std::vector<std::string>* const journal_;
  std::vector<const Document*> pending_;
  std::deque<absl::Status> failures_;
  std::deque<absl::Status> assign_failures_;
  std::pair<std::string, SinkOutcome> special_;
  int special_times_ = 0;
  std::string lost_ = "nothing";
};

}  // namespace newsmill

#endif  // NEWSMILL_TESTS_SUPPORT_FAKE_SINK_H_
