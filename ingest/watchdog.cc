#include "ingest/watchdog.h"

#include <algorithm>
#include <cstdlib>

#include "ingest/log.h"

namespace newsmill {
namespace {

constexpr int kTurns = 20;  // in one deadline

}  // namespace

Watchdog::Watchdog(const std::vector<PoisonMarker*>& markers, std::chrono::milliseconds deadline)
    : turn_(std::max(deadline / kTurns, std::chrono::milliseconds(1))) {
  for (PoisonMarker* marker : markers) watched_.push_back({.marker = marker});
  thread_ = std::thread([this] { Loop(); });
}

Watchdog::~Watchdog() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void Watchdog::Loop() {
  std::unique_lock lock(mutex_);
  while (!wake_.wait_for(lock, turn_, [this] { return stop_; })) {
    for (Watched& watched : watched_) LookAt(watched);
  }
}

void Watchdog::LookAt(Watched& watched) {
  const uint64_t moves = watched.marker->moves();
  if (!watched.marker->busy() || moves != watched.moves) {
    watched.moves = moves;
    watched.turns = 0;
    return;
  }
  if (++watched.turns < kTurns) return;
  watched.marker->NoteTimeout();
  LogError("a stage does not come back; the process ends",
           {{"newsmill.deadline_ms", std::to_string((turn_ * kTurns).count())}});
  std::abort();
}

}  // namespace newsmill
