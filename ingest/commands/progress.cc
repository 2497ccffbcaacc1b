#include "ingest/commands/progress.h"

#include <unistd.h>

#include <cstdio>

namespace newsmill {
namespace {

constexpr std::chrono::milliseconds kFirst{1000};
constexpr std::chrono::milliseconds kInterval{200};

}  // namespace

ProgressLine::ProgressLine(std::string_view noun)
    : noun_(noun),
      terminal_(isatty(STDERR_FILENO) == 1),
      start_(Clock::now()),
      next_(start_ + kFirst) {}

ProgressLine::~ProgressLine() {
  if (shown_) std::fputs("\r\x1b[K", stderr);
}

void ProgressLine::Update(int64_t count, int64_t bytes) {
  if (!terminal_) return;
  const Clock::time_point now = Clock::now();
  if (now < next_) return;
  next_ = now + kInterval;
  shown_ = true;
  const double seconds = std::chrono::duration<double>(now - start_).count();
  const double megabytes = static_cast<double>(bytes) / 1e6;
  std::fprintf(stderr, "\r\x1b[K%lld %s, %.1f MB, %.0f %s/s, %.1f MB/s",
               static_cast<long long>(count), noun_.c_str(), megabytes,
               static_cast<double>(count) / seconds, noun_.c_str(), megabytes / seconds);
  std::fflush(stderr);
}

}  // namespace newsmill
