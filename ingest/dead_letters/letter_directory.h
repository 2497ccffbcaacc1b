#ifndef NEWSMILL_INGEST_DEAD_LETTERS_LETTER_DIRECTORY_H_
#define NEWSMILL_INGEST_DEAD_LETTERS_LETTER_DIRECTORY_H_

#include <cstdint>
#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "ingest/dead_letters/dead_letter.h"

namespace newsmill {

// The finished segments of a dead-letter directory (see SegmentDirectory), oldest first. Lines that
// are no dead letters are passed over. kNotFound: no such directory.
absl::Status VisitDirectory(const std::string& directory, const DeadLetterVisitor& visit);

// Removes the letters that `is_dropped` chooses, segment by segment: each is replaced by one
// rename, or removed where nothing is left of it. Returns how many letters were removed; after an
// error that is unknown, and those segments that were done stay done. May run beside the service,
// which never changes a finished segment and does not write a removed letter again.
absl::StatusOr<int64_t> DropFromDirectory(const std::string& directory,
                                          const std::function<bool(const DeadLetter&)>& is_dropped);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_DEAD_LETTERS_LETTER_DIRECTORY_H_
