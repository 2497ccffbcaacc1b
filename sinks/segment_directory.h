#ifndef NEWSMILL_SINKS_SEGMENT_DIRECTORY_H_
#define NEWSMILL_SINKS_SEGMENT_DIRECTORY_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "sinks/posix_file.h"
#include "sinks/written_offsets.h"

namespace newsmill {

// A directory of NDJSON segments that several workers and processes write to:
//
//   <directory>/NAME.ndjson[.zst]            finished: appeared by one rename, never changes
//   <directory>/.newsmill/open/NAME.ndjson   being written; flock()ed by its writer
//                        /open/NAME.ndjson.zst.tmp, .ready    steps of finishing with zstd
//                        /offsets.ndjson     offsets of all finished segments, also of those
//                                            that were moved away since
//                        /lock               flock()ed around short changes of the above
//
// Finishing first counts a segment's offsets into offsets.ndjson and then moves the file, so a
// crash in between leaves an open segment that the next start finishes: no line is ever in two
// segments. Errors are kUnavailable: try again. One thread per instance; instances share nothing.
class SegmentDirectory {
 public:
  // `marker` as in LinePosition(). `compress`: finished segments are zstd.
  SegmentDirectory(std::string directory, std::string_view marker, bool compress);

  absl::Status CreateFolders() const;

  // A new open segment, locked, under a name that nobody else has; *name is its NAME.
  absl::StatusOr<File> Create(std::string* name) const;

  // Hands over the open segment `name` (locked by the caller through `file`, everything written
  // durable) as a finished one. `offsets` is what it holds. Can be called again after an error.
  absl::Status Finish(const std::string& name, const WrittenOffsets& offsets) const;

  // Finishes the open segments of dead writers, cut after their last valid line, and returns the
  // offsets of all that is written, by living writers too.
  absl::StatusOr<WrittenOffsets> Recover() const;

  std::string OpenPath(const std::string& name) const;

 private:
  absl::StatusOr<File> Lock() const;
  absl::Status StoreOffsets(const WrittenOffsets& offsets) const;
  absl::Status Publish(const std::string& name) const;
  absl::Status PublishCompressed(const std::string& name) const;
  // Adds to *living the path of a living writer's.
  absl::Status RecoverOne(const std::string& name, std::vector<std::string>* living) const;
  absl::Status FinishOrphan(const std::string& name, const File& file) const;
  absl::StatusOr<WrittenOffsets> LoadOffsets() const;
  absl::StatusOr<WrittenOffsets> RebuildOffsets() const;
  absl::Status ScanOffsets(const std::string& path, WrittenOffsets* offsets) const;

  std::string directory_;
  std::string open_directory_;
  std::string state_directory_;
  std::string_view marker_;
  bool compress_;
};

}  // namespace newsmill

#endif  // NEWSMILL_SINKS_SEGMENT_DIRECTORY_H_
