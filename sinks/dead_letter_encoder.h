#ifndef NEWSMILL_SINKS_DEAD_LETTER_ENCODER_H_
#define NEWSMILL_SINKS_DEAD_LETTER_ENCODER_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "processors/base/document.h"

namespace newsmill {

// A dead letter's reason is cut to this many bytes.
inline constexpr size_t kMaxReasonBytes = 1024;

// Why a document is dead, as it is stated beside its bytes: all valid UTF-8.
struct DeadLetterReason {
  std::string_view stage;  // "" where a sink refused it
  std::string_view sink;   // "" where a stage failed
  std::string_view kind;   // `class`: "decode", "stage" or "sink"
  std::string_view code;
  std::string reason;  // at most kMaxReasonBytes
};

DeadLetterReason ReasonOf(const Document& document);

// Appends the dead letter of a failed document as one JSON object, without the line's end:
// {topic, partition, offset, timestamp, key_base64, value_base64, headers: [{name, value or
// value_base64}], stage or sink, class, code, reason, attempts, failed_at}. What is absent (a null
// key or value) is left out. `failed_ms` is the Unix time.
void AppendDeadLetter(const Document& document, int64_t failed_ms, std::string* out);

}  // namespace newsmill

#endif  // NEWSMILL_SINKS_DEAD_LETTER_ENCODER_H_
