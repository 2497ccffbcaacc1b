#include "ingest/stop_signal.h"

#include <signal.h>
#include <unistd.h>

#include <atomic>

namespace newsmill {
namespace {

std::atomic<bool> stop_requested = false;
std::atomic<bool> hangup = false;
static_assert(std::atomic<bool>::is_always_lock_free);

void OnStopSignal(int /*signal*/) {
  if (stop_requested.exchange(true)) _exit(1);
}

void OnHangup(int /*signal*/) { hangup = true; }

}  // namespace

void WatchStopSignals() {
  struct sigaction action = {};
  action.sa_handler = OnStopSignal;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  action.sa_handler = OnHangup;
  sigaction(SIGHUP, &action, nullptr);
  action.sa_handler = SIG_IGN;
  sigaction(SIGPIPE, &action, nullptr);
  // A file-size limit is then an error of the write, which a sink waits out.
  sigaction(SIGXFSZ, &action, nullptr);
}

bool StopRequested() { return stop_requested; }

bool TakeHangup() { return hangup.exchange(false); }

}  // namespace newsmill
