#include "sinks/ndjson_dead_letters.h"

#include <memory>
#include <string>

#include "processors/base/status_macros.h"
#include "sinks/dead_letter_encoder.h"
#include "sinks/rfc3339.h"
#include "sinks/segment_sink.h"
#include "sinks/segment_writer.h"

namespace newsmill {
namespace {

constexpr std::string_view kMarker = "{\"topic\":\"";  // a line's start

absl::StatusOr<std::unique_ptr<Sink>> MakeSink(const SegmentOptions& options) {
  ASSIGN_OR_RETURN(std::unique_ptr<SegmentWriter> writer, SegmentWriter::Create(options, kMarker));
  return NewSegmentSink(
      std::move(writer),
      {.encode = [](const Document& document,
                    std::string* line) { AppendDeadLetter(document, UnixNowMs(), line); },
       .outcome = [](const Document&) { return SinkOutcome::kDelivered; },
       .filter = [](const Document&) { return std::string_view(); }});
}

}  // namespace

absl::StatusOr<SinkFactory> NewNdjsonDeadLetters(OptionsReader& reader,
                                                 const SinkContext& context) {
  SegmentOptions options;
  RETURN_IF_ERROR(ReadSegmentOptions(reader, &options));
  RETURN_IF_ERROR(reader.Finish());
  RETURN_IF_ERROR(context.places->Claim(reader, "directory", options.directory));
  return SinkFactory([options](int) { return MakeSink(options); });
}

}  // namespace newsmill
