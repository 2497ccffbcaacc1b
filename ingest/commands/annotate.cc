#include <CLI/CLI.hpp>
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <iostream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "ingest/chain_config.h"
#include "ingest/commands/annotator.h"
#include "ingest/commands/commands.h"
#include "ingest/commands/progress.h"
#include "ingest/feed/message_feed.h"
#include "ingest/pipeline.h"
#include "processors/base/status_macros.h"
#include "sinks/record_encoder.h"

namespace newsmill {
namespace {

struct AnnotateFlags {
  std::vector<std::string> files;
  std::string format = "auto";
  std::string config;
  std::string offset_unit = "codepoint";
  std::string dead_letters;
  std::string outcomes;
  bool html = false;
  int jobs = 0;  // 0: as many as there are processors
};

struct FileCloser {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using OutputFile = std::unique_ptr<std::FILE, FileCloser>;

// "" gives null: not wanted.
absl::StatusOr<OutputFile> OpenOutput(const std::string& path) {
  if (path.empty()) return OutputFile();
  OutputFile file(std::fopen(path.c_str(), "wb"));
  if (file == nullptr) return absl::NotFoundError(path + ": " + std::strerror(errno));
  return file;
}

absl::StatusOr<OffsetUnit> ParseOffsetUnit(const std::string& name) {
  for (const OffsetUnit unit : {OffsetUnit::kCodepoint, OffsetUnit::kUtf8, OffsetUnit::kUtf16}) {
    if (NameOf(unit) == name) return unit;
  }
  return absl::InvalidArgumentError("--offset-unit " + name +
                                    " is unknown; allowed: codepoint, utf8, utf16");
}

// Runs with everything checked and opened. The counts, or what went wrong.
absl::StatusOr<AnnotatorCounts> AnnotateFiles(const AnnotateFlags& flags) {
  ASSIGN_OR_RETURN(const ChainConfig chain, LoadChainConfig(flags.config));
  RETURN_IF_ERROR(CheckReadable(flags.files));
  ASSIGN_OR_RETURN(const FeedFormat format, ParseFeedFormat(flags.format));
  AnnotatorOptions options;
  ASSIGN_OR_RETURN(options.offset_unit, ParseOffsetUnit(flags.offset_unit));
  options.html = flags.html;
  options.jobs = flags.jobs > 0
                     ? flags.jobs
                     : std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, 64);
  ASSIGN_OR_RETURN(const OutputFile dead_letters, OpenOutput(flags.dead_letters));
  ASSIGN_OR_RETURN(const OutputFile outcomes, OpenOutput(flags.outcomes));
  const AnnotatorOutput output = {.records = stdout,
                                  .dead_letters = dead_letters.get(),
                                  .dead_lines = dead_letters == nullptr ? stderr : nullptr,
                                  .outcomes = outcomes.get()};
  Provenance provenance;
  provenance.build = BuildName();
  provenance.config_hash = chain.config_hash;
  MessageFeed feed(flags.files, format, static_cast<size_t>(chain.limits.max_message_bytes));
  ProgressLine progress("articles");
  ASSIGN_OR_RETURN(const AnnotatorCounts counts,
                   Annotate(feed, chain.pipeline, provenance, options, output,
                            [&] { progress.Update(feed.count(), feed.bytes()); }));
  for (std::FILE* file : {stdout, dead_letters.get(), outcomes.get()}) {
    if (file != nullptr && std::fflush(file) != 0) {
      return absl::InternalError(std::string("cannot write the output: ") + std::strerror(errno));
    }
  }
  return counts;
}

int RunAnnotate(AnnotateFlags flags) {
  if (flags.files.empty()) flags.files.emplace_back("-");
  const absl::StatusOr<AnnotatorCounts> counts = AnnotateFiles(flags);
  if (!counts.ok()) {
    std::fflush(stdout);
    std::cerr << "newsmill annotate: " << counts.status().message() << '\n';
    return absl::IsInternal(counts.status()) ? kExitFailed : kExitUsage;
  }
  return counts->dead_lettered > 0 ? kExitDeadLettered : kExitOk;
}

}  // namespace

void AddAnnotateCommand(CLI::App& app, int* exit_status) {
  auto flags = std::make_shared<AnnotateFlags>();
  CLI::App* command = app.add_subcommand(
      "annotate",
      "articles from files or standard input; one enriched record a line, in order; or --html");
  command->add_option("FILE", flags->files,
                      "NDJSON: plain, gzip or zstd; - is standard input (the default)");
  command->add_option("--format", flags->format,
                      "what a line is: flat (an article), kcat (an envelope of kcat -J), auto");
  command->add_option("--config", flags->config,
                      "YAML file; its processors, filter and limits are used");
  CLI::Option* unit = command->add_option("--offset-unit", flags->offset_unit,
                                          "what start and end count: codepoint, utf8, utf16");
  command
      ->add_flag("--html", flags->html,
                 "an HTML page with the entities, cues, sources and claims of each article marked")
      ->excludes(unit);
  command->add_option("--dead-letters", flags->dead_letters,
                      "file for what cannot be processed, with its bytes (default: a line each on "
                      "standard error: index, id, code, reason)");
  command->add_option("--outcomes", flags->outcomes,
                      "file for what became of each message: index, id, outcome, reason");
  command->add_option("--jobs", flags->jobs, "threads (default: one for each processor)")
      ->check(CLI::Range(1, 256));
  command->footer(
      "Examples:\n"
      "  newsmill annotate articles.ndjson.zst > records.ndjson\n"
      "  newsmill annotate --html articles.ndjson > articles.html\n"
      "  kcat -C -J -e -b localhost -t news.articles | newsmill annotate --format kcat\n"
      "  echo '{\"id\":\"1\",\"title\":\"\",\"body\":\"“We agree,” said Ann Lee.\"}' | newsmill "
      "annotate\n\n"
      "Exit status: 0 all done; 1 failed (the message says why); 2 wrong usage, configuration or\n"
      "unreadable input; 3 done, but some messages could not be processed.");
  command->callback([flags, exit_status] { *exit_status = RunAnnotate(*flags); });
}

}  // namespace newsmill
