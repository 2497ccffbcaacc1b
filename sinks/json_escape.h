#ifndef NEWSMILL_SINKS_JSON_ESCAPE_H_
#define NEWSMILL_SINKS_JSON_ESCAPE_H_

#include <cstddef>
#include <string_view>

namespace newsmill {

// The bytes that a byte of a JSON string may become.
inline constexpr size_t kMostEscaped = 6;

// Writes the escape of a control character, a quotation mark or a backslash to `to`; returns its
// end.
char* WriteEscaped(char c, char* to);

// Escapes most of *text to `to`, as far as there is room before `limit`, and takes it away; returns
// the end. What is left is short: less than kLeftBytes where there was room. Bytes behind the end
// are written in vain.
inline constexpr size_t kEscapeLeftBytes = 128;
// Room without which nothing may be written.
inline constexpr size_t kEscapeRoom = 64 + kMostEscaped * 64;
char* EscapeBlocks(std::string_view* text, char* to, const char* limit);

}  // namespace newsmill

#endif  // NEWSMILL_SINKS_JSON_ESCAPE_H_
