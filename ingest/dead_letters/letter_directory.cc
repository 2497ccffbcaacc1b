#include "ingest/dead_letters/letter_directory.h"

#include <fcntl.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>
#include <vector>

#include "processors/base/status_macros.h"
#include "sinks/posix_file.h"
#include "sinks/segment_file.h"

namespace newsmill {
namespace {

constexpr std::string_view kPlain = ".ndjson";
constexpr std::string_view kCompressed = ".ndjson.zst";

absl::StatusOr<std::vector<std::string>> SegmentsOf(const std::string& directory) {
  std::vector<std::string> paths;
  std::error_code error;
  for (std::filesystem::directory_iterator file(directory, error), end; !error && file != end;
       file.increment(error)) {
    const std::string path = file->path().string();
    if (path.ends_with(kPlain) || path.ends_with(kCompressed)) paths.push_back(path);
  }
  if (error) return absl::NotFoundError("cannot list " + directory + ": " + error.message());
  std::sort(paths.begin(), paths.end());  // names begin with their time
  return paths;
}

class SegmentRewriter {
 public:
  SegmentRewriter(std::string path, const std::string& directory)
      : path_(std::move(path)),
        rest_(directory + "/.newsmill/drop.tmp"),
        compressed_rest_(rest_ + ".zst"),
        directory_(directory) {}

  // How many lines were dropped.
  absl::StatusOr<int64_t> Run(const std::function<bool(const DeadLetter&)>& is_dropped) {
    RETURN_IF_ERROR(CreateDirectories(directory_ + "/.newsmill"));
    ASSIGN_OR_RETURN(const int64_t kept, CopyRest(is_dropped));
    if (dropped_ == 0) {
      RETURN_IF_ERROR(RemoveFile(rest_));
      return 0;
    }
    RETURN_IF_ERROR(kept == 0 ? RemoveFile(path_) : Replace());
    RETURN_IF_ERROR(RemoveFile(rest_));
    RETURN_IF_ERROR(SyncDirectory(directory_));
    return dropped_;
  }

 private:
  absl::StatusOr<int64_t> CopyRest(const std::function<bool(const DeadLetter&)>& is_dropped) {
    int64_t kept = 0;
    ASSIGN_OR_RETURN(const File rest, OpenFile(rest_, O_WRONLY | O_CREAT | O_TRUNC));
    absl::Status written;
    RETURN_IF_ERROR(ForEachLine(path_, [&](std::string_view line) {
      const std::optional<DeadLetter> letter = ParseDeadLetterLine(line);
      if (letter.has_value() && is_dropped(*letter)) {
        ++dropped_;
        return true;
      }
      ++kept;
      written = WriteAll(rest, std::string(line) + "\n", rest_);
      return written.ok();
    }));
    RETURN_IF_ERROR(written);
    RETURN_IF_ERROR(SyncFile(rest, rest_));
    return kept;
  }

  absl::Status Replace() {
    if (!path_.ends_with(kCompressed)) return RenameFile(rest_, path_);
    RETURN_IF_ERROR(CompressFile(rest_, compressed_rest_));
    return RenameFile(compressed_rest_, path_);
  }

  const std::string path_;
  const std::string rest_;
  const std::string compressed_rest_;
  const std::string directory_;
  int64_t dropped_ = 0;
};

}  // namespace

absl::Status VisitDirectory(const std::string& directory, const DeadLetterVisitor& visit) {
  ASSIGN_OR_RETURN(const std::vector<std::string> segments, SegmentsOf(directory));
  for (const std::string& segment : segments) {
    absl::Status visited;
    RETURN_IF_ERROR(ForEachLine(segment, [&](std::string_view line) {
      std::optional<DeadLetter> letter = ParseDeadLetterLine(line);
      if (letter.has_value()) visited = visit(*letter);
      return visited.ok();
    }));
    RETURN_IF_ERROR(visited);
  }
  return absl::OkStatus();
}

absl::StatusOr<int64_t> DropFromDirectory(
    const std::string& directory, const std::function<bool(const DeadLetter&)>& is_dropped) {
  ASSIGN_OR_RETURN(const std::vector<std::string> segments, SegmentsOf(directory));
  int64_t dropped = 0;
  for (const std::string& segment : segments) {
    ASSIGN_OR_RETURN(const int64_t count, SegmentRewriter(segment, directory).Run(is_dropped));
    dropped += count;
  }
  return dropped;
}

}  // namespace newsmill
