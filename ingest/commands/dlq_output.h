#ifndef NEWSMILL_INGEST_COMMANDS_DLQ_OUTPUT_H_
#define NEWSMILL_INGEST_COMMANDS_DLQ_OUTPUT_H_

#include <ostream>
#include <string_view>

#include "ingest/dead_letters/dead_letter.h"

namespace newsmill {

// How `newsmill dlq` shows letters. `handled` is "replayed", "dropped" or "".

void PrintLetterTableHead(std::ostream& out);
// One line of the table.
void PrintLetterRow(const DeadLetter& letter, std::string_view handled, std::ostream& out);
// One JSON object and the line's end; without the value's bytes.
void PrintLetterJson(const DeadLetter& letter, std::string_view handled, std::ostream& out);
// Everything, with the head of the value, on several lines.
void PrintLetterWhole(const DeadLetter& letter, std::string_view handled, std::ostream& out);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_COMMANDS_DLQ_OUTPUT_H_
