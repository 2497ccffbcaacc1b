#ifndef NEWSMILL_INGEST_COMMANDS_EVAL_OUTPUT_H_
#define NEWSMILL_INGEST_COMMANDS_EVAL_OUTPUT_H_

#include <string_view>

#include "ingest/training/reliability.h"

namespace newsmill {

// Prints a table to standard output: a line for each bin that is not empty. Nothing for a table
// without entries.
void PrintReliability(std::string_view name, const ReliabilityTable& table);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_COMMANDS_EVAL_OUTPUT_H_
