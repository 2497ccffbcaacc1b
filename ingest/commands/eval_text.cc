#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "ingest/commands/commands.h"
#include "ingest/commands/eval.h"
#include "ingest/training/text_judge.h"
#include "ingest/training/treebank.h"
#include "processors/base/status_macros.h"

namespace newsmill {
namespace {

struct EvalTextFlags {
  std::vector<std::string> treebanks;
  std::string only;
  bool faults = false;
};

void PrintFault(std::string_view marked, std::string_view found) {
  std::cout << "marked: " << marked << "\nfound:  " << found << "\n\n";
}

void PrintCounts(const std::string& name, const RangeCounts& counts) {
  const double precision = counts.found == 0 ? 0 : 100.0 * counts.hits / counts.found;
  const double recall = counts.marked == 0 ? 0 : 100.0 * counts.hits / counts.marked;
  std::cout << fmt::format("  {:10} F1 {:6.2f}  precision {:6.2f}  recall {:6.2f}  marked {}\n",
                           name, 100 * counts.f1(), precision, recall, counts.marked);
}

absl::Status Eval(const EvalTextFlags& flags) {
  for (const std::string& path : flags.treebanks) {
    ASSIGN_OR_RETURN(const std::vector<TreebankDocument> documents, ReadTreebank(path));
    std::function<void(std::string_view, std::string_view)> on_fault;
    if (flags.faults) on_fault = PrintFault;
    const TextCounts counts = JudgeText(documents, flags.only, on_fault);
    std::cout << path << '\n';
    PrintCounts("words", counts.tokens);
    PrintCounts("tokens", counts.own_tokens);
    PrintCounts("sentences", counts.sentences);
  }
  return absl::OkStatus();
}

}  // namespace

void AddEvalTextCommand(CLI::App& eval, int* exit_status) {
  auto flags = std::make_shared<EvalTextFlags>();
  CLI::App* command = eval.add_subcommand("text", "the tokenizer and the sentence splitter");
  command->add_option("TREEBANK", flags->treebanks, "CoNLL-U; plain, gzip or zstd")->required();
  command->add_option("--only", flags->only, "documents whose id begins so");
  command->add_flag("--faults", flags->faults, "print each sentence that was not found");
  command->footer(
      "Example:\n"
      "  newsmill eval text gum-dev.conllu.gz --only GUM_news\n\n"
      "Exit status: 0 the figures are printed; 2 wrong usage or a fault in the input.");
  command->callback([flags, exit_status] {
    const absl::Status status = Eval(*flags);
    *exit_status = status.ok() ? kExitOk : kExitUsage;
    if (!status.ok()) std::cerr << "newsmill eval text: " << status.message() << '\n';
  });
}

}  // namespace newsmill
