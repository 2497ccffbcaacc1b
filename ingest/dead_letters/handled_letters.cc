#include "ingest/dead_letters/handled_letters.h"

#include <fcntl.h>

#include <filesystem>

#include "processors/base/status_macros.h"
#include "sinks/segment_file.h"

namespace newsmill {

absl::StatusOr<HandledLetters> HandledLetters::Read(const std::string& path) {
  HandledLetters handled;
  handled.path_ = path;
  RETURN_IF_ERROR(handled.Load());
  return handled;
}

absl::StatusOr<HandledLetters> HandledLetters::Open(const std::string& path) {
  HandledLetters handled;
  handled.path_ = path;
  const std::string folder = std::filesystem::path(path).parent_path().string();
  if (!folder.empty()) RETURN_IF_ERROR(CreateDirectories(folder));
  ASSIGN_OR_RETURN(handled.file_, OpenFile(path, O_WRONLY | O_CREAT | O_APPEND));
  if (!TryLock(handled.file_)) {
    return absl::UnavailableError(path + " is in use by another replay or drop");
  }
  RETURN_IF_ERROR(handled.Load());
  return handled;
}

absl::Status HandledLetters::Load() {
  const absl::Status read = ForEachLine(path_, [this](std::string_view line) {
    const size_t tab = line.find('\t');
    if (tab != std::string_view::npos) {
      what_.insert_or_assign(std::string(line.substr(tab + 1)), std::string(line.substr(0, tab)));
    }
    return true;
  });
  return absl::IsNotFound(read) ? absl::OkStatus() : read;
}

std::string_view HandledLetters::WhatOf(const std::string& key) const {
  const auto found = what_.find(key);
  return found == what_.end() ? std::string_view() : found->second;
}

absl::Status HandledLetters::Add(std::string_view what, std::span<const std::string> keys) {
  // Begins a line of its own even where a crash left half of one.
  std::string lines = "\n";
  for (const std::string& key : keys) {
    lines.append(what).append("\t").append(key).append("\n");
    what_.insert_or_assign(key, std::string(what));
  }
  RETURN_IF_ERROR(WriteAll(file_, lines, path_));
  return SyncFile(file_, path_);
}

}  // namespace newsmill
