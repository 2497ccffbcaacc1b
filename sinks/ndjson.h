#ifndef NEWSMILL_SINKS_NDJSON_H_
#define NEWSMILL_SINKS_NDJSON_H_

#include "absl/status/statusor.h"
#include "processors/base/options_reader.h"
#include "sinks/builtin.h"
#include "sinks/sink.h"

namespace newsmill {

// `ndjson: {directory, offset_unit, max_segment_mb, max_segment_s, compression, public}`: every
// revision as one line of newsmill.enriched.v1, retractions and deletions too.
absl::StatusOr<SinkFactory> NewNdjson(OptionsReader& reader, const SinkContext& context);

}  // namespace newsmill

#endif  // NEWSMILL_SINKS_NDJSON_H_
