#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/commands/commands.h"
#include "ingest/commands/printable.h"
#include "ingest/decode/dates.h"
#include "sinks/json_output.h"
#include "sinks/rfc3339.h"
#include "sinks/sqlite_search.h"

namespace newsmill {
namespace {

struct SearchFlags {
  std::vector<std::string> words;
  std::string path = "news.db";
  SearchQuery query;
  bool json = false;
};

// Escape sequences, or nothing where they are not wanted.
struct Colours {
  std::string_view bold, speaker, faint, end;
};

Colours ColoursFor(int descriptor) {
  const char* no_color = std::getenv("NO_COLOR");
  if (::isatty(descriptor) == 0 || (no_color != nullptr && *no_color != '\0')) return {};
  return {.bold = "\x1b[1m", .speaker = "\x1b[1;36m", .faint = "\x1b[2m", .end = "\x1b[0m"};
}

void Print(const SearchHit& hit, const Colours& colours, std::ostream& out) {
  const std::string title = Printable(hit.title.empty() ? "(no title)" : hit.title);
  out << colours.bold << title << colours.end << '\n' << colours.faint << "  ";
  out << (hit.published_at.empty() ? "(no date)" : Printable(hit.published_at.substr(0, 10)));
  if (!hit.source.empty()) out << " · " << Printable(hit.source);
  out << " · " << Printable(hit.url.empty() ? hit.id : hit.url) << colours.end << '\n';
  if (!hit.claim.empty()) {
    out << "  ";
    if (!hit.speaker.empty()) {
      out << colours.speaker << Printable(hit.speaker) << colours.end;
      if (!hit.role.empty()) out << " (" << Printable(hit.role) << ')';
      out << colours.faint << " [" << hit.stance << "] " << colours.end;
    }
    out << Printable(hit.claim) << '\n';
  } else if (!hit.passage.empty()) {
    out << "  " << Printable(hit.passage) << '\n';
  }
}

void PrintJson(const SearchHit& hit, std::ostream& out) {
  std::string line;
  StringOutput output;
  output.SetTarget(&line);
  JsonWriter json(output);
  json.StartObject();
  WriteMember(json, "id", hit.id);
  WriteMember(json, "title", hit.title);
  WriteOptional(json, "published_at", hit.published_at);
  WriteOptional(json, "source", hit.source);
  WriteOptional(json, "url", hit.url);
  if (!hit.claim.empty()) {
    json.Key("claim");
    json.StartObject();
    WriteMember(json, "text", hit.claim);
    WriteOptional(json, "speaker", hit.speaker);
    WriteOptional(json, "role", hit.role);
    WriteMember(json, "stance", hit.stance);
    json.EndObject();
  }
  WriteOptional(json, "passage", hit.passage);
  json.EndObject();
  out << line << '\n';
}

int Fail(const absl::Status& status, const std::string& path) {
  std::cerr << "newsmill search: " << status.message() << '\n';
  if (absl::IsNotFound(status)) {
    std::cerr << "`newsmill run` with a sink `sqlite: {path: " << path
              << "}` makes it, and so does `newsmill demo`; --db names another file.\n";
  }
  return absl::IsInvalidArgument(status) || absl::IsNotFound(status) ? kExitUsage : kExitFailed;
}

// Brings a date as people write it into the form in which the store compares them.
absl::Status Normalise(std::string* since) {
  if (since->empty()) return absl::OkStatus();
  const std::optional<int64_t> ms = ParseDate(*since);
  if (!ms) {
    return absl::InvalidArgumentError("--since " + *since +
                                      " is no date; allowed: 2026-01-02, 2026-01-02T03:04:05Z, "
                                      "2026-01-02T03:04:05+01:00");
  }
  *since = Rfc3339(*ms - *ms % 1000);
  return absl::OkStatus();
}

int RunSearch(SearchFlags flags) {
  for (const std::string& word : flags.words) {
    flags.query.words += (flags.query.words.empty() ? "" : " ") + word;
  }
  if (const absl::Status status = Normalise(&flags.query.since); !status.ok()) {
    return Fail(status, flags.path);
  }
  std::error_code ignored;
  if (std::filesystem::is_directory(flags.path, ignored)) {
    return Fail(
        absl::InvalidArgumentError(flags.path + " is a directory; --db takes the store's file"),
        flags.path);
  }
  const absl::StatusOr<std::vector<SearchHit>> hits = SearchStore(flags.path, flags.query);
  if (!hits.ok()) return Fail(hits.status(), flags.path);
  if (flags.json) {
    for (const SearchHit& hit : *hits) PrintJson(hit, std::cout);
    return kExitOk;
  }
  if (hits->empty()) {
    std::cout << "nothing found in " << flags.path << '\n';
    return kExitOk;
  }
  const Colours colours = ColoursFor(STDOUT_FILENO);
  for (size_t i = 0; i < hits->size(); ++i) {
    if (i > 0) std::cout << '\n';
    Print((*hits)[i], colours, std::cout);
  }
  return kExitOk;
}

}  // namespace

void AddSearchCommand(CLI::App& app, int* exit_status) {
  auto flags = std::make_shared<SearchFlags>();
  CLI::App* command = app.add_subcommand("search", "look for articles and quotations in a store");
  command->add_option("QUERY", flags->words,
                      "words and \"phrases\" in title, text, names, claims or speakers; all must "
                      "occur");
  command->add_option("--db", flags->path, "the store of the sink `sqlite`")->capture_default_str();
  command->add_option("--speaker", flags->query.speaker, "only what this person or body says");
  command->add_option("--entity", flags->query.entity, "only articles in which this name occurs");
  command->add_option("--since", flags->query.since, "only articles published since: 2026-01-02");
  command->add_option("--limit", flags->query.limit, "at most so many articles")
      ->capture_default_str()
      ->check(CLI::Range(1, 100'000));
  command->add_flag("--json", flags->json, "one JSON object a line");
  command->footer(
      "Examples:\n"
      "  newsmill search grain harbour\n"
      "  newsmill search '\"cease-fire talks\"' --speaker Lavrov --since 2026-01-01\n"
      "  newsmill search --entity \"World Health Organization\" --json | jq .title\n\n"
      "Exit status: 0 done, also where nothing is found; 1 the store cannot be read; 2 wrong "
      "usage\n"
      "or no such file.");
  command->callback([flags, exit_status] { *exit_status = RunSearch(*flags); });
}

}  // namespace newsmill
