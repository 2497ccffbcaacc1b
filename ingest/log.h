#ifndef NEWSMILL_INGEST_LOG_H_
#define NEWSMILL_INGEST_LOG_H_

#include <initializer_list>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "processors/base/options_reader.h"

namespace newsmill {

struct LogOptions {
  // "debug", "info", "warn" or "error".
  std::string level = "info";
  // "json": one object a line with Elastic Common Schema names; "text": for people; "auto": text
  // on a terminal.
  std::string format = "auto";
  // Where lines go; "": standard error. The file is appended to.
  std::string file;
};

absl::Status ReadLogOptions(OptionsReader& reader, LogOptions* options);

// Sends log lines of the whole process where `options` say. Call once, before threads start. A file
// that cannot be opened is an error.
absl::Status StartLog(const LogOptions& options);

// From now on this level counts. The log file, if any, is opened anew by its name: for tools that
// move it away. Thread-safe.
absl::Status ReopenLog(const std::string& level);

// A field of a log line, named as in the Elastic Common Schema ("kafka.topic", "error.message").
struct LogField {
  std::string_view name;
  std::string value;
};

// Thread-safe. `message` is a fixed phrase; what varies goes into the fields.
void LogDebug(std::string_view message, std::initializer_list<LogField> fields = {});
void LogInfo(std::string_view message, std::initializer_list<LogField> fields = {});
void LogWarning(std::string_view message, std::initializer_list<LogField> fields = {});
void LogError(std::string_view message, std::initializer_list<LogField> fields = {});

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_LOG_H_
