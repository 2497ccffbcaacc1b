#ifndef NEWSMILL_INGEST_DEAD_LETTERS_LETTER_FILTER_H_
#define NEWSMILL_INGEST_DEAD_LETTERS_LETTER_FILTER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "ingest/dead_letters/dead_letter.h"

namespace newsmill {

// Which dead letters are meant: those that satisfy every part that is given; of a list, one item is
// enough.
struct LetterFilter {
  std::vector<std::string> codes, stages, sinks, topics, ids;
  std::vector<std::string> positions;   // "topic/partition/offset"
  std::optional<int64_t> since, until;  // of failed_at, Unix ms; until is exclusive

  bool empty() const;
  bool Matches(const DeadLetter& letter) const;
};

// Reads a date or a time (RFC 3339, or the date alone: midnight UTC) into *unix_ms; "" leaves it.
absl::Status ReadTime(std::string_view flag, std::string_view text,
                      std::optional<int64_t>* unix_ms);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_DEAD_LETTERS_LETTER_FILTER_H_
