#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ingest/commands/commands.h"
#include "ingest/commands/printable.h"
#include "ingest/commands/progress.h"
#include "ingest/feed/line_reader.h"
#include "ingest/kb/kb_source.h"
#include "processors/base/status_macros.h"
#include "processors/kb/kb_builder.h"
#include "processors/kb/knowledge_base.h"

namespace newsmill {
namespace {

constexpr size_t kMaxLine = size_t{64} << 20;
constexpr std::array<std::string_view, 4> kTypeNames = {"PER", "ORG", "LOC", "MISC"};

struct KbFlags {
  std::vector<std::string> tables;
  std::string output;
  std::string file;
  std::string name;
};

struct BuildCounts {
  int64_t lines = 0, rows = 0, bytes = 0;
};

absl::Status ReadTable(const std::string& path, KbBuilder* builder, ProgressLine* progress,
                       BuildCounts* counts) {
  ASSIGN_OR_RETURN(const std::unique_ptr<LineReader> lines, LineReader::Open(path, kMaxLine));
  std::optional<KbSource> source;
  KbRow row;
  LineReader::Line line;
  for (int64_t number = 1;; ++number) {
    ASSIGN_OR_RETURN(const bool more, lines->Next(&line));
    if (!more) return absl::OkStatus();
    const auto error = [&](std::string_view what) {
      return absl::InvalidArgumentError(path + ":" + std::to_string(number) + ": the row " +
                                        std::string(what));
    };
    if (line.too_long) return error("is longer than 64 MiB");
    if (!source && !line.text.empty()) source.emplace(GuessKbFormat(line.text));
    counts->bytes += static_cast<int64_t>(line.text.size()) + 1;
    progress->Update(++counts->lines, counts->bytes);
    if (!source) continue;
    const absl::StatusOr<bool> is_row = source->Read(line.text, &row);
    if (!is_row.ok()) return error(std::string(is_row.status().message()));
    if (!*is_row) continue;
    builder->Add(row);
    ++counts->rows;
  }
}

// A reader of the old file keeps it: the new one takes its place by a rename.
absl::Status WriteFile(const std::string& path, const std::string& bytes) {
  const std::string temporary = path + ".new";
  std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out || std::rename(temporary.c_str(), path.c_str()) != 0) {
    std::error_code ignored;
    std::filesystem::remove(temporary, ignored);
    return absl::InternalError(path + ": cannot be written");
  }
  return absl::OkStatus();
}

absl::Status Build(const KbFlags& flags) {
  KbBuilder builder;
  BuildCounts counts;
  {
    ProgressLine progress("lines");
    for (const std::string& path : flags.tables) {
      RETURN_IF_ERROR(ReadTable(path, &builder, &progress, &counts));
    }
  }
  if (counts.rows == 0) return absl::InvalidArgumentError("no rows in the tables");
  const std::string bytes = builder.Finish();
  ASSIGN_OR_RETURN(const auto kb, KnowledgeBase::Parse(bytes, flags.output));
  RETURN_IF_ERROR(WriteFile(flags.output, bytes));
  std::cerr << flags.output << ": " << kb->size() << " things, " << kb->forms() << " names, from "
            << counts.rows << " rows of " << counts.lines << " lines; " << bytes.size()
            << " bytes\n";
  if (builder.unknown_countries() > 0) {
    std::cerr << builder.unknown_countries() << " things name a country that is in no table\n";
  }
  return absl::OkStatus();
}

absl::Status Show(const KbFlags& flags) {
  ASSIGN_OR_RETURN(const auto kb, LoadKnowledgeBase(flags.file));
  std::string scratch;
  const auto forms = kb->Find(KnowledgeBase::FormHash(flags.name, &scratch));
  if (forms.empty()) std::cout << "nothing is called " << Printable(flags.name) << '\n';
  for (const KbForm& form : forms) {
    const KbEntry& entry = kb->entry(form.entry);
    std::cout << form.prior << '\t' << kTypeNames[entry.type]
              << (kb->subtype(form.entry).empty() ? "" : ".") << Printable(kb->subtype(form.entry))
              << '\t' << Printable(kb->name(form.entry)) << '\t'
              << Printable(kb->wikidata(form.entry)) << '\t';
    if (entry.geonames != 0) std::cout << "gn:" << entry.geonames;
    std::cout << '\t';
    if (entry.country >= 0) std::cout << Printable(kb->name(static_cast<uint32_t>(entry.country)));
    std::cout << '\n';
  }
  return absl::OkStatus();
}

int Status(const absl::Status& status) {
  if (status.ok()) return kExitOk;
  std::cerr << "newsmill kb: " << status.message() << '\n';
  return absl::IsInternal(status) ? kExitFailed : kExitUsage;
}

}  // namespace

void AddKbCommand(CLI::App& app, int* exit_status) {
  auto flags = std::make_shared<KbFlags>();
  CLI::App* kb = app.add_subcommand("kb", "make and look into a knowledge base for `entities`");
  kb->require_subcommand(1);
  CLI::App* build = kb->add_subcommand("build", "make one from tables and dumps");
  build->add_option("TABLE", flags->tables, "files, plain or packed by gzip or zstd")->required();
  build->add_option("-o,--output", flags->output, "the file to write")->required();
  build->footer(
      "Each file is one of these, told by its first line:\n"
      "  name <TAB> type <TAB> id <TAB> alias|alias <TAB> weight [<TAB> country [<TAB> code]]\n"
      "      type: PER, ORG, LOC, MISC with a subtype, as LOC.city; id: Q90, gn:2988507, or both\n"
      "      with | between; country: Wikidata id or ISO code of another row; code: a country's "
      "own\n"
      "  Wikidata's JSON dump (latest-all.json): an array with one entity a line\n"
      "  GeoNames' cities15000.txt, allCountries.txt or countryInfo.txt\n"
      "Rows with an id that was there before add names to it.\n\n"
      "Exit status: 0 done; 1 the file cannot be written; 2 wrong usage or a bad row.");
  build->callback([flags, exit_status] { *exit_status = Status(Build(*flags)); });
  CLI::App* show = kb->add_subcommand("show", "print what may be called so, likeliest first");
  show->add_option("NAME", flags->name)->required();
  show->add_option("--kb", flags->file, "a file of `kb build`; the built-in one where left out");
  show->footer(
      "Columns: weight under this name, type, name, Wikidata id, GeoNames id, country.\n\n"
      "Exit status: 0 done, also where nothing is found; 2 wrong usage or no knowledge base.");
  show->callback([flags, exit_status] { *exit_status = Status(Show(*flags)); });
}

}  // namespace newsmill
