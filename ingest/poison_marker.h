#ifndef NEWSMILL_INGEST_POISON_MARKER_H_
#define NEWSMILL_INGEST_POISON_MARKER_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "processors/base/document.h"
#include "sinks/posix_file.h"

namespace newsmill {

// Messages of one partition that were in process, first and last included.
struct OffsetRange {
  std::string topic;
  Partition partition{};
  Offset first{};
  Offset last{};
};

// What a marker says of a process that died in a stage.
struct MarkedDeath {
  std::string_view code;  // kReasonStageCrash or kReasonStageTimeout
  std::string stage;
  bool alone = false;  // it was a known suspect, and nothing else was in process
  std::vector<OffsetRange> in_process;
};

// A small file, mapped into memory, that says which messages a worker's stages have in process. The
// kernel keeps it when the process dies. The death counts only if the file says so itself: a fatal
// signal on the worker's thread (InstallCrashHandlers) or the watchdog wrote it there. Being killed
// from outside and power loss write nothing.
//
// The worker's thread calls everything but busy(), moves() and NoteTimeout(), which are any
// thread's.
class PoisonMarker {
 public:
  // Makes the file, which must not exist, and locks it (flock) for the life of the object.
  static absl::StatusOr<std::unique_ptr<PoisonMarker>> Create(const std::string& path);
  // Removes the file.
  ~PoisonMarker();
  PoisonMarker(const PoisonMarker&) = delete;
  PoisonMarker& operator=(const PoisonMarker&) = delete;

  // From now on a fatal signal on the calling thread is noted here, also where its stack is used
  // up. Cheap when called again.
  void WatchThread();

  // These documents go into the stages. Returns how many of them, from the first on, the marker has
  // room to name (at least one); the others must wait for their turn.
  size_t Begin(std::span<const Document> documents, bool alone);
  // ... and are now with this stage.
  void EnterStage(std::string_view name);
  void End();

  // Whether something is in process.
  bool busy() const;
  // Changes with every Begin(), EnterStage() and End().
  uint64_t moves() const;
  // The stage hangs: the death to come counts.
  void NoteTimeout();

  struct Contents;

 private:
  PoisonMarker(std::string path, File file, Contents* contents);

  static constexpr size_t kMaxRanges = 64;
  size_t RangeOf(const SourcePosition& position);

  const std::string path_;
  const File file_;
  Contents* const contents_;
  // Which partition each range of the file is about; the first `ranges_` count.
  std::array<SourcePosition, kMaxRanges> keys_;
  size_t ranges_ = 0;
};

// Reads the marker of a dead process. Nothing where its death does not count, or where the file is
// no marker.
absl::StatusOr<std::optional<MarkedDeath>> ReadMarker(const std::string& path);

// From now on SIGSEGV, SIGBUS, SIGABRT, SIGFPE and SIGILL, where this process caused them itself,
// are noted in the marker of the thread that they strike, before they end the process as ever. Call
// once, before threads start.
void InstallCrashHandlers();

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_POISON_MARKER_H_
