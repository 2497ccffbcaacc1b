#ifndef NEWSMILL_INGEST_POISON_STORE_H_
#define NEWSMILL_INGEST_POISON_STORE_H_

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "ingest/poison_marker.h"
#include "ingest/source.h"
#include "sinks/posix_file.h"

namespace newsmill {

// Messages that were in process when a process died.
struct Suspects {
  OffsetRange range;
  // One message, which was alone in process when it died again: it must not be processed.
  bool poison = false;
  std::string code;   // of the last death
  std::string stage;  // where that was
};

// What is known of deaths in stages, in <state directory>/poison, shared by the workers of all
// processes that use the directory:
//
//   NUMBER.marker   of each living worker, locked; of a dead one until it is taken in here
//   suspects.tsv    what the markers of the dead said
//   lock            flock()ed around changes
//
// Errors are kUnavailable: try again. Thread-safe.
class PoisonStore {
 public:
  explicit PoisonStore(const std::string& state_directory);

  // A marker for one worker.
  absl::StatusOr<std::unique_ptr<PoisonMarker>> NewMarker() const;

  // Takes in the markers of dead workers, and returns all suspects, poison first. Where a suspect's
  // process died again and nothing else was in process, it is poison from then on.
  absl::StatusOr<std::vector<Suspects>> Load() const;

  // Forgets what lies before these offsets: it is settled. Returns what is left, as Load().
  absl::StatusOr<std::vector<Suspects>> Drop(std::span<const NextOffset> committed) const;

 private:
  absl::StatusOr<File> Lock() const;
  absl::StatusOr<std::vector<Suspects>> Read() const;
  absl::Status Write(std::span<const Suspects> suspects) const;
  absl::Status TakeIn(const std::string& marker, std::vector<Suspects>* suspects) const;

  const std::string directory_;
  const std::string suspects_path_;
};

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_POISON_STORE_H_
