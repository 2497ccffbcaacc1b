#include "ingest/decode/decode_limits.h"

#include "ingest/decode/json_text.h"
#include "processors/base/status_macros.h"

namespace newsmill {

absl::Status ReadDecodeLimits(OptionsReader& limits, DecodeLimits* out) {
  RETURN_IF_ERROR(
      limits.Optional("max_message_bytes", &out->max_message_bytes, 1 << 10, 256 << 20));
  RETURN_IF_ERROR(limits.Optional("max_text_bytes", &out->max_text_bytes, 1 << 10, 64 << 20));
  RETURN_IF_ERROR(limits.Optional("max_title_bytes", &out->max_title_bytes, 64, 1 << 20));
  return limits.Optional("max_depth", &out->max_depth, 2, kMaxJsonDepth);
}

}  // namespace newsmill
