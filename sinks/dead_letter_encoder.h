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

// Appends a message alone, all of it, as one JSON object: {topic, partition, offset, timestamp,
// key_base64, value_base64, headers: [{name or name_base64, value or value_base64}]}. What is
// absent (a null key or value, also of a header) is left out; what is no UTF-8 is in base64.
void AppendMessage(const Message& message, std::string* out);

// Appends the dead letter of a failed document as one JSON object, without the line's end:
// what AppendMessage() writes, and {stage or sink, class, code, reason, attempts, failed_at}.
// `failed_ms` is the Unix time.
void AppendDeadLetter(const Document& document, int64_t failed_ms, std::string* out);

}  // namespace newsmill

#endif  // NEWSMILL_SINKS_DEAD_LETTER_ENCODER_H_
