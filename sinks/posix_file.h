#ifndef NEWSMILL_SINKS_POSIX_FILE_H_
#define NEWSMILL_SINKS_POSIX_FILE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace newsmill {

// An open file descriptor, closed at the end of its life (which also releases its flock()).
class File {
 public:
  File() = default;
  explicit File(int descriptor) : descriptor_(descriptor) {}
  File(File&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  File& operator=(File&& other) noexcept;
  ~File() { Close(); }

  int descriptor() const { return descriptor_; }
  bool is_open() const { return descriptor_ >= 0; }
  void Close();

 private:
  int descriptor_ = -1;
};

// Every error below names the path and the system's reason: kNotFound where the file is missing,
// kResourceExhausted (a full disk), kPermissionDenied (a read-only one too), else kUnavailable. The
// caller keeps what it has and tries again.

// open() with O_CLOEXEC; creates with mode 0644.
absl::StatusOr<File> OpenFile(const std::string& path, int flags);
absl::Status CreateDirectories(const std::string& path);
// Writes all of it, at the file's position.
absl::Status WriteAll(const File& file, std::string_view bytes, const std::string& path);
// Makes the file's contents and size durable.
absl::Status SyncFile(const File& file, const std::string& path);
// Makes renames and removals in the directory durable.
absl::Status SyncDirectory(const std::string& path);
absl::Status TruncateFile(const File& file, int64_t size, const std::string& path);
absl::Status RenameFile(const std::string& from, const std::string& to);
// OK where it is gone already.
absl::Status RemoveFile(const std::string& path);
bool FileExists(const std::string& path);
// Whether `path` still names this open file.
bool IsFileAt(const File& file, const std::string& path);
// False: another holds the lock.
bool TryLock(const File& file);

// The status of the last failed system call.
absl::Status SystemError(std::string_view what, const std::string& path);

}  // namespace newsmill

#endif  // NEWSMILL_SINKS_POSIX_FILE_H_
