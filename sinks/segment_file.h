#ifndef NEWSMILL_SINKS_SEGMENT_FILE_H_
#define NEWSMILL_SINKS_SEGMENT_FILE_H_

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "sinks/posix_file.h"

namespace newsmill {

// Reading and compressing NDJSON segments.

// Calls `line` for each complete line (without its end) of a plain or, by its suffix `.zst`,
// compressed segment; stops early where it returns false. Holds one line and one block in memory.
// A compressed file that breaks off gives the lines before the break.
absl::Status ForEachLine(const std::string& path,
                         const std::function<bool(std::string_view)>& line);

// The size of the file's valid part: whole lines, each one JSON object. What a crash left behind
// it (half a line, a hole of zeros) is not counted.
absl::StatusOr<int64_t> ValidSize(const std::string& path);

// Compresses `from` into the new file `to` with zstd, durable when it returns.
absl::Status CompressFile(const std::string& from, const std::string& to);

}  // namespace newsmill

#endif  // NEWSMILL_SINKS_SEGMENT_FILE_H_
