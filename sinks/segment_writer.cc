#include "sinks/segment_writer.h"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "processors/base/status_macros.h"

namespace newsmill {
namespace {

bool ComesBefore(const SourcePosition& a, const SourcePosition& b) {
  const bool same_topic = a.topic.data() == b.topic.data();  // most often, as they are interned
  if (const int order = same_topic ? 0 : a.topic.compare(b.topic); order != 0) return order < 0;
  return std::tie(a.partition, a.offset) < std::tie(b.partition, b.offset);
}

}  // namespace

absl::Status ReadSegmentOptions(OptionsReader& reader, SegmentOptions* options) {
  RETURN_IF_ERROR(reader.Required("directory", &options->directory));
  RETURN_IF_ERROR(reader.Optional("max_segment_mb", &options->max_segment_mb, 1, 16'384));
  RETURN_IF_ERROR(reader.Optional("max_segment_s", &options->max_segment_s, 1, 86'400));
  return reader.OptionalOneOf("compression", &options->compression, {"none", "zstd"});
}

SegmentWriter::SegmentWriter(const SegmentOptions& options, std::string_view marker)
    : options_(options), directory_(options.directory, marker, options.compression == "zstd") {}

absl::StatusOr<std::unique_ptr<SegmentWriter>> SegmentWriter::Create(const SegmentOptions& options,
                                                                     std::string_view marker) {
  std::unique_ptr<SegmentWriter> writer(new SegmentWriter(options, marker));
  RETURN_IF_ERROR(writer->directory_.CreateFolders());
  return writer;
}

absl::Status SegmentWriter::Assign() {
  RETURN_IF_ERROR(Finish());
  ASSIGN_OR_RETURN(written_, directory_.Recover());
  return absl::OkStatus();
}

void SegmentWriter::EndLine(const Message& message) {
  const size_t begin = lines_.empty() ? 0 : lines_.back().end;
  pending_.push_back('\n');
  lines_.push_back({message.position, message.timestamp_ms, begin, pending_.size()});
}

absl::Status SegmentWriter::Flush() {
  if (!lines_.empty()) RETURN_IF_ERROR(WritePending());
  // The records are durable: where finishing fails (a full disk), the next call tries again.
  if (IsDue()) static_cast<void>(Finish());
  return absl::OkStatus();
}

// In the order of positions: the lines of a partition make one range, and a reader finds them as in
// the topic. What stands in that order in the buffer is written at once.
absl::Status SegmentWriter::WriteLines(const std::string& path) {
  std::string_view run;
  for (const Line& line : lines_) {
    const std::string_view bytes(pending_.data() + line.begin, line.end - line.begin);
    if (run.data() + run.size() == bytes.data()) {
      run = {run.data(), run.size() + bytes.size()};
    } else {
      RETURN_IF_ERROR(WriteAll(file_, run, path));
      run = bytes;
    }
  }
  return WriteAll(file_, run, path);
}

absl::Status SegmentWriter::WritePending() {
  if (finishing_) RETURN_IF_ERROR(Finish());
  if (!file_.is_open()) RETURN_IF_ERROR(OpenSegment());
  const std::string path = directory_.OpenPath(name_);
  if (!IsFileAt(file_, path)) {
    return absl::DataLossError(path + " was removed or replaced while it was being written");
  }
  const auto before = [](const Line& a, const Line& b) {
    return ComesBefore(a.position, b.position);
  };
  if (!std::is_sorted(lines_.begin(), lines_.end(), before)) {
    std::stable_sort(lines_.begin(), lines_.end(), before);
  }
  absl::Status status = WriteLines(path);
  if (status.ok()) status = SyncFile(file_, path);
  if (!status.ok()) {
    // No half batch may stay: it would stand there twice after the next attempt.
    RETURN_IF_ERROR(TruncateFile(file_, size_, path));
    return status;
  }
  size_ += static_cast<int64_t>(pending_.size());
  CountLines();
  Discard();
  return absl::OkStatus();
}

// Lines are in order: those that follow each other in their partition are counted together.
void SegmentWriter::CountLines() {
  const auto follows = [](const SourcePosition& a, const SourcePosition& b) {
    return a.topic.data() == b.topic.data() && a.partition == b.partition &&
           static_cast<int64_t>(a.offset) + 1 == static_cast<int64_t>(b.offset);
  };
  for (auto line = lines_.begin(); line != lines_.end();) {
    const SourcePosition& first = line->position;
    Offset last = first.offset;
    int64_t newest_ms = line->timestamp_ms;
    for (++line; line != lines_.end() && follows(std::prev(line)->position, line->position);
         ++line) {
      last = line->position.offset;
      newest_ms = std::max(newest_ms, line->timestamp_ms);
    }
    offsets_.AddAs(written_, first, last, newest_ms);
  }
}

void SegmentWriter::Discard() {
  constexpr size_t kRetainedBytes = size_t{8} << 20;
  if (pending_.capacity() > kRetainedBytes) pending_ = std::string();
  pending_.clear();
  lines_.clear();
}

absl::Status SegmentWriter::OpenSegment() {
  ASSIGN_OR_RETURN(file_, directory_.Create(&name_));
  size_ = 0;
  offsets_.Clear();
  opened_ = options_.now();
  return absl::OkStatus();
}

bool SegmentWriter::IsDue() const {
  return file_.is_open() &&
         (size_ >= int64_t{options_.max_segment_mb} << 20 ||
          options_.now() - opened_ >= std::chrono::seconds(options_.max_segment_s));
}

absl::Status SegmentWriter::Finish() {
  if (!file_.is_open()) return absl::OkStatus();
  if (size_ == 0) {
    RETURN_IF_ERROR(RemoveFile(directory_.OpenPath(name_)));
  } else {
    finishing_ = true;
    RETURN_IF_ERROR(directory_.Finish(name_, offsets_));
  }
  finishing_ = false;
  file_.Close();
  return absl::OkStatus();
}

}  // namespace newsmill
