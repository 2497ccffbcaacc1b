#ifndef NEWSMILL_INGEST_FEED_MESSAGE_FEED_H_
#define NEWSMILL_INGEST_FEED_MESSAGE_FEED_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "ingest/feed/line_reader.h"
#include "processors/base/document.h"

namespace newsmill {

// How the lines of a file hold messages.
enum class FeedFormat : uint8_t {
  kAuto,  // line by line: an envelope if it has the members of one
  kFlat,  // the line is the message's value
  kKcat,  // kcat's -J envelopes
};

// NotFound that names the first of `files` that cannot be read, so that nothing is done for those
// before it. "-" always can.
absl::Status CheckReadable(std::span<const std::string> files);

// Messages from files, one a line; blank lines do not count. One thread.
class MessageFeed {
 public:
  // `files`: paths, or "-" for standard input. A line may be twice as long as a message, since an
  // envelope escapes what it holds.
  MessageFeed(std::vector<std::string> files, FeedFormat format, size_t max_message_bytes)
      : files_(std::move(files)), format_(format), max_message_bytes_(max_message_bytes) {}

  // Adds a document with the next message (undecoded) to `batch`; false at the end of the last
  // file. A line that is too long or a broken envelope gives a document that has failed. Errors
  // are those of reading a file.
  absl::StatusOr<bool> Next(DocumentBatch& batch);

  // Messages and bytes (unpacked) so far. The index of the last message is count() - 1.
  int64_t count() const { return count_; }
  int64_t bytes() const { return bytes_; }

 private:
  absl::StatusOr<bool> NextLine(LineReader::Line* line);
  void Fill(const LineReader::Line& line, DocumentBatch& batch);

  const std::vector<std::string> files_;
  const FeedFormat format_;
  const size_t max_message_bytes_;
  size_t next_file_ = 0;
  std::unique_ptr<LineReader> reader_;
  int64_t count_ = 0;
  int64_t bytes_ = 0;
};

// "auto", "flat", "kcat".
absl::StatusOr<FeedFormat> ParseFeedFormat(std::string_view name);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_FEED_MESSAGE_FEED_H_
