#ifndef NEWSMILL_INGEST_COMMANDS_PROGRESS_H_
#define NEWSMILL_INGEST_COMMANDS_PROGRESS_H_

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace newsmill {

// A line on standard error that says how far long work has come: only where that is a terminal,
// and from the second second on. One thread.
class ProgressLine {
 public:
  // `noun`: what is counted, "articles".
  explicit ProgressLine(std::string_view noun);
  ~ProgressLine();  // wipes the line

  void Update(int64_t count, int64_t bytes);

 private:
  using Clock = std::chrono::steady_clock;

  const std::string noun_;
  const bool terminal_;
  const Clock::time_point start_;
  Clock::time_point next_;
  bool shown_ = false;
};

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_COMMANDS_PROGRESS_H_
