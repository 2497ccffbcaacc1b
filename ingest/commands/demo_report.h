#ifndef NEWSMILL_INGEST_COMMANDS_DEMO_REPORT_H_
#define NEWSMILL_INGEST_COMMANDS_DEMO_REPORT_H_

#include <ostream>
#include <string>

#include "absl/status/status.h"
#include "ingest/ledger.h"

namespace newsmill {

// Prints what the demo made: outcomes, who said what, the most mentioned names, where the files
// lie in `directory` and what to try next. `colour`: for a terminal.
absl::Status PrintDemoReport(const LedgerCounts& counts, const std::string& directory, bool colour,
                             std::ostream& out);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_COMMANDS_DEMO_REPORT_H_
