#ifndef NEWSMILL_INGEST_DEAD_LETTERS_LETTER_REPLAY_H_
#define NEWSMILL_INGEST_DEAD_LETTERS_LETTER_REPLAY_H_

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "ingest/dead_letters/letter_filter.h"
#include "ingest/dead_letters/letter_store.h"
#include "sinks/kafka_producer.h"

namespace newsmill {

struct ReplayCounts {
  int64_t sent = 0;     // with dry_run: would be
  int64_t bytes = 0;    // of their values
  int64_t already = 0;  // replayed or dropped before, and left alone
  int64_t failed = 0;   // cannot be sent; `on_failed` was told each
};

struct ReplayOptions {
  LetterFilter filter;
  std::string to;      // topic; "": where each message came from
  bool again = false;  // also what was replayed or dropped before
  bool dry_run = false;
  KafkaProducerOptions producer;
  std::chrono::seconds timeout{30};  // for one batch to be acknowledged
  std::function<void(const ReplayCounts&)> on_progress = {};
  std::function<void(const DeadLetter&, std::string_view why)> on_failed = {};
};

// Sends the messages of matching letters: key, value and headers as they were, without what was
// added about their death. Each batch is remembered as replayed once the broker has it, so that a
// second replay sends nothing; after a crash in between, at most one batch is sent twice.
// kInvalidArgument: wrong options. kUnavailable: the broker; what it has got is remembered.
absl::StatusOr<ReplayCounts> ReplayLetters(const LetterStore& store, const ReplayOptions& options);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_DEAD_LETTERS_LETTER_REPLAY_H_
