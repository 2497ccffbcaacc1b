#ifndef NEWSMILL_SINKS_DEAD_LETTER_OVERFLOW_H_
#define NEWSMILL_SINKS_DEAD_LETTER_OVERFLOW_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "processors/base/message.h"

namespace newsmill {

// Where the bytes of a message lie that is too large for the dead-letter topic.
struct StoredValue {
  std::string sha256;  // hex
  std::string path;
};

// Writes the message's value (which must be there) to a file of its own in `directory`, durable
// when it returns; the same message always gets the same file. kUnavailable: try again.
absl::StatusOr<StoredValue> StoreValue(const Message& message, const std::string& directory);

}  // namespace newsmill

#endif  // NEWSMILL_SINKS_DEAD_LETTER_OVERFLOW_H_
