#include "ingest/training/json_lines.h"

#include <fmt/format.h>

#include <memory>

#include "ingest/feed/line_reader.h"
#include "processors/base/status_macros.h"

namespace newsmill {
namespace {

constexpr size_t kLongestLine = size_t{64} << 20;

}  // namespace

absl::Status ReadJsonLines(const std::string& path, const JsonLineReader& read) {
  ASSIGN_OR_RETURN(const std::unique_ptr<LineReader> lines, LineReader::Open(path, kLongestLine));
  simdjson::dom::parser parser;
  LineReader::Line line;
  for (size_t number = 1;; ++number) {
    ASSIGN_OR_RETURN(const bool more, lines->Next(&line));
    if (!more) return absl::OkStatus();
    if (line.text.empty()) continue;
    simdjson::dom::element record;
    std::string fault = line.too_long ? "the line is too long" : "";
    if (fault.empty() &&
        parser.parse(line.text.data(), line.text.size()).get(record) != simdjson::SUCCESS) {
      fault = "no JSON object";
    }
    if (fault.empty()) fault = read(record);
    if (!fault.empty()) {
      return absl::InvalidArgumentError(fmt::format("{}:{}: {}", path, number, fault));
    }
  }
}

}  // namespace newsmill
