#ifndef NEWSMILL_INGEST_POISON_GUARD_H_
#define NEWSMILL_INGEST_POISON_GUARD_H_

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "ingest/pipeline.h"
#include "ingest/poison_marker.h"
#include "ingest/poison_store.h"
#include "ingest/source.h"

namespace newsmill {

// Keeps messages that crash or hang a stage from ending the process for ever. After a death that
// counts (see PoisonMarker) the messages that were in process run one at a time; the one with which
// the process dies again is failed unprocessed (kReasonStageCrash, kReasonStageTimeout). One
// worker's; its thread calls everything.
class PoisonGuard {
 public:
  // kUnavailable: the directory cannot be written to.
  static absl::StatusOr<std::unique_ptr<PoisonGuard>> Create(const std::string& state_directory);

  // Reads what is known of deaths, other processes' too. Before the first message of an assignment.
  // kUnavailable: call again later.
  absl::Status Reload();

  // Runs the batch through the pipeline and keeps the marker. Errors are the pipeline's.
  absl::Status Run(Pipeline& pipeline, DocumentBatch& batch);

  // These offsets are committed: what lies before them is no suspect any more.
  void Committed(std::span<const NextOffset> offsets);

  // For the watchdog.
  PoisonMarker* marker() const { return marker_.get(); }

 private:
  PoisonGuard(PoisonStore store, std::unique_ptr<PoisonMarker> marker);
  const Suspects* SuspectsWith(const SourcePosition& position) const;
  void FailPoison(DocumentBatch& batch) const;
  bool IsSuspect(const Document& document) const;

  const PoisonStore store_;
  const std::unique_ptr<PoisonMarker> marker_;
  std::vector<Suspects> suspects_;  // poison first; nearly always empty
};

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_POISON_GUARD_H_
