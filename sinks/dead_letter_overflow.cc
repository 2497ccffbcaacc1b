#include "sinks/dead_letter_overflow.h"

#include <fcntl.h>

#include "processors/base/status_macros.h"
#include "sinks/posix_file.h"
#include "sinks/sha256.h"

namespace newsmill {
namespace {

// Kafka's topic names are safe file names; a file's messages have none.
std::string FileName(const SourcePosition& position, const std::string& sha256) {
  return std::string(position.topic) + "-" +
         std::to_string(static_cast<int32_t>(position.partition)) + "-" +
         std::to_string(static_cast<int64_t>(position.offset)) + "-" + sha256.substr(0, 16) +
         ".bin";
}

}  // namespace

absl::StatusOr<StoredValue> StoreValue(const Message& message, const std::string& directory) {
  StoredValue stored;
  stored.sha256 = Sha256Hex(*message.value);
  stored.path = directory + "/" + FileName(message.position, stored.sha256);
  if (FileExists(stored.path)) return stored;
  RETURN_IF_ERROR(CreateDirectories(directory));
  const std::string temporary = stored.path + ".tmp";
  {
    ASSIGN_OR_RETURN(const File file, OpenFile(temporary, O_WRONLY | O_CREAT | O_TRUNC));
    RETURN_IF_ERROR(WriteAll(file, *message.value, temporary));
    RETURN_IF_ERROR(SyncFile(file, temporary));
  }
  RETURN_IF_ERROR(RenameFile(temporary, stored.path));
  RETURN_IF_ERROR(SyncDirectory(directory));
  return stored;
}

}  // namespace newsmill
