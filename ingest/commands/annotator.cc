#include "ingest/commands/annotator.h"

#include <cerrno>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "ingest/commands/html_view.h"
#include "processors/base/status_macros.h"
#include "sinks/dead_letter_encoder.h"
#include "sinks/json_output.h"
#include "sinks/record_encoder.h"
#include "sinks/utf8_text.h"

namespace newsmill {
namespace {

constexpr size_t kChunkDocuments = 128;
constexpr size_t kChunkBytes = size_t{1} << 20;

// Some messages on their way through, and what became of them as text.
struct Chunk {
  DocumentBatch batch;
  int64_t first_index = 0;
  bool done = false;
  absl::Status status;
  AnnotatorCounts counts;
  std::string records, dead_letters, dead_lines, outcomes;

  void Clear() {
    batch.Clear();
    done = false;
    counts = {};
    for (std::string* text : {&records, &dead_letters, &dead_lines, &outcomes}) text->clear();
  }
};

std::string_view IdOf(const Document& document) {
  return document.id.empty() ? document.message.key.value_or(std::string_view()) : document.id;
}

// What a terminal and a table can hold: no control characters, and not without end.
void AppendCell(std::string_view text, std::string* out) {
  constexpr size_t kMaxBytes = 256;
  const std::string valid = Utf8OrReplaced(text.substr(0, kMaxBytes * 4));
  for (const char c : Utf8Prefix(valid, kMaxBytes)) {
    *out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
  }
}

// One thread's share of the work: everything it needs is its own.
class Annotating {
 public:
  Annotating(const PipelineSpec& pipeline, const Provenance& provenance,
             const AnnotatorOptions& options, const AnnotatorOutput& output)
      : pipeline_(pipeline),
        encoder_(provenance, options.offset_unit),
        html_(options.html),
        output_(output),
        json_(json_output_) {}

  void Process(Chunk& chunk) {
    chunk.status = pipeline_.Run(chunk.batch);
    if (!chunk.status.ok()) return;
    int64_t index = chunk.first_index;
    for (const Document& document : chunk.batch.docs()) Write(document, index++, chunk);
  }

 private:
  void Write(const Document& document, int64_t index, Chunk& chunk) {
    ++chunk.counts.messages;
    if (!document.failure.empty()) {
      ++chunk.counts.dead_lettered;
      WriteDeadLetter(document, index, chunk);
      WriteOutcome(document, index, "dead_lettered", document.failure.code, chunk);
    } else if (!document.filtered.empty()) {
      ++chunk.counts.filtered;
      WriteOutcome(document, index, "filtered", document.filtered, chunk);
    } else if (document.action != Action::kUpsert) {
      ++chunk.counts.retracted;
      WriteRecord(document, index, chunk);
      WriteOutcome(document, index, "retracted",
                   document.action == Action::kDelete ? "tombstone" : NameOf(document.status),
                   chunk);
    } else {
      ++chunk.counts.delivered;
      WriteRecord(document, index, chunk);
      WriteOutcome(document, index, "delivered", "", chunk);
    }
  }

  void WriteRecord(const Document& document, int64_t index, Chunk& chunk) {
    if (output_.records == nullptr) return;
    if (html_) return AppendHtmlArticle(document, index, &chunk.records);
    encoder_.Append(document, &chunk.records);
    chunk.records += '\n';
  }

  void WriteDeadLetter(const Document& document, int64_t index, Chunk& chunk) const {
    if (output_.dead_letters != nullptr) {
      AppendDeadLetter(document, document.enriched_ms, &chunk.dead_letters);
      chunk.dead_letters += '\n';
    }
    if (output_.dead_lines == nullptr) return;
    std::string& line = chunk.dead_lines;
    line += std::to_string(index);
    line += '\t';
    AppendCell(IdOf(document).empty() ? "-" : IdOf(document), &line);
    line += '\t';
    line += document.failure.code;
    line += '\t';
    AppendCell(document.failure.reason, &line);
    line += '\n';
  }

  void WriteOutcome(const Document& document, int64_t index, std::string_view outcome,
                    std::string_view reason, Chunk& chunk) {
    if (output_.outcomes == nullptr) return;
    json_output_.SetTarget(&chunk.outcomes);
    json_.Reset(json_output_);
    json_.StartObject();
    WriteInteger(json_, "index", index);
    WriteMember(json_, "id", Utf8OrReplaced(IdOf(document)));
    WriteMember(json_, "outcome", outcome);
    WriteString(json_, "reason");
    if (reason.empty()) {
      json_.Null();
    } else {
      WriteString(json_, reason);
    }
    json_.EndObject();
    chunk.outcomes += '\n';
  }

  Pipeline pipeline_;
  RecordEncoder encoder_;
  const bool html_;
  const AnnotatorOutput output_;
  StringOutput json_output_;
  JsonWriter json_;
};

// Threads that process chunks in the order in which they are submitted. With one job the work is
// done inside Submit().
class ChunkPool {
 public:
  explicit ChunkPool(std::vector<std::unique_ptr<Annotating>> workers)
      : workers_(std::move(workers)) {
    if (workers_.size() < 2) return;
    for (const auto& worker : workers_) {
      threads_.emplace_back([this, annotating = worker.get()] { Work(*annotating); });
    }
  }

  ~ChunkPool() {
    {
      const std::lock_guard lock(mutex_);
      stop_ = true;
    }
    submitted_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }

  void Submit(Chunk& chunk) {
    if (threads_.empty()) {
      workers_[0]->Process(chunk);
      chunk.done = true;
      return;
    }
    {
      const std::lock_guard lock(mutex_);
      queue_.push_back(&chunk);
    }
    submitted_.notify_one();
  }

  void Wait(const Chunk& chunk) {
    std::unique_lock lock(mutex_);
    finished_.wait(lock, [&chunk] { return chunk.done; });
  }

 private:
  void Work(Annotating& annotating) {
    for (;;) {
      std::unique_lock lock(mutex_);
      submitted_.wait(lock, [this] { return stop_ || !queue_.empty(); });
      if (stop_) return;
      Chunk& chunk = *queue_.front();
      queue_.pop_front();
      lock.unlock();
      annotating.Process(chunk);
      lock.lock();
      chunk.done = true;
      finished_.notify_one();
    }
  }

  const std::vector<std::unique_ptr<Annotating>> workers_;
  std::mutex mutex_;
  std::condition_variable submitted_;
  std::condition_variable finished_;
  std::deque<Chunk*> queue_;
  bool stop_ = false;
  std::vector<std::thread> threads_;
};

absl::Status Put(std::string_view text, std::FILE* file) {
  if (file == nullptr || text.empty()) return absl::OkStatus();
  if (std::fwrite(text.data(), 1, text.size(), file) == text.size()) return absl::OkStatus();
  return absl::InternalError(std::string("cannot write the output: ") + std::strerror(errno));
}

absl::Status WriteChunk(const Chunk& chunk, const AnnotatorOutput& output) {
  if (!chunk.status.ok()) return absl::InternalError(std::string(chunk.status.message()));
  RETURN_IF_ERROR(Put(chunk.records, output.records));
  RETURN_IF_ERROR(Put(chunk.dead_letters, output.dead_letters));
  RETURN_IF_ERROR(Put(chunk.dead_lines, output.dead_lines));
  return Put(chunk.outcomes, output.outcomes);
}

void Add(const AnnotatorCounts& more, AnnotatorCounts* counts) {
  counts->messages += more.messages;
  counts->delivered += more.delivered;
  counts->retracted += more.retracted;
  counts->filtered += more.filtered;
  counts->dead_lettered += more.dead_lettered;
}

// A ring of chunks: while some are worked on, the oldest is waited for, written and filled anew.
class OrderedRun {
 public:
  OrderedRun(MessageFeed& feed, ChunkPool& pool, std::vector<Chunk>& chunks,
             const AnnotatorOutput& output)
      : feed_(feed), pool_(pool), chunks_(chunks), output_(output) {}

  absl::StatusOr<AnnotatorCounts> Run(const std::function<void()>& progress) {
    absl::Status read;
    bool more = true;
    while (more) {
      Chunk& chunk = chunks_[submitted_ % chunks_.size()];
      if (submitted_ >= chunks_.size()) RETURN_IF_ERROR(Finish(chunk));
      more = Fill(chunk, &read);
      pool_.Submit(chunk);
      ++submitted_;
      if (progress) progress();
    }
    while (finished_ < submitted_) RETURN_IF_ERROR(Finish(chunks_[finished_ % chunks_.size()]));
    if (!read.ok()) return read;
    return counts_;
  }

 private:
  // False at the feed's end, or when it cannot be read (*error).
  bool Fill(Chunk& chunk, absl::Status* error) {
    chunk.first_index = feed_.count();
    while (chunk.batch.size() < kChunkDocuments && chunk.batch.arena().used_bytes() < kChunkBytes) {
      const absl::StatusOr<bool> next = feed_.Next(chunk.batch);
      if (!next.ok()) *error = next.status();
      if (!next.ok() || !*next) return false;
    }
    return true;
  }

  absl::Status Finish(Chunk& chunk) {
    pool_.Wait(chunk);
    ++finished_;
    RETURN_IF_ERROR(WriteChunk(chunk, output_));
    Add(chunk.counts, &counts_);
    chunk.Clear();
    return absl::OkStatus();
  }

  MessageFeed& feed_;
  ChunkPool& pool_;
  std::vector<Chunk>& chunks_;
  const AnnotatorOutput& output_;
  size_t submitted_ = 0;
  size_t finished_ = 0;
  AnnotatorCounts counts_;
};

}  // namespace

absl::StatusOr<AnnotatorCounts> Annotate(MessageFeed& feed, const PipelineSpec& pipeline,
                                         const Provenance& provenance,
                                         const AnnotatorOptions& options,
                                         const AnnotatorOutput& output,
                                         const std::function<void()>& progress) {
  std::vector<std::unique_ptr<Annotating>> workers;
  workers.reserve(static_cast<size_t>(options.jobs));
  for (int i = 0; i < options.jobs; ++i) {
    workers.push_back(std::make_unique<Annotating>(pipeline, provenance, options, output));
  }
  const size_t chunks = options.jobs == 1 ? 1 : static_cast<size_t>(options.jobs) * 2 + 1;
  std::vector<Chunk> ring(chunks);  // outlives the threads of the pool
  ChunkPool pool(std::move(workers));
  if (!options.html) return OrderedRun(feed, pool, ring, output).Run(progress);
  RETURN_IF_ERROR(Put(HtmlPageStart(), output.records));
  absl::StatusOr<AnnotatorCounts> counts = OrderedRun(feed, pool, ring, output).Run(progress);
  RETURN_IF_ERROR(Put(HtmlPageEnd(), output.records));
  return counts;
}

}  // namespace newsmill
