#include "ingest/poison_store.h"

#include <fcntl.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <optional>
#include <system_error>
#include <thread>

#include "ingest/log.h"
#include "processors/base/status_macros.h"
#include "sinks/segment_file.h"

namespace newsmill {
namespace {

constexpr std::string_view kMarkerSuffix = ".marker";
// Those of partitions that nobody reads any more must not pile up.
constexpr size_t kMaxSuspects = 4096;

template <typename Number>
bool ParseNumber(std::string_view text, Number* number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), *number);
  return error == std::errc() && end == text.data() + text.size();
}

std::vector<std::string_view> Fields(std::string_view line) {
  std::vector<std::string_view> fields;
  for (size_t tab = 0; (tab = line.find('\t')) != std::string_view::npos;) {
    fields.push_back(line.substr(0, tab));
    line.remove_prefix(tab + 1);
  }
  fields.push_back(line);
  return fields;
}

// poison or suspect, topic, partition, first, last, code, stage. A line that is none is left out:
// the worst that follows is one more death.
std::string Encode(const Suspects& suspects) {
  const OffsetRange& range = suspects.range;
  std::string line = suspects.poison ? "poison" : "suspect";
  line += '\t' + range.topic + '\t' + std::to_string(static_cast<int32_t>(range.partition));
  line += '\t' + std::to_string(static_cast<int64_t>(range.first));
  line += '\t' + std::to_string(static_cast<int64_t>(range.last));
  return line + '\t' + suspects.code + '\t' + suspects.stage + '\n';
}

std::optional<Suspects> Decode(std::string_view line) {
  const std::vector<std::string_view> fields = Fields(line);
  int32_t partition = 0;
  int64_t first = 0;
  int64_t last = 0;
  if (fields.size() != 7 || !ParseNumber(fields[2], &partition) ||
      !ParseNumber(fields[3], &first) || !ParseNumber(fields[4], &last)) {
    return std::nullopt;
  }
  return Suspects{.range = {.topic = std::string(fields[1]),
                            .partition = static_cast<Partition>(partition),
                            .first = static_cast<Offset>(first),
                            .last = static_cast<Offset>(last)},
                  .poison = fields[0] == "poison",
                  .code = std::string(fields[5]),
                  .stage = std::string(fields[6])};
}

// One line for each death, about the first of the partitions.
void Tell(const MarkedDeath& death) {
  const OffsetRange& range = death.in_process.front();
  LogError(death.alone ? "a message ended the process again; it will not be processed"
                       : "a stage ended the process; what it had in process runs one by one",
           {{"event.code", std::string(death.code)},
            {"newsmill.stage", death.stage},
            {"newsmill.partitions", std::to_string(death.in_process.size())},
            {"kafka.topic", range.topic},
            {"kafka.partition", std::to_string(static_cast<int32_t>(range.partition))},
            {"newsmill.first_offset", std::to_string(static_cast<int64_t>(range.first))},
            {"newsmill.last_offset", std::to_string(static_cast<int64_t>(range.last))}});
}

void PoisonFirst(std::vector<Suspects>* suspects) {
  std::stable_partition(suspects->begin(), suspects->end(), [](const auto& s) { return s.poison; });
}

bool IsBefore(const Suspects& suspects, const NextOffset& committed) {
  return suspects.range.topic == committed.partition.topic &&
         suspects.range.partition == committed.partition.partition &&
         suspects.range.last < committed.offset;
}

}  // namespace

PoisonStore::PoisonStore(const std::string& state_directory)
    : directory_(state_directory + "/poison"), suspects_path_(directory_ + "/suspects.tsv") {}

absl::StatusOr<File> PoisonStore::Lock() const {
  RETURN_IF_ERROR(CreateDirectories(directory_));
  const std::string path = directory_ + "/lock";
  ASSIGN_OR_RETURN(File file, OpenFile(path, O_RDWR | O_CREAT));
  constexpr int kAttempts = 500;  // five seconds: far longer than any holder needs
  for (int i = 0; i < kAttempts; ++i) {
    if (TryLock(file)) return file;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return absl::UnavailableError(path + " is locked by another process");
}

absl::StatusOr<std::unique_ptr<PoisonMarker>> PoisonStore::NewMarker() const {
  // Under the lock, so that nobody takes the new file for a dead worker's before it is locked.
  ASSIGN_OR_RETURN(const File lock, Lock());
  for (int number = 0;; ++number) {
    const std::string path = directory_ + "/" + std::to_string(number) + std::string(kMarkerSuffix);
    if (!FileExists(path)) return PoisonMarker::Create(path);
  }
}

absl::StatusOr<std::vector<Suspects>> PoisonStore::Load() const {
  ASSIGN_OR_RETURN(const File lock, Lock());
  ASSIGN_OR_RETURN(std::vector<Suspects> suspects, Read());
  std::vector<std::string> markers;
  std::error_code error;
  for (std::filesystem::directory_iterator file(directory_, error), end; !error && file != end;
       file.increment(error)) {
    if (file->path().extension() == kMarkerSuffix) markers.push_back(file->path().string());
  }
  if (error) return absl::UnavailableError("cannot list " + directory_ + ": " + error.message());
  for (const std::string& marker : markers) RETURN_IF_ERROR(TakeIn(marker, &suspects));
  PoisonFirst(&suspects);
  return suspects;
}

absl::Status PoisonStore::TakeIn(const std::string& marker, std::vector<Suspects>* suspects) const {
  const absl::StatusOr<File> file = OpenFile(marker, O_RDWR);
  if (absl::IsNotFound(file.status())) return absl::OkStatus();  // ended just now
  RETURN_IF_ERROR(file.status());
  if (!TryLock(*file)) return absl::OkStatus();  // its worker lives
  ASSIGN_OR_RETURN(const std::optional<MarkedDeath> death, ReadMarker(marker));
  if (death.has_value() && !death->in_process.empty()) {
    Tell(*death);
    for (const OffsetRange& range : death->in_process) {
      suspects->push_back({.range = range,
                           .poison = death->alone,
                           .code = std::string(death->code),
                           .stage = death->stage});
    }
    RETURN_IF_ERROR(Write(*suspects));
  }
  return RemoveFile(marker);
}

absl::StatusOr<std::vector<Suspects>> PoisonStore::Drop(
    std::span<const NextOffset> committed) const {
  ASSIGN_OR_RETURN(const File lock, Lock());
  ASSIGN_OR_RETURN(std::vector<Suspects> suspects, Read());
  const size_t dropped = std::erase_if(suspects, [&](const Suspects& one) {
    return std::any_of(committed.begin(), committed.end(),
                       [&](const NextOffset& next) { return IsBefore(one, next); });
  });
  if (dropped > 0) RETURN_IF_ERROR(Write(suspects));
  PoisonFirst(&suspects);
  return suspects;
}

absl::StatusOr<std::vector<Suspects>> PoisonStore::Read() const {
  std::vector<Suspects> suspects;
  absl::Status read = ForEachLine(suspects_path_, [&](std::string_view line) {
    if (std::optional<Suspects> one = Decode(line)) suspects.push_back(*std::move(one));
    return true;
  });
  if (!read.ok() && !absl::IsNotFound(read)) return read;
  return suspects;
}

absl::Status PoisonStore::Write(std::span<const Suspects> suspects) const {
  if (suspects.size() > kMaxSuspects) suspects = suspects.last(kMaxSuspects);
  std::string text;
  for (const Suspects& one : suspects) text += Encode(one);
  const std::string temporary = suspects_path_ + ".tmp";
  {
    ASSIGN_OR_RETURN(const File file, OpenFile(temporary, O_WRONLY | O_CREAT | O_TRUNC));
    RETURN_IF_ERROR(WriteAll(file, text, temporary));
    RETURN_IF_ERROR(SyncFile(file, temporary));
  }
  RETURN_IF_ERROR(RenameFile(temporary, suspects_path_));
  return SyncDirectory(directory_);
}

}  // namespace newsmill
