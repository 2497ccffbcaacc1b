#ifndef NEWSMILL_INGEST_DEAD_LETTERS_DEAD_LETTER_H_
#define NEWSMILL_INGEST_DEAD_LETTERS_DEAD_LETTER_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace newsmill {

// A dead letter as it lies in a directory or on a topic, with the message that it is about.
struct DeadLetter {
  // What tells it from all others where it lies: "topic/partition/offset@failed_at" in a directory,
  // its own "partition/offset" on a topic.
  std::string key_in_store;

  // The message, as it was.
  std::string topic;
  int32_t partition = 0;
  int64_t offset = 0;
  std::string timestamp;  // RFC 3339, or ""
  std::optional<std::string> key;
  std::optional<std::string> value;  // absent: a tombstone, or in `file`
  std::vector<std::pair<std::string, std::optional<std::string>>> headers;

  // Why it is dead (docs/reason-codes.md).
  std::string stage, sink, kind, code, reason, failed_at;
  int attempts = 1;

  // Where the topic was too small: the file that holds the value, its SHA-256 ("" once it is
  // loaded) and size.
  std::string file, file_sha256;
  int64_t file_size = 0;
  // The file holds key, headers and value (see AppendMessage), of which the letter has none.
  bool all_in_file = false;

  // "topic/partition/offset"
  std::string position() const {
    return topic + "/" + std::to_string(partition) + "/" + std::to_string(offset);
  }
};

// Called for one letter after the other; anything but OK ends the reading with that status.
using DeadLetterVisitor = std::function<absl::Status(DeadLetter&)>;

// Reads a line of a dead-letter directory; nothing where it is none.
std::optional<DeadLetter> ParseDeadLetterLine(std::string_view line);

// Takes a record's headers apart: what the message had itself stays in letter->headers, what says
// why it is dead goes to the other members. False where the record is no dead letter.
bool TakeDeadLetterHeaders(DeadLetter* letter);

// Whether a header is about a death, newsmill's or Kafka Connect's, and no part of the message.
bool IsDeadLetterHeader(std::string_view name);

// Completes a letter whose value, or all of its message, lies in a file: from there, or from the
// file of that name in `overflow` (if not empty). kNotFound, or kDataLoss where the file holds
// other bytes.
absl::Status LoadMessage(const std::string& overflow, DeadLetter* letter);

// The article's id as far as it can be told: what the message states, else its key, else "".
std::string ArticleId(const DeadLetter& letter);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_DEAD_LETTERS_DEAD_LETTER_H_
