#ifndef NEWSMILL_INGEST_DECODE_ENVELOPE_H_
#define NEWSMILL_INGEST_DECODE_ENVELOPE_H_

#include <string>
#include <string_view>

#include "ingest/decode/top_level.h"
#include "processors/base/arena.h"
#include "processors/base/message.h"

namespace newsmill {

// What is inside an envelope: JSON that begins with `{` or `[`, or why there is none.
struct Payload {
  std::string_view json;  // 64 readable bytes follow it
  // The article is in the `data` of this JSON, a CloudEvent.
  bool cloud_event = false;
  std::string_view code;  // a reason code, or "": no failure
  std::string reason;
};

// Opens the envelope of a message that has a value: CloudEvents by its headers (structured or
// binary mode of the Kafka binding), a schema-registry frame by its first byte, or none. A byte
// order mark and white space before the JSON are skipped.
Payload OpenEnvelope(const Message& message);

// What a CloudEvent in structured mode carries in `data` or `data_base64`.
Payload OpenCloudEvent(const TopLevel& event, Arena& arena);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_DECODE_ENVELOPE_H_
