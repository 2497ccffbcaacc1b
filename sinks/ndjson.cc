#include "sinks/ndjson.h"

#include <memory>
#include <string>

#include "processors/base/status_macros.h"
#include "sinks/record_encoder.h"
#include "sinks/segment_sink.h"
#include "sinks/segment_writer.h"

namespace newsmill {
namespace {

// Where a record states its position; unescaped quotes cannot stand inside a string.
constexpr std::string_view kMarker = "\"ingest\":{\"topic\":\"";

SinkOutcome OutcomeOf(const Document& document) {
  return document.action == Action::kUpsert ? SinkOutcome::kDelivered : SinkOutcome::kRetracted;
}

absl::StatusOr<std::unique_ptr<Sink>> MakeSink(const SegmentOptions& options, OffsetUnit unit,
                                               const Provenance& provenance) {
  ASSIGN_OR_RETURN(std::unique_ptr<SegmentWriter> writer, SegmentWriter::Create(options, kMarker));
  const auto encoder = std::make_shared<RecordEncoder>(provenance, unit);
  return NewSegmentSink(
      std::move(writer),
      [encoder](const Document& document, std::string* line) { encoder->Append(document, line); },
      &OutcomeOf);
}

}  // namespace

absl::StatusOr<SinkFactory> NewNdjson(OptionsReader& reader, const SinkContext& context) {
  SegmentOptions options;
  OffsetUnit unit = OffsetUnit::kCodepoint;
  RETURN_IF_ERROR(ReadSegmentOptions(reader, &options));
  RETURN_IF_ERROR(ReadOffsetUnit(reader, &unit));
  RETURN_IF_ERROR(reader.Finish());
  return SinkFactory([options, unit, provenance = context.provenance](int) {
    return MakeSink(options, unit, provenance);
  });
}

}  // namespace newsmill
