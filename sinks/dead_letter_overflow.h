#ifndef NEWSMILL_SINKS_DEAD_LETTER_OVERFLOW_H_
#define NEWSMILL_SINKS_DEAD_LETTER_OVERFLOW_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "processors/base/message.h"

namespace newsmill {

// Where the bytes of a message lie that is too large for the dead-letter topic.
struct StoredBytes {
  std::string path;
  std::string sha256;  // of the file, hex
  size_t size = 0;     // of the file
};

// Writes the message's value (which must be there) to a file of its own in `directory`, durable
// when it returns; the same message always gets the same file. Errors are retried (IsRetried).
absl::StatusOr<StoredBytes> StoreValue(const Message& message, const std::string& directory);

// The same with the whole message: key, headers and value, as AppendMessage() writes them.
absl::StatusOr<StoredBytes> StoreMessage(const Message& message, const std::string& directory);

}  // namespace newsmill

#endif  // NEWSMILL_SINKS_DEAD_LETTER_OVERFLOW_H_
