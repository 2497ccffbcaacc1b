#ifndef NEWSMILL_TESTS_SUPPORT_FAKE_SOURCE_H_
#define NEWSMILL_TESTS_SUPPORT_FAKE_SOURCE_H_

#include <atomic>
#include <deque>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "ingest/source.h"

namespace newsmill {

// A source that plays a script, one step a Fill(), and then sets *stop. What the worker does with
// it is written to `journal`, in order.
class FakeSource : public Source {
 public:
  struct Step {
    std::vector<std::string> values;  // messages of partition 0, offsets counting up
    SourceEvent event = SourceEvent::kNone;
    bool end_reached = false;  // the partition's end lies behind these messages (a gap of 10)
  };

  FakeSource(std::vector<Step> steps, std::vector<std::string>* journal, std::atomic<bool>* stop)
      : steps_(steps.begin(), steps.end()), journal_(journal), stop_(stop) {}

  absl::StatusOr<SourceEvent> Fill(const FillLimits&, DocumentBatch* batch) override {
    if (steps_.empty()) {
      *stop_ = true;
      return SourceEvent::kNone;
    }
    const Step step = std::move(steps_.front());
    steps_.pop_front();
    for (const std::string& value : step.values) {
      Message& message = batch->Add().message;
      message.position = {"news", Partition{0}, Offset{next_offset_++}};
      message.value = batch->arena().CopyPadded(value, 64);
    }
    if (step.end_reached) ends_.push_back({{"news", Partition{0}}, Offset{next_offset_ + 10}});
    if (step.event == SourceEvent::kAssigned) partitions_ = {{"news", Partition{0}}};
    return pending_ = step.event;
  }

  // While a sink is blocked: the event of the next step comes, its messages wait.
  absl::StatusOr<SourceEvent> Idle(std::chrono::milliseconds) override {
    journal_->push_back("idle");
    if (on_idle_) on_idle_();
    if (pending_ == SourceEvent::kNone && !steps_.empty()) {
      pending_ = std::exchange(steps_.front().event, SourceEvent::kNone);
    }
    if (steps_.empty() && stop_after_idles_ > 0 && --stop_after_idles_ == 0) *stop_ = true;
    return pending_;
  }

  absl::StatusOr<SourceEvent> KeepMembership() override { return pending_; }

  std::vector<PartitionState> States() const override {
    std::vector<PartitionState> states;
    for (const TopicPartition& partition : partitions_) {
      states.push_back({partition, Offset{0}, Offset{next_offset_}, stopped_});
    }
    return states;
  }

  // From now on the partitions are stopped.
  void StopPartitions() { stopped_ = true; }

  std::span<const TopicPartition> partitions() const override { return partitions_; }

  absl::Status AcceptAssignment() override {
    journal_->push_back("accept");
    pending_ = SourceEvent::kNone;
    return absl::OkStatus();
  }

  absl::Status GiveUpPartitions() override {
    journal_->push_back("give up");
    partitions_.clear();
    pending_ = SourceEvent::kNone;
    return absl::OkStatus();
  }

  std::vector<NextOffset> TakeReachedEnds() override { return std::exchange(ends_, {}); }

  absl::Status Commit(std::span<const NextOffset> offsets, bool wait) override {
    for (const NextOffset& next : offsets) {
      journal_->push_back((wait ? "commit and wait " : "commit ") +
                          std::to_string(static_cast<int64_t>(next.offset)));
    }
    return absl::OkStatus();
  }

  absl::Status Close() override {
    journal_->push_back("close");
    return absl::OkStatus();
  }

  // Asks for the stop in the n-th Idle() after the script's end.
  void StopAfterIdles(int n) { stop_after_idles_ = n; }
  // Called in each Idle().
  void OnIdle(std::function<void()> on_idle) { on_idle_ = std::move(on_idle); }

 private:
  std::deque<Step> steps_;
  std::vector<std::string>* const journal_;
  std::atomic<bool>* const stop_;
  std::vector<TopicPartition> partitions_;
  std::vector<NextOffset> ends_;
  SourceEvent pending_ = SourceEvent::kNone;
  int64_t next_offset_ = 0;
  int stop_after_idles_ = 0;
  bool stopped_ = false;
  std::function<void()> on_idle_;
};

}  // namespace newsmill

#endif  // NEWSMILL_TESTS_SUPPORT_FAKE_SOURCE_H_
