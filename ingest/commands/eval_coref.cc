#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "ingest/commands/commands.h"
#include "ingest/commands/eval.h"
#include "ingest/commands/eval_output.h"
#include "ingest/training/coreference_judge.h"
#include "processors/base/status_macros.h"

namespace newsmill {
namespace {

struct EvalCorefFlags {
  std::vector<std::string> treebanks;
  std::vector<std::string> only;
  bool faults = false;
};

void PrintFault(std::string_view around, std::string_view found, std::string_view marked) {
  std::cout << fmt::format("{}\n  found: {}\n  marked: {}\n\n", around, found, marked);
}

void PrintCounts(const char* name, const LinkCounts& counts) {
  std::cout << fmt::format(
      "  {:9} precision {:6.2f}  recall {:6.2f}  F1 {:6.2f}  found {}  marked {}\n", name,
      100 * counts.precision(), 100 * counts.recall(), 100 * counts.f1(), counts.found,
      counts.marked);
}

absl::Status Eval(const EvalCorefFlags& flags) {
  for (const std::string& path : flags.treebanks) {
    ASSIGN_OR_RETURN(const std::vector<TreebankDocument> documents, ReadTreebank(path));
    ASSIGN_OR_RETURN(
        const CoreferenceCounts counts,
        JudgeCoreference(documents, flags.only, flags.faults ? OnPronoun(PrintFault) : nullptr));
    std::cout << path << '\n';
    LinkCounts pronouns = counts.persons;
    pronouns.Add(counts.things);
    pronouns.Add(counts.plurals);
    PrintCounts("he, she", counts.persons);
    PrintCounts("it", counts.things);
    PrintCounts("they", counts.plurals);
    PrintCounts("pronouns", pronouns);
    PrintCounts("MUC", counts.muc);
    PrintCounts("B3", counts.b3);
    PrintCounts("CEAF", counts.ceaf);
    std::cout << fmt::format("  CoNLL F1 {:.2f}\n", 100 * counts.conll());
    PrintReliability("pronouns", counts.confidence);
  }
  return absl::OkStatus();
}

}  // namespace

void AddEvalCorefCommand(CLI::App& eval, int* exit_status) {
  auto flags = std::make_shared<EvalCorefFlags>();
  CLI::App* command = eval.add_subcommand("coref", "names and pronouns of one entity");
  command->add_option("TREEBANK", flags->treebanks, "CoNLL-U with Entity=; plain, gzip or zstd")
      ->required();
  command->add_option("--only", flags->only, "documents whose id begins so; may be repeated")
      ->allow_extra_args(false);
  command->add_flag("--faults", flags->faults, "print each pronoun that is not as marked");
  command->footer(
      "Example:\n"
      "  newsmill eval coref gum-dev.conllu.gz --only GUM_news --only GUM_interview\n\n"
      "Exit status: 0 the figures are printed; 2 wrong usage or a fault in the input.");
  command->callback([flags, exit_status] {
    const absl::Status status = Eval(*flags);
    *exit_status = status.ok() ? kExitOk : kExitUsage;
    if (!status.ok()) std::cerr << "newsmill eval coref: " << status.message() << '\n';
  });
}

}  // namespace newsmill
