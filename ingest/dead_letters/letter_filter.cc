#include "ingest/dead_letters/letter_filter.h"

#include <algorithm>

#include "ingest/decode/dates.h"

namespace newsmill {
namespace {

bool Allows(const std::vector<std::string>& allowed, std::string_view value) {
  return allowed.empty() || std::find(allowed.begin(), allowed.end(), value) != allowed.end();
}

}  // namespace

bool LetterFilter::empty() const {
  return codes.empty() && stages.empty() && sinks.empty() && topics.empty() && ids.empty() &&
         positions.empty() && !since && !until;
}

bool LetterFilter::Matches(const DeadLetter& letter) const {
  if (!Allows(codes, letter.code) || !Allows(stages, letter.stage) || !Allows(sinks, letter.sink) ||
      !Allows(topics, letter.topic) || !Allows(positions, letter.position())) {
    return false;
  }
  if (since || until) {
    const std::optional<int64_t> failed = ParseDate(letter.failed_at);
    if (!failed || (since && *failed < *since) || (until && *failed >= *until)) return false;
  }
  // Last: it may have to decode the message.
  return ids.empty() || (letter.key.has_value() && Allows(ids, *letter.key)) ||
         Allows(ids, ArticleId(letter));
}

absl::Status ReadTime(std::string_view flag, std::string_view text,
                      std::optional<int64_t>* unix_ms) {
  if (text.empty()) return absl::OkStatus();
  *unix_ms = ParseDate(text);
  if (unix_ms->has_value()) return absl::OkStatus();
  return absl::InvalidArgumentError(std::string(flag) + " " + std::string(text) +
                                    " is no time, as 2026-01-02 or 2026-01-02T03:04:05Z are");
}

}  // namespace newsmill
