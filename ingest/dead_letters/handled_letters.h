#ifndef NEWSMILL_INGEST_DEAD_LETTERS_HANDLED_LETTERS_H_
#define NEWSMILL_INGEST_DEAD_LETTERS_HANDLED_LETTERS_H_

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "sinks/posix_file.h"

namespace newsmill {

// Remembers which dead letters were replayed or dropped, in a file of lines "what TAB key". One
// process at a time may have it open for changes; reading needs no lock. One thread.
class HandledLetters {
 public:
  // Reads the file, which need not exist.
  static absl::StatusOr<HandledLetters> Read(const std::string& path);
  // As Read(), and locks it for Add(). kUnavailable: another process has it, or it cannot be
  // written to.
  static absl::StatusOr<HandledLetters> Open(const std::string& path);

  // "replayed", "dropped", or "" where the letter is still open.
  std::string_view WhatOf(const std::string& key) const;

  // Remembers it; durable when it returns.
  absl::Status Add(std::string_view what, std::span<const std::string> keys);

  const std::string& path() const { return path_; }

 private:
  absl::Status Load();

  std::string path_;
  File file_;
  std::map<std::string, std::string, std::less<>> what_;
};

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_DEAD_LETTERS_HANDLED_LETTERS_H_
