#ifndef NEWSMILL_INGEST_SERVICE_H_
#define NEWSMILL_INGEST_SERVICE_H_

#include <functional>

#include "absl/status/statusor.h"
#include "ingest/config.h"
#include "ingest/ledger.h"

namespace newsmill {

struct ServiceOptions {
  // End once every partition has been delivered up to the end it had at the start.
  bool until_caught_up = false;
  // Asked several times a second; true begins a clean stop.
  std::function<bool()> should_stop = [] { return false; };
  // Called several times a second, if set.
  std::function<void()> on_tick = {};
  // Told the totals several times a second, if set.
  std::function<void(const LedgerCounts&)> on_progress = {};
};

// The service: one thread a worker, the admin server, and the calling thread, which watches over
// them until a stop is asked for, the feed is caught up with, or a worker fails. Logs a summary at
// the end.
//
// Returns the totals of all messages. Errors: what could not be built or bound, what broke a
// worker (nothing of its batch was committed), or DeadlineExceeded where a blocked sink kept a
// worker from settling before the end.
absl::StatusOr<LedgerCounts> RunService(const Config& config, const ServiceOptions& options);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_SERVICE_H_
