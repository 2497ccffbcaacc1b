#include "sinks/ndjson.h"

#include <memory>
#include <string>

#include "processors/base/status_macros.h"
#include "sinks/record_encoder.h"
#include "sinks/rfc3339.h"
#include "sinks/segment_sink.h"
#include "sinks/segment_writer.h"

namespace newsmill {
namespace {

// Where a record states its position; unescaped quotes cannot stand inside a string.
constexpr std::string_view kMarker = "\"ingest\":{\"topic\":\"";

SinkOutcome OutcomeOf(const Document& document) {
  return document.action == Action::kUpsert ? SinkOutcome::kDelivered : SinkOutcome::kRetracted;
}

struct NdjsonOptions {
  SegmentOptions segments;
  // What starts and ends count.
  OffsetUnit offset_unit = OffsetUnit::kCodepoint;
  // Whether the readers are the public: articles under embargo are then left out for good
  // ("embargoed"), since nothing can be added to a finished segment later.
  bool is_public = false;
};

std::string_view EmbargoOf(const Document& document) {
  return document.embargo_ms.value_or(0) > UnixNowMs() ? "embargoed" : "";
}

absl::StatusOr<std::unique_ptr<Sink>> MakeSink(const NdjsonOptions& options,
                                               const Provenance& provenance) {
  ASSIGN_OR_RETURN(std::unique_ptr<SegmentWriter> writer,
                   SegmentWriter::Create(options.segments, kMarker));
  const auto encoder = std::make_shared<RecordEncoder>(provenance, options.offset_unit);
  return NewSegmentSink(
      std::move(writer),
      {.encode = [encoder](const Document& document,
                           std::string* line) { encoder->Append(document, line); },
       .outcome = &OutcomeOf,
       .filter =
           [is_public = options.is_public](const Document& document) {
             return is_public ? EmbargoOf(document) : std::string_view();
           }});
}

}  // namespace

absl::StatusOr<SinkFactory> NewNdjson(OptionsReader& reader, const SinkContext& context) {
  NdjsonOptions options;
  RETURN_IF_ERROR(ReadSegmentOptions(reader, &options.segments));
  RETURN_IF_ERROR(ReadOffsetUnit(reader, &options.offset_unit));
  RETURN_IF_ERROR(reader.Optional("public", &options.is_public));
  RETURN_IF_ERROR(reader.Finish());
  RETURN_IF_ERROR(context.places->Claim(reader, "directory", options.segments.directory));
  return SinkFactory(
      [options, provenance = context.provenance](int) { return MakeSink(options, provenance); });
}

}  // namespace newsmill
