#ifndef NEWSMILL_INGEST_STOP_SIGNAL_H_
#define NEWSMILL_INGEST_STOP_SIGNAL_H_

namespace newsmill {

// From now on SIGHUP is noted, and SIGINT and SIGTERM ask for a clean stop; a second one ends the
// process at once with status 1. SIGPIPE and SIGXFSZ are ignored. Call once, before threads start.
void WatchStopSignals();

// Whether a stop was asked for.
bool StopRequested();

// Whether SIGHUP came since the last call.
bool TakeHangup();

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_STOP_SIGNAL_H_
