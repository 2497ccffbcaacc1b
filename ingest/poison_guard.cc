#include "ingest/poison_guard.h"

#include <algorithm>
#include <string>
#include <utility>

#include "ingest/log.h"
#include "processors/base/reason_codes.h"
#include "processors/base/status_macros.h"

namespace newsmill {
namespace {

constexpr int kCountedDeaths = 2;

bool Covers(const OffsetRange& range, const SourcePosition& position) {
  return range.partition == position.partition && range.first <= position.offset &&
         position.offset <= range.last && range.topic == position.topic;
}

}  // namespace

PoisonGuard::PoisonGuard(PoisonStore store, std::unique_ptr<PoisonMarker> marker)
    : store_(std::move(store)), marker_(std::move(marker)) {}

absl::StatusOr<std::unique_ptr<PoisonGuard>> PoisonGuard::Create(
    const std::string& state_directory) {
  PoisonStore store(state_directory);
  ASSIGN_OR_RETURN(std::unique_ptr<PoisonMarker> marker, store.NewMarker());
  return std::unique_ptr<PoisonGuard>(new PoisonGuard(std::move(store), std::move(marker)));
}

absl::Status PoisonGuard::Reload() {
  ASSIGN_OR_RETURN(suspects_, store_.Load());
  return absl::OkStatus();
}

const Suspects* PoisonGuard::SuspectsWith(const SourcePosition& position) const {
  const auto found = std::find_if(suspects_.begin(), suspects_.end(),
                                  [&](const auto& one) { return Covers(one.range, position); });
  return found == suspects_.end() ? nullptr : &*found;
}

bool PoisonGuard::IsSuspect(const Document& document) const {
  return document.failure.empty() && SuspectsWith(document.message.position) != nullptr;
}

void PoisonGuard::FailPoison(DocumentBatch& batch) const {
  for (Document& document : batch.docs()) {
    const Suspects* found = SuspectsWith(document.message.position);
    if (found == nullptr || !found->poison) continue;
    const bool crash = found->code == kReasonStageCrash;
    document.Fail(batch.arena().Copy(found->stage), crash ? kReasonStageCrash : kReasonStageTimeout,
                  crash ? "a fatal signal ended the process twice with this message"
                        : "the stage did not come back, twice, with this message");
    document.failure.attempts = kCountedDeaths;
  }
}

absl::Status PoisonGuard::Run(Pipeline& pipeline, DocumentBatch& batch) {
  marker_->WatchThread();
  if (!suspects_.empty()) FailPoison(batch);
  const size_t size = batch.size();
  for (size_t begin = 0; begin < size;) {
    const bool alone = IsSuspect(batch.docs()[begin]);
    size_t end = begin + 1;
    if (!alone && suspects_.empty()) end = size;
    while (!alone && end < size && !IsSuspect(batch.docs()[end])) ++end;
    end = begin + marker_->Begin(batch.docs().subspan(begin, end - begin), alone);
    batch.Narrow(begin, end - begin);
    const absl::Status status = pipeline.Run(batch, marker_.get());
    marker_->End();
    batch.Widen();
    RETURN_IF_ERROR(status);
    begin = end;
  }
  return absl::OkStatus();
}

void PoisonGuard::Committed(std::span<const NextOffset> offsets) {
  if (suspects_.empty() || offsets.empty()) return;
  absl::StatusOr<std::vector<Suspects>> left = store_.Drop(offsets);
  if (left.ok()) {
    suspects_ = *std::move(left);
  } else {
    LogWarning("suspects stay suspect", {{"error.message", std::string(left.status().message())}});
  }
}

}  // namespace newsmill
