#include "ingest/feed/line_reader.h"

#include <algorithm>
#include <cstring>

#include "processors/base/status_macros.h"

namespace newsmill {
namespace {

constexpr size_t kReadBytes = size_t{256} << 10;
constexpr size_t kKeptOfLongLine = 256;

std::string_view WithoutCarriageReturn(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace

absl::StatusOr<std::unique_ptr<LineReader>> LineReader::Open(const std::string& path,
                                                             size_t max_line_bytes) {
  ASSIGN_OR_RETURN(std::unique_ptr<ByteStream> bytes, ByteStream::Open(path));
  return std::unique_ptr<LineReader>(new LineReader(std::move(bytes), max_line_bytes));
}

absl::StatusOr<bool> LineReader::ReadMore() {
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (buffer_.size() < end_ + kReadBytes) {
    buffer_.resize(std::max(end_ + kReadBytes, buffer_.size() * 2));
  }
  ASSIGN_OR_RETURN(const size_t count, bytes_->Read(buffer_.data() + end_, kReadBytes));
  end_ += count;
  return count > 0;
}

absl::StatusOr<bool> LineReader::Next(Line* line) {
  size_t scanned = 0;  // bytes of this line that hold no line end
  for (;;) {
    const char* const start = buffer_.data() + begin_;
    const size_t size = end_ - begin_;
    const void* found =
        size == scanned ? nullptr : std::memchr(start + scanned, '\n', size - scanned);
    if (found != nullptr) {
      const size_t length = static_cast<size_t>(static_cast<const char*>(found) - start);
      *line = {WithoutCarriageReturn({start, length}), length > max_line_bytes_};
      begin_ += length + 1;
      return true;
    }
    if (size > max_line_bytes_) return SkipLongLine(line);
    scanned = size;
    ASSIGN_OR_RETURN(const bool more, ReadMore());
    if (more) continue;
    *line = {WithoutCarriageReturn({buffer_.data() + begin_, end_ - begin_}), false};
    begin_ = end_;
    return !line->text.empty();
  }
}

// Drops the line's bytes as they come but its beginning, which stays at the buffer's front.
absl::StatusOr<bool> LineReader::SkipLongLine(Line* line) {
  const size_t kept = std::min(kKeptOfLongLine, end_ - begin_);
  end_ = begin_ + kept;
  for (;;) {
    ASSIGN_OR_RETURN(const bool more, ReadMore());
    const char* const fresh = buffer_.data() + kept;
    const void* found = more ? std::memchr(fresh, '\n', end_ - kept) : nullptr;
    *line = {{buffer_.data(), kept}, true};
    if (found != nullptr || !more) {
      begin_ =
          more ? static_cast<size_t>(static_cast<const char*>(found) - buffer_.data()) + 1 : end_;
      return true;
    }
    end_ = kept;
  }
}

}  // namespace newsmill
