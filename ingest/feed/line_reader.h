#ifndef NEWSMILL_INGEST_FEED_LINE_READER_H_
#define NEWSMILL_INGEST_FEED_LINE_READER_H_

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "ingest/feed/byte_stream.h"

namespace newsmill {

// The lines of a file (see ByteStream for what it may be), with bounded memory.
class LineReader {
 public:
  struct Line {
    std::string_view text;  // without LF or CR LF; valid until the next call
    bool too_long = false;  // over the limit: skipped to its end, `text` is its beginning
  };

  static absl::StatusOr<std::unique_ptr<LineReader>> Open(const std::string& path,
                                                          size_t max_line_bytes);

  // False at the end. Errors are those of ByteStream::Read.
  absl::StatusOr<bool> Next(Line* line);

 private:
  LineReader(std::unique_ptr<ByteStream> bytes, size_t max_line_bytes)
      : bytes_(std::move(bytes)), max_line_bytes_(max_line_bytes) {}

  // Adds bytes behind end_; false at the end of the file.
  absl::StatusOr<bool> ReadMore();
  absl::StatusOr<bool> SkipLongLine(Line* line);

  const std::unique_ptr<ByteStream> bytes_;
  const size_t max_line_bytes_;
  std::vector<char> buffer_;
  size_t begin_ = 0;  // the line to come
  size_t end_ = 0;    // what has been read
};

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_FEED_LINE_READER_H_
