#include "sinks/segment_directory.h"

#include <fcntl.h>
#include <sys/random.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <optional>
#include <set>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "processors/base/status_macros.h"
#include "sinks/record_encoder.h"
#include "sinks/rfc3339.h"
#include "sinks/segment_file.h"

namespace newsmill {
namespace {

constexpr std::string_view kPlain = ".ndjson";
constexpr std::string_view kCompressed = ".ndjson.zst";
constexpr std::string_view kTemporary = ".ndjson.zst.tmp";
constexpr std::string_view kReady = ".ndjson.zst.ready";

std::string Join(const std::string& directory, const std::string& name, std::string_view suffix) {
  return directory + "/" + name + std::string(suffix);
}

// "20260102T030405.678Z-0123456789abcdef": in order of time, and nobody else's.
std::string NewName() {
  uint64_t random = 0;
  if (::getrandom(&random, sizeof(random), 0) != sizeof(random)) {
    random = static_cast<uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
  }
  std::string name = Rfc3339(UnixNowMs());
  std::erase(name, '-');
  std::erase(name, ':');
  return name + "-" + HexId(random);
}

absl::StatusOr<std::vector<std::string>> FilesIn(const std::string& directory) {
  std::vector<std::string> names;
  std::error_code error;
  std::filesystem::directory_iterator files(directory, error);
  for (; !error && files != std::filesystem::directory_iterator(); files.increment(error)) {
    names.push_back(files->path().filename().string());
  }
  if (error) return absl::UnavailableError("cannot list " + directory + ": " + error.message());
  return names;
}

}  // namespace

SegmentDirectory::SegmentDirectory(std::string directory, std::string_view marker, bool compress)
    : directory_(std::move(directory)),
      open_directory_(directory_ + "/.newsmill/open"),
      state_directory_(directory_ + "/.newsmill"),
      marker_(marker),
      compress_(compress) {}

std::string SegmentDirectory::OpenPath(const std::string& name) const {
  return Join(open_directory_, name, kPlain);
}

absl::Status SegmentDirectory::CreateFolders() const { return CreateDirectories(open_directory_); }

absl::StatusOr<File> SegmentDirectory::Lock() const {
  const std::string path = state_directory_ + "/lock";
  ASSIGN_OR_RETURN(File file, OpenFile(path, O_RDWR | O_CREAT));
  constexpr int kAttempts = 500;  // ten seconds: longer than any healthy holder needs
  for (int i = 0; i < kAttempts; ++i) {
    if (TryLock(file)) return file;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return absl::UnavailableError(path + " is locked by another process");
}

absl::StatusOr<File> SegmentDirectory::Create(std::string* name) const {
  // Under the lock, so that nobody takes the new file for an orphan before it is locked.
  ASSIGN_OR_RETURN(const File lock, Lock());
  *name = NewName();
  const std::string path = OpenPath(*name);
  ASSIGN_OR_RETURN(File file, OpenFile(path, O_RDWR | O_CREAT | O_EXCL | O_APPEND));
  if (!TryLock(file)) return SystemError("lock", path);
  RETURN_IF_ERROR(SyncDirectory(open_directory_));
  return file;
}

absl::Status SegmentDirectory::Finish(const std::string& name,
                                      const WrittenOffsets& offsets) const {
  {
    ASSIGN_OR_RETURN(const File lock, Lock());
    ASSIGN_OR_RETURN(WrittenOffsets merged, LoadOffsets());
    merged.Add(offsets);
    RETURN_IF_ERROR(StoreOffsets(merged));
  }
  return Publish(name);
}

absl::Status SegmentDirectory::StoreOffsets(const WrittenOffsets& offsets) const {
  const std::string path = state_directory_ + "/offsets.ndjson";
  const std::string temporary = path + ".tmp";
  {
    ASSIGN_OR_RETURN(const File file, OpenFile(temporary, O_WRONLY | O_CREAT | O_TRUNC));
    RETURN_IF_ERROR(WriteAll(file, offsets.Encode(), temporary));
    RETURN_IF_ERROR(SyncFile(file, temporary));
  }
  RETURN_IF_ERROR(RenameFile(temporary, path));
  return SyncDirectory(state_directory_);
}

absl::Status SegmentDirectory::Publish(const std::string& name) const {
  // A compressed copy that is ready must not stay behind, whatever the options say now.
  absl::Status published = compress_ || FileExists(Join(open_directory_, name, kReady))
                               ? PublishCompressed(name)
                               : RenameFile(OpenPath(name), Join(directory_, name, kPlain));
  // Not found: an earlier call moved it and failed afterwards, or another start took it for a
  // dead writer's and finished it.
  if (!published.ok() && !absl::IsNotFound(published)) return published;
  RETURN_IF_ERROR(SyncDirectory(directory_));
  return SyncDirectory(open_directory_);
}

// The compressed copy becomes the segment when it gets its suffix `.ready`; from then on the plain
// one is only in the way. So each step can be taken up again after a crash.
absl::Status SegmentDirectory::PublishCompressed(const std::string& name) const {
  const std::string ready = Join(open_directory_, name, kReady);
  if (!FileExists(ready)) {
    const std::string temporary = Join(open_directory_, name, kTemporary);
    RETURN_IF_ERROR(CompressFile(OpenPath(name), temporary));
    RETURN_IF_ERROR(RenameFile(temporary, ready));
    RETURN_IF_ERROR(SyncDirectory(open_directory_));
  }
  RETURN_IF_ERROR(RemoveFile(OpenPath(name)));
  RETURN_IF_ERROR(SyncDirectory(open_directory_));
  return RenameFile(ready, Join(directory_, name, kCompressed));
}

absl::StatusOr<WrittenOffsets> SegmentDirectory::Recover() const {
  ASSIGN_OR_RETURN(const File lock, Lock());
  std::vector<std::string> living;
  ASSIGN_OR_RETURN(const std::vector<std::string> files, FilesIn(open_directory_));
  std::set<std::string> names;
  for (const std::string& file : files) names.insert(file.substr(0, file.find(kPlain)));
  for (const std::string& name : names) RETURN_IF_ERROR(RecoverOne(name, &living));
  ASSIGN_OR_RETURN(WrittenOffsets offsets, LoadOffsets());
  if (!FileExists(state_directory_ + "/offsets.ndjson")) RETURN_IF_ERROR(StoreOffsets(offsets));
  for (const std::string& path : living) RETURN_IF_ERROR(ScanOffsets(path, &offsets));
  return offsets;
}

absl::Status SegmentDirectory::RecoverOne(const std::string& name,
                                          std::vector<std::string>* living) const {
  const std::string path = OpenPath(name);
  absl::StatusOr<File> file = OpenFile(path, O_RDWR);
  if (file.ok()) {
    if (!TryLock(*file)) {
      living->push_back(path);
      return absl::OkStatus();
    }
    if (!IsFileAt(*file, path)) return absl::OkStatus();  // its writer finished it just now
    return FinishOrphan(name, *file);
  }
  if (!absl::IsNotFound(file.status())) return file.status();
  if (!FileExists(Join(open_directory_, name, kReady))) {
    return RemoveFile(Join(open_directory_, name, kTemporary));
  }
  const absl::Status renamed =
      RenameFile(Join(open_directory_, name, kReady), Join(directory_, name, kCompressed));
  if (absl::IsNotFound(renamed)) return absl::OkStatus();  // its writer did it just now
  RETURN_IF_ERROR(renamed);
  return SyncDirectory(directory_);
}

absl::Status SegmentDirectory::FinishOrphan(const std::string& name, const File& file) const {
  const std::string path = OpenPath(name);
  if (FileExists(Join(open_directory_, name, kReady))) return Publish(name);
  ASSIGN_OR_RETURN(const int64_t size, ValidSize(path));
  if (size == 0) return RemoveFile(path);
  RETURN_IF_ERROR(TruncateFile(file, size, path));
  RETURN_IF_ERROR(SyncFile(file, path));
  ASSIGN_OR_RETURN(WrittenOffsets offsets, LoadOffsets());
  RETURN_IF_ERROR(ScanOffsets(path, &offsets));
  RETURN_IF_ERROR(StoreOffsets(offsets));
  return Publish(name);
}

absl::Status SegmentDirectory::ScanOffsets(const std::string& path, WrittenOffsets* offsets) const {
  const absl::Status status = ForEachLine(path, [&](std::string_view line) {
    std::string_view rest;
    if (const auto position = LinePosition(line, marker_, &rest)) {
      offsets->Add(*position, LineTimestamp(rest));
    }
    return true;
  });
  return absl::IsNotFound(status) ? absl::OkStatus() : status;  // finished or moved just now
}

absl::StatusOr<WrittenOffsets> SegmentDirectory::LoadOffsets() const {
  const std::string path = state_directory_ + "/offsets.ndjson";
  std::string text;
  absl::Status status = ForEachLine(path, [&](std::string_view line) {
    text.append(line).push_back('\n');
    return true;
  });
  if (!status.ok() && !absl::IsNotFound(status)) return status;
  std::optional<WrittenOffsets> offsets;
  if (status.ok()) offsets = WrittenOffsets::Decode(text);
  return offsets.has_value() ? *std::move(offsets) : RebuildOffsets();
}

absl::StatusOr<WrittenOffsets> SegmentDirectory::RebuildOffsets() const {
  WrittenOffsets offsets;
  ASSIGN_OR_RETURN(std::vector<std::string> files, FilesIn(directory_));
  std::sort(files.begin(), files.end());  // by time
  for (const std::string& file : files) {
    if (!file.ends_with(kPlain) && !file.ends_with(kCompressed)) continue;
    RETURN_IF_ERROR(ScanOffsets(directory_ + "/" + file, &offsets));
  }
  return offsets;
}

}  // namespace newsmill
