#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "ingest/commands/commands.h"
#include "ingest/commands/eval.h"
#include "ingest/training/worthiness_corpus.h"
#include "ingest/training/worthiness_judge.h"
#include "processors/base/status_macros.h"
#include "processors/worthiness/worthiness_model.h"

namespace newsmill {
namespace {

struct EvalWorthinessFlags {
  std::vector<std::string> corpora;
  std::string model;
  std::string words;
  double threshold = 0.5;
};

void Print(const std::string& path, const std::vector<ScoredSentence>& scored, double threshold) {
  int marked = 0;
  int found = 0;
  int hits = 0;
  for (const ScoredSentence& sentence : scored) {
    const bool taken = sentence.score >= threshold;
    marked += sentence.worthy ? 1 : 0;
    found += taken ? 1 : 0;
    hits += taken && sentence.worthy ? 1 : 0;
  }
  std::cout << fmt::format(
      "{}\n  average precision {:.2f}  calibration error {:.3f}  sentences {}, worthy {}\n"
      "  from {} on: found {}, right {}\n",
      path, 100 * AveragePrecision(scored), CalibrationError(scored), scored.size(), marked,
      threshold, found, hits);
}

absl::Status Eval(const EvalWorthinessFlags& flags) {
  ASSIGN_OR_RETURN(const auto model, LoadWorthinessModel(flags.model, flags.words));
  for (const std::string& path : flags.corpora) {
    ASSIGN_OR_RETURN(const std::vector<JudgedSentence> sentences, ReadJudgedSentences(path));
    std::vector<ScoredSentence> scored;
    ForEachStatement(sentences, *model->classes, [&](const WorthinessFeatures& f, bool worthy) {
      scored.push_back({model->Probability(model->Sum(f)), worthy});
    });
    Print(path, scored, flags.threshold);
  }
  return absl::OkStatus();
}

}  // namespace

void AddEvalWorthinessCommand(CLI::App& eval, int* exit_status) {
  auto flags = std::make_shared<EvalWorthinessFlags>();
  CLI::App* command = eval.add_subcommand("worthiness", "what is worth checking, as one sentence");
  command
      ->add_option("CORPUS", flags->corpora,
                   "lines {\"text\", \"label\": 0 or 1}; plain, gzip or zstd")
      ->required();
  command->add_option("--model", flags->model,
                      "made by `newsmill train worthiness` (default: the built-in one)");
  command->add_option("--words", flags->words, "the word classes it was made with");
  command->add_option("--threshold", flags->threshold, "from which score on a sentence is found")
      ->capture_default_str();
  command->footer(
      "Example:\n"
      "  newsmill eval worthiness dev.jsonl\n\n"
      "Exit status: 0 the figures are printed; 2 wrong usage or a fault in the input.");
  command->callback([flags, exit_status] {
    const absl::Status status = Eval(*flags);
    *exit_status = status.ok() ? kExitOk : kExitUsage;
    if (!status.ok()) std::cerr << "newsmill eval worthiness: " << status.message() << '\n';
  });
}

}  // namespace newsmill
