#include "ingest/poison_marker.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstring>

#include "processors/base/reason_codes.h"
#include "processors/base/status_macros.h"

namespace newsmill {
namespace {

constexpr std::string_view kMagic = "nm-poison-1";
constexpr size_t kRanges = 64;
constexpr size_t kSignalStackBytes = size_t{64} << 10;
constexpr int kFatalSignals[] = {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL};

enum Verdict : uint32_t { kNone = 0, kCrash = 1, kTimeout = 2 };

struct FileRange {
  char topic[256];  // Kafka's topics have at most 249 bytes
  int32_t partition;
  int64_t first;
  int64_t last;
};

template <size_t kSize>
void CopyText(std::string_view text, char (&to)[kSize]) {
  const size_t size = std::min(text.size(), kSize - 1);
  std::memcpy(to, text.data(), size);
  to[size] = '\0';
}

template <size_t kSize>
std::string ReadText(const char (&from)[kSize]) {
  return {from, ::strnlen(from, kSize)};
}

}  // namespace

// As it lies in the file. A dead process's is read by the same program or a later one, so a change
// of the layout needs another kMagic.
struct PoisonMarker::Contents {
  char magic[16];
  std::atomic<uint64_t> moves;
  std::atomic<uint32_t> busy;
  std::atomic<uint32_t> verdict;
  uint32_t alone;
  uint32_t ranges;
  char stage[64];
  FileRange range[kRanges];
};
static_assert(std::atomic<uint64_t>::is_always_lock_free &&
              std::atomic<uint32_t>::is_always_lock_free);

namespace {

// The stack on which a thread's signal handler runs, so that an overflow of its own is caught, too.
// The thread gets back what it had before it ends.
class SignalStack {
 public:
  SignalStack() : bytes_(kSignalStackBytes) {
    const stack_t stack = {.ss_sp = bytes_.data(), .ss_flags = 0, .ss_size = bytes_.size()};
    ::sigaltstack(&stack, &before_);
  }
  ~SignalStack() { ::sigaltstack(&before_, nullptr); }
  SignalStack(const SignalStack&) = delete;
  SignalStack& operator=(const SignalStack&) = delete;

 private:
  std::vector<char> bytes_;
  stack_t before_ = {};
};

thread_local PoisonMarker::Contents* watched_contents = nullptr;

void Note(PoisonMarker::Contents* contents, Verdict verdict) {
  uint32_t none = kNone;
  if (contents->busy != 0) contents->verdict.compare_exchange_strong(none, verdict);
}

// Async-signal-safe: writes to mapped memory, and lets the signal do what it does without us.
void OnFatalSignal(int signal, siginfo_t* info, void* /*context*/) {
  const bool from_outside = info->si_code <= 0 && info->si_pid != ::getpid();
  if (!from_outside && watched_contents != nullptr) Note(watched_contents, kCrash);
  ::signal(signal, SIG_DFL);
  ::raise(signal);
}

absl::StatusOr<PoisonMarker::Contents*> Map(const File& file, const std::string& path) {
  void* memory = ::mmap(nullptr, sizeof(PoisonMarker::Contents), PROT_READ | PROT_WRITE, MAP_SHARED,
                        file.descriptor(), 0);
  if (memory == MAP_FAILED) return SystemError("map", path);
  return static_cast<PoisonMarker::Contents*>(memory);
}

MarkedDeath DeathOf(const PoisonMarker::Contents& contents) {
  MarkedDeath death;
  death.code = contents.verdict == kCrash ? kReasonStageCrash : kReasonStageTimeout;
  death.stage = ReadText(contents.stage);
  death.alone = contents.alone != 0;
  for (size_t i = 0; i < std::min<size_t>(contents.ranges, kRanges); ++i) {
    const FileRange& range = contents.range[i];
    death.in_process.push_back({ReadText(range.topic), static_cast<Partition>(range.partition),
                                static_cast<Offset>(range.first), static_cast<Offset>(range.last)});
  }
  return death;
}

}  // namespace

PoisonMarker::PoisonMarker(std::string path, File file, Contents* contents)
    : path_(std::move(path)), file_(std::move(file)), contents_(contents) {
  static_assert(kMaxRanges == kRanges);
}

absl::StatusOr<std::unique_ptr<PoisonMarker>> PoisonMarker::Create(const std::string& path) {
  ASSIGN_OR_RETURN(File file, OpenFile(path, O_RDWR | O_CREAT | O_EXCL));
  if (!TryLock(file)) return SystemError("lock", path);
  // Its blocks must be there: a full disk would kill whoever writes to the mapping.
  if (const int error = ::posix_fallocate(file.descriptor(), 0, sizeof(Contents)); error != 0) {
    errno = error;
    absl::Status status = SystemError("allocate", path);
    ::unlink(path.c_str());
    return status;
  }
  ASSIGN_OR_RETURN(Contents* const contents, Map(file, path));
  CopyText(kMagic, contents->magic);
  return std::unique_ptr<PoisonMarker>(new PoisonMarker(path, std::move(file), contents));
}

PoisonMarker::~PoisonMarker() {
  if (watched_contents == contents_) watched_contents = nullptr;
  ::unlink(path_.c_str());
  ::munmap(contents_, sizeof(Contents));
}

void PoisonMarker::WatchThread() {
  if (watched_contents == contents_) return;
  static thread_local const SignalStack stack;
  watched_contents = contents_;
}

size_t PoisonMarker::RangeOf(const SourcePosition& position) {
  const auto same = [&](const SourcePosition& key) {
    return key.partition == position.partition && key.topic == position.topic;
  };
  // Messages come in runs of one partition.
  for (size_t i = ranges_; i-- > 0;) {
    if (same(keys_[i])) return i;
  }
  if (ranges_ == kRanges) return kRanges;
  const size_t added = ranges_++;
  keys_[added] = position;
  FileRange& range = contents_->range[added];
  CopyText(position.topic, range.topic);
  range.partition = static_cast<int32_t>(position.partition);
  range.first = range.last = static_cast<int64_t>(position.offset);
  return added;
}

size_t PoisonMarker::Begin(std::span<const Document> documents, bool alone) {
  ranges_ = 0;
  size_t taken = 0;
  for (const Document& document : documents) {
    const size_t number = RangeOf(document.message.position);
    if (number == kRanges) break;
    FileRange& range = contents_->range[number];
    const auto offset = static_cast<int64_t>(document.message.position.offset);
    range.first = std::min(range.first, offset);
    range.last = std::max(range.last, offset);
    ++taken;
  }
  contents_->ranges = static_cast<uint32_t>(ranges_);
  contents_->alone = alone ? 1 : 0;
  EnterStage("decoder");
  contents_->busy = 1;
  return taken;
}

void PoisonMarker::EnterStage(std::string_view name) {
  CopyText(name, contents_->stage);
  contents_->moves.fetch_add(1, std::memory_order_release);
}

void PoisonMarker::End() {
  contents_->busy = 0;
  contents_->moves.fetch_add(1, std::memory_order_release);
}

bool PoisonMarker::busy() const { return contents_->busy != 0; }
uint64_t PoisonMarker::moves() const { return contents_->moves; }
void PoisonMarker::NoteTimeout() { Note(contents_, kTimeout); }

absl::StatusOr<std::optional<MarkedDeath>> ReadMarker(const std::string& path) {
  ASSIGN_OR_RETURN(const File file, OpenFile(path, O_RDWR));
  struct stat status{};
  if (::fstat(file.descriptor(), &status) != 0) return SystemError("stat", path);
  if (static_cast<size_t>(status.st_size) != sizeof(PoisonMarker::Contents)) return std::nullopt;
  ASSIGN_OR_RETURN(PoisonMarker::Contents* const contents, Map(file, path));
  std::optional<MarkedDeath> death;
  if (ReadText(contents->magic) == kMagic && contents->verdict != kNone) {
    death = DeathOf(*contents);
  }
  ::munmap(contents, sizeof(PoisonMarker::Contents));
  return death;
}

void InstallCrashHandlers() {
  struct sigaction action = {};
  action.sa_sigaction = OnFatalSignal;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  sigemptyset(&action.sa_mask);
  for (const int signal : kFatalSignals) ::sigaction(signal, &action, nullptr);
}

}  // namespace newsmill
