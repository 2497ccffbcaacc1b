#ifndef NEWSMILL_SINKS_NDJSON_DEAD_LETTERS_H_
#define NEWSMILL_SINKS_NDJSON_DEAD_LETTERS_H_

#include "absl/status/statusor.h"
#include "processors/base/options_reader.h"
#include "sinks/builtin.h"
#include "sinks/sink.h"

namespace newsmill {

// `ndjson: {directory, max_segment_mb, max_segment_s, compression}` under `dead_letters`: failed
// documents, raw and with the reason, one line each (see AppendDeadLetter()).
absl::StatusOr<SinkFactory> NewNdjsonDeadLetters(OptionsReader& reader, const SinkContext& context);

}  // namespace newsmill

#endif  // NEWSMILL_SINKS_NDJSON_DEAD_LETTERS_H_
