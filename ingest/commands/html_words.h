#ifndef NEWSMILL_INGEST_COMMANDS_HTML_WORDS_H_
#define NEWSMILL_INGEST_COMMANDS_HTML_WORDS_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "processors/base/annotations.h"

namespace newsmill {

// What a reader of an article calls what was found in it. Plain text, to be escaped for HTML where
// it holds a unit.

// "0.50" and "50 %", of what is clamped to 0 to 1.
std::string ScoreText(float score);
std::string PercentText(float score);

// "1,234,567.5 EUR"; "2021-05-03", "17:30" or "1990s" where the unit says that the value is written
// so.
std::string FigureText(const ClaimNumber& number);

// "2026-03-10 13:05 UTC"
std::string DayAndTime(int64_t unix_ms);

// "person", "place".
std::string_view WordFor(EntityType type);
// "quoted", "partly quoted".
std::string_view WordFor(ClaimKind kind);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_COMMANDS_HTML_WORDS_H_
