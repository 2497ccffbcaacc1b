#ifndef NEWSMILL_INGEST_COMMANDS_ANNOTATOR_H_
#define NEWSMILL_INGEST_COMMANDS_ANNOTATOR_H_

#include <cstdint>
#include <cstdio>
#include <functional>

#include "absl/status/statusor.h"
#include "ingest/feed/message_feed.h"
#include "ingest/pipeline.h"
#include "processors/base/offset_converter.h"
#include "sinks/provenance.h"

namespace newsmill {

// Where an Annotator writes; not owned. Null: that part is not wanted.
struct AnnotatorOutput {
  std::FILE* records = nullptr;       // one enriched record a line, or the page of html_view.h
  std::FILE* dead_letters = nullptr;  // one dead letter a line, with the message's bytes
  std::FILE* dead_lines = nullptr;    // index, id, code and reason, tab-separated
  std::FILE* outcomes = nullptr;      // {index, id, outcome, reason} a line
};

struct AnnotatorOptions {
  int jobs = 1;  // threads; 1 works on the caller's alone
  OffsetUnit offset_unit = OffsetUnit::kCodepoint;
  bool html = false;  // the records as a page for people; whole whatever goes wrong in the feed
};

// How many messages ended how.
struct AnnotatorCounts {
  int64_t messages = 0;
  int64_t delivered = 0;
  int64_t retracted = 0;
  int64_t filtered = 0;
  int64_t dead_lettered = 0;
};

// Sends a feed through the pipeline. Everything is written in the feed's order and, but for the
// records' member `ingest`, the bytes do not depend on the number of jobs. Memory does not depend
// on the feed's length. `progress` (may be empty) is called now and then on this thread.
// Errors: those of the feed (what came before is written); kInternal: a broken stage, or output
// that cannot be written.
absl::StatusOr<AnnotatorCounts> Annotate(MessageFeed& feed, const PipelineSpec& pipeline,
                                         const Provenance& provenance,
                                         const AnnotatorOptions& options,
                                         const AnnotatorOutput& output,
                                         const std::function<void()>& progress);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_COMMANDS_ANNOTATOR_H_
