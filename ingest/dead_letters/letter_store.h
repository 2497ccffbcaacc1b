#ifndef NEWSMILL_INGEST_DEAD_LETTERS_LETTER_STORE_H_
#define NEWSMILL_INGEST_DEAD_LETTERS_LETTER_STORE_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "ingest/dead_letters/dead_letter.h"
#include "ingest/dead_letters/handled_letters.h"
#include "ingest/dead_letters/kafka_letters.h"
#include "ingest/dead_letters/letter_filter.h"

namespace newsmill {

// Where dead letters lie: a directory (`directory` is set) or a topic.
struct LetterStore {
  std::string directory;
  LetterTopic topic;     // its brokers are where a directory's letters are replayed to
  std::string overflow;  // where values lie that the topic was too small for, if they were moved
  std::string handled_path;  // which letters were replayed or dropped; "": DefaultHandledPath()

  bool is_directory() const { return !directory.empty(); }
  // "<directory>/.newsmill/replayed", or "newsmill-state/dlq-<topic>" in the current folder.
  std::string HandledPath() const;
};

// Sets what `store` leaves open to what the service's configuration says of its dead letters and of
// its brokers. kNotFound, kInvalidArgument: the file, with the line.
absl::Status ReadStoreOfConfig(const std::string& path, LetterStore* store);

// All letters, in the order in which they were written.
absl::Status VisitLetters(const LetterStore& store, const DeadLetterVisitor& visit);

struct DropCounts {
  int64_t dropped = 0;
  int64_t already = 0;  // replayed or dropped before; in a directory they are removed, too
};

struct DropOptions {
  LetterFilter filter;
  bool dry_run = false;
  // On a topic: has the broker delete what lies before the first letter that is still open.
  bool delete_records = false;
};

// Drops the letters that match: removed from a directory; on a topic noted as handled.
absl::StatusOr<DropCounts> DropLetters(const LetterStore& store, const DropOptions& options);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_DEAD_LETTERS_LETTER_STORE_H_
