#ifndef NEWSMILL_INGEST_DECODE_DATES_H_
#define NEWSMILL_INGEST_DECODE_DATES_H_

#include <cstdint>
#include <optional>
#include <string_view>

namespace newsmill {

// Milliseconds since the Unix epoch of a date as publishers write it:
//   2026-01-02T03:04:05.123456+02:00   RFC 3339; `t`, `z`, a space and missing seconds pass too
//   20260102T030405Z                   ISO 8601 basic form
//   2026-01-02, 20260102               midnight UTC
// Without a zone the time is taken as UTC. Nothing for anything else, and for dates that do not
// exist.
std::optional<int64_t> ParseDate(std::string_view text);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_DECODE_DATES_H_
