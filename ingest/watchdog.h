#ifndef NEWSMILL_INGEST_WATCHDOG_H_
#define NEWSMILL_INGEST_WATCHDOG_H_

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "ingest/poison_marker.h"

namespace newsmill {

// A thread that ends the process (SIGABRT) when a worker's marker names messages and has not moved
// for `deadline`, after it has noted that in the marker. It counts its own turns, not the clock, so
// that a process which was stopped and continued, or starved, is not taken to hang.
class Watchdog {
 public:
  // The markers must live longer than the watchdog.
  Watchdog(const std::vector<PoisonMarker*>& markers, std::chrono::milliseconds deadline);
  ~Watchdog();
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;

 private:
  struct Watched {
    PoisonMarker* marker;
    uint64_t moves = 0;
    int turns = 0;  // without a move
  };

  void Loop();
  void LookAt(Watched& watched);

  std::vector<Watched> watched_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stop_ = false;
  const std::chrono::milliseconds turn_;
  std::thread thread_;
};

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_WATCHDOG_H_
