#ifndef NEWSMILL_INGEST_TRAINING_JSON_LINES_H_
#define NEWSMILL_INGEST_TRAINING_JSON_LINES_H_

#include <simdjson.h>

#include <functional>
#include <string>

#include "absl/status/status.h"

namespace newsmill {

// Reads one record; "" or what is wrong with it. What it takes from the record must be copied.
using JsonLineReader = std::function<std::string(simdjson::dom::element record)>;

// Gives each line of a corpus that is not empty to `read`: plain, gzip or zstd, lines up to 64 MB.
// Ends at the first fault; the error names file and line.
absl::Status ReadJsonLines(const std::string& path, const JsonLineReader& read);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_TRAINING_JSON_LINES_H_
