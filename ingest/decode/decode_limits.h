#ifndef NEWSMILL_INGEST_DECODE_DECODE_LIMITS_H_
#define NEWSMILL_INGEST_DECODE_DECODE_LIMITS_H_

#include "absl/status/status.h"
#include "processors/base/options_reader.h"

namespace newsmill {

// What a single message may cost. Anything over is a dead letter (too_large, too_deep), so raising
// a limit lets more through for more memory in a worker.
struct DecodeLimits {
  // The whole message. [1 KiB, 256 MiB]
  int max_message_bytes = 8 << 20;
  // The normalised text of the body. [1 KiB, 64 MiB]
  int max_text_bytes = 1 << 20;
  // The normalised title. [64, 1 MiB]
  int max_title_bytes = 4 << 10;
  // Nested arrays and objects, the message itself counted as one. [2, 1024]
  int max_depth = 64;
};

// Reads the four keys from the map `limits:`, which may hold others too; does not finish it.
absl::Status ReadDecodeLimits(OptionsReader& limits, DecodeLimits* out);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_DECODE_DECODE_LIMITS_H_
