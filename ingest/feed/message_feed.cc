#include "ingest/feed/message_feed.h"

#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>

#include "absl/status/status.h"
#include "ingest/feed/kcat.h"
#include "processors/base/reason_codes.h"
#include "processors/base/status_macros.h"

namespace newsmill {
namespace {

constexpr std::string_view kStage = "feed";
constexpr size_t kPadding = 64;
constexpr size_t kEnvelopeSlackBytes = size_t{64} << 10;

int64_t NowMs() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

bool IsBlank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

}  // namespace

absl::StatusOr<bool> MessageFeed::NextLine(LineReader::Line* line) {
  for (;;) {
    if (reader_ == nullptr) {
      if (next_file_ == files_.size()) return false;
      ASSIGN_OR_RETURN(reader_, LineReader::Open(files_[next_file_++],
                                                 max_message_bytes_ * 2 + kEnvelopeSlackBytes));
    }
    ASSIGN_OR_RETURN(const bool more, reader_->Next(line));
    if (!more) {
      reader_.reset();
      continue;
    }
    bytes_ += static_cast<int64_t>(line->text.size()) + 1;
    if (!IsBlank(line->text)) return true;
  }
}

absl::StatusOr<bool> MessageFeed::Next(DocumentBatch& batch) {
  LineReader::Line line;
  ASSIGN_OR_RETURN(const bool more, NextLine(&line));
  if (more) Fill(line, batch);
  return more;
}

void MessageFeed::Fill(const LineReader::Line& line, DocumentBatch& batch) {
  Document& document = batch.Add();
  Message& message = document.message;
  message.position.offset = Offset{count_++};
  message.received_ms = NowMs();
  const std::string_view text = batch.arena().CopyPadded(line.text, kPadding);
  if (line.too_long) {
    message.value = text;
    document.Fail(kStage, kReasonTooLarge,
                  "the line is longer than any message may be; only its beginning is kept");
    return;
  }
  KcatResult result = KcatResult::kNoEnvelope;
  if (format_ != FeedFormat::kFlat) {
    const Message fresh = message;
    result = ParseKcat(text, batch.arena(), &message);
    if (result == KcatResult::kNoEnvelope) message = fresh;
  }
  if (result == KcatResult::kMessage) return;
  message.value = text;
  if (result == KcatResult::kMalformed || format_ == FeedFormat::kKcat) {
    document.Fail(kStage, kReasonInvalidJson, "the line is not a kcat -J envelope");
  }
}

absl::Status CheckReadable(std::span<const std::string> files) {
  for (const std::string& file : files) {
    if (file == "-" || ::access(file.c_str(), R_OK) == 0) continue;
    return absl::NotFoundError(file + ": " + std::strerror(errno));
  }
  return absl::OkStatus();
}

absl::StatusOr<FeedFormat> ParseFeedFormat(std::string_view name) {
  if (name == "auto") return FeedFormat::kAuto;
  if (name == "flat") return FeedFormat::kFlat;
  if (name == "kcat") return FeedFormat::kKcat;
  return absl::InvalidArgumentError("--format " + std::string(name) +
                                    " is unknown; allowed: auto, flat, kcat");
}

}  // namespace newsmill
