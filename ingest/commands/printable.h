#ifndef NEWSMILL_INGEST_COMMANDS_PRINTABLE_H_
#define NEWSMILL_INGEST_COMMANDS_PRINTABLE_H_

#include <string>
#include <string_view>

namespace newsmill {

// `text` (UTF-8) on one line, and without control characters, which could play tricks with a
// terminal.
std::string Printable(std::string_view text);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_COMMANDS_PRINTABLE_H_
