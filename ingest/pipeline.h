#ifndef NEWSMILL_INGEST_PIPELINE_H_
#define NEWSMILL_INGEST_PIPELINE_H_

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "ingest/decode/decode_limits.h"
#include "ingest/decode/decoder.h"
#include "ingest/decode/topic_formats.h"
#include "ingest/poison_marker.h"
#include "processors/base/document.h"
#include "processors/base/options_reader.h"
#include "processors/processor.h"

namespace newsmill {

// What a configuration makes of the chain: options read and models loaded once, shared by every
// worker's Pipeline. Immutable, thread-safe.
class PipelineSpec {
 public:
  // Reads `processors:` and `filter:` of `config` (both may be absent: every built-in stage with
  // its defaults, nothing filtered). An unknown stage or option is an error that names the line.
  // The limits are read by ReadDecodeLimits() from the map `limits:`, which the caller owns.
  static absl::StatusOr<PipelineSpec> Read(OptionsReader& config, const DecodeLimits& limits);

  // Adds a stage behind the built-in ones, for a program with one of its own. `name` is a literal.
  void AddStage(std::string_view name, ProcessorFactory make) {
    stages_.push_back({name, std::move(make)});
  }

  // Without this the shape of every message is recognised by its keys.
  void ForceFormats(TopicFormats formats) { formats_ = std::move(formats); }

 private:
  friend class Pipeline;
  struct Stage {
    std::string_view name;
    ProcessorFactory make;
  };

  DecodeLimits limits_;
  TopicFormats formats_;
  std::vector<Stage> stages_;
  std::vector<std::string> languages_;  // of the filter; empty: all
};

// Decoder and stages of one worker. One thread.
class Pipeline {
 public:
  explicit Pipeline(const PipelineSpec& spec);

  // Takes every document of the batch from its message to its last stage and stamps enriched_ms.
  // What cannot be decoded or processed is marked (Document::failure, ::filtered). Non-OK means
  // that a stage is broken: nothing of the batch may be used. `marker`, if any, is told which stage
  // is at work.
  absl::Status Run(DocumentBatch& batch, PoisonMarker* marker = nullptr);

 private:
  struct Stage {
    std::string_view name;
    std::unique_ptr<Processor> processor;
  };

  void FilterLanguages(DocumentBatch& batch) const;

  Decoder decoder_;
  std::vector<Stage> stages_;
  const std::vector<std::string> languages_;
};

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_PIPELINE_H_
