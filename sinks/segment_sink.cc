#include "sinks/segment_sink.h"

#include <iterator>
#include <utility>
#include <vector>

#include "processors/base/status_macros.h"

namespace newsmill {
namespace {

class SegmentSink : public Sink {
 public:
  SegmentSink(std::unique_ptr<SegmentWriter> writer, LineFormat format)
      : writer_(std::move(writer)), format_(std::move(format)) {}

  absl::Status Assign(std::span<const TopicPartition>) override { return writer_->Assign(); }

  absl::Status Append(std::span<const Document* const> documents) override {
    for (const Document* document : documents) {
      if (writer_->IsWritten(document->message)) {
        settled_.push_back({document, SinkOutcome::kSuperseded, "already_written", ""});
        continue;
      }
      if (const std::string_view reason = format_.filter(*document); !reason.empty()) {
        settled_.push_back({document, SinkOutcome::kFiltered, reason, ""});
        continue;
      }
      format_.encode(*document, writer_->line());
      writer_->EndLine(document->message);
      settled_.push_back({document, format_.outcome(*document), "", ""});
    }
    return absl::OkStatus();
  }

  absl::Status Flush(Deadline, std::vector<Settled>* settled) override {
    RETURN_IF_ERROR(writer_->Flush());
    std::move(settled_.begin(), settled_.end(), std::back_inserter(*settled));
    settled_.clear();
    return absl::OkStatus();
  }

  void Discard() override {
    writer_->Discard();
    settled_.clear();
  }

  absl::Status Close() override { return writer_->Finish(); }

 private:
  const std::unique_ptr<SegmentWriter> writer_;
  const LineFormat format_;
  std::vector<Settled> settled_;  // since the last Flush()
};

}  // namespace

std::unique_ptr<Sink> NewSegmentSink(std::unique_ptr<SegmentWriter> writer, LineFormat format) {
  return std::make_unique<SegmentSink>(std::move(writer), std::move(format));
}

}  // namespace newsmill
