#include "sinks/dead_letter_overflow.h"

#include <fcntl.h>

#include "processors/base/status_macros.h"
#include "sinks/dead_letter_encoder.h"
#include "sinks/posix_file.h"
#include "sinks/sha256.h"

namespace newsmill {
namespace {

// Kafka's topic names are safe file names; a file's messages have none.
std::string FileName(const SourcePosition& position, const std::string& sha256) {
  return std::string(position.topic) + "-" +
         std::to_string(static_cast<int32_t>(position.partition)) + "-" +
         std::to_string(static_cast<int64_t>(position.offset)) + "-" + sha256.substr(0, 16);
}

absl::StatusOr<StoredBytes> Store(std::string_view bytes, const SourcePosition& position,
                                  std::string_view suffix, const std::string& directory) {
  StoredBytes stored{.path = {}, .sha256 = Sha256Hex(bytes), .size = bytes.size()};
  stored.path = directory + "/" + FileName(position, stored.sha256) + std::string(suffix);
  if (FileExists(stored.path)) return stored;
  RETURN_IF_ERROR(CreateDirectories(directory));
  const std::string temporary = stored.path + ".tmp";
  {
    ASSIGN_OR_RETURN(const File file, OpenFile(temporary, O_WRONLY | O_CREAT | O_TRUNC));
    RETURN_IF_ERROR(WriteAll(file, bytes, temporary));
    RETURN_IF_ERROR(SyncFile(file, temporary));
  }
  RETURN_IF_ERROR(RenameFile(temporary, stored.path));
  RETURN_IF_ERROR(SyncDirectory(directory));
  return stored;
}

}  // namespace

absl::StatusOr<StoredBytes> StoreValue(const Message& message, const std::string& directory) {
  return Store(*message.value, message.position, ".bin", directory);
}

absl::StatusOr<StoredBytes> StoreMessage(const Message& message, const std::string& directory) {
  std::string json;
  AppendMessage(message, &json);
  return Store(json, message.position, ".json", directory);
}

}  // namespace newsmill
