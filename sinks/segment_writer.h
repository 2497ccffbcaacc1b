#ifndef NEWSMILL_SINKS_SEGMENT_WRITER_H_
#define NEWSMILL_SINKS_SEGMENT_WRITER_H_

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "processors/base/message.h"
#include "processors/base/options_reader.h"
#include "sinks/posix_file.h"
#include "sinks/segment_directory.h"
#include "sinks/written_offsets.h"

namespace newsmill {

struct SegmentOptions {
  // Where finished segments appear; created where missing. Required.
  std::string directory;
  // A segment is finished when it is this large. Larger ones compress better and are fewer.
  int max_segment_mb = 64;
  // ... or this old: the longest time until others see a record.
  int max_segment_s = 60;
  // "none" or "zstd" (finished segments end in .ndjson.zst).
  std::string compression = "none";
  // The clock of max_segment_s; not an option of the configuration.
  std::function<std::chrono::steady_clock::time_point()> now = &std::chrono::steady_clock::now;
};

// Reads `directory`, `max_segment_mb`, `max_segment_s`, `compression`.
absl::Status ReadSegmentOptions(OptionsReader& reader, SegmentOptions* options);

// Appends NDJSON lines to segments of a directory (see SegmentDirectory), each line once: what was
// written before Assign(), by whomever, is known by its position. One worker's; one thread.
class SegmentWriter {
 public:
  // Creates the folders. `marker`: see LinePosition().
  static absl::StatusOr<std::unique_ptr<SegmentWriter>> Create(const SegmentOptions& options,
                                                               std::string_view marker);

  // Finishes the own segment and those of dead writers; learns what is written. kUnavailable: call
  // again.
  absl::Status Assign();

  // Whether a finished segment or a living writer's holds this position, as of the last Assign().
  // Positions written since are not counted, so that the order of lines within a batch does not
  // matter.
  bool IsWritten(const Message& message) {
    return written_.Recognise(message.position, message.timestamp_ms);
  }

  // Where the line of a message, without its end, is appended for the next Flush(); then EndLine().
  std::string* line() { return &pending_; }
  void EndLine(const Message& message);

  // Makes everything appended durable, in the order of positions, and finishes the segment when it
  // is due. kUnavailable: nothing of it is written (the file is cut back), call again. Due
  // segments are finished by calls without lines, too.
  absl::Status Flush();

  // Forgets the lines that are not flushed.
  void Discard();

  // Finishes the open segment, if any. kUnavailable: call again.
  absl::Status Finish();

 private:
  struct Line {
    SourcePosition position;
    int64_t timestamp_ms;
    size_t begin;
    size_t end;
  };

  SegmentWriter(const SegmentOptions& options, std::string_view marker);
  absl::Status WritePending();
  absl::Status WriteLines(const std::string& path);
  void CountLines();
  absl::Status OpenSegment();
  bool IsDue() const;

  const SegmentOptions options_;
  const SegmentDirectory directory_;
  WrittenOffsets written_;
  std::string pending_;  // the lines, each with its end
  std::vector<Line> lines_;
  // The open segment.
  File file_;
  std::string name_;
  int64_t size_ = 0;  // durable, acknowledged bytes
  bool finishing_ =
      false;  // a call to finish it failed half-way: nothing more may be written to it
  WrittenOffsets offsets_;
  std::chrono::steady_clock::time_point opened_;
};

}  // namespace newsmill

#endif  // NEWSMILL_SINKS_SEGMENT_WRITER_H_
