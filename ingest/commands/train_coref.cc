#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>

#include "ingest/commands/commands.h"
#include "ingest/commands/train.h"
#include "ingest/training/coreference_training.h"
#include "processors/base/status_macros.h"

namespace newsmill {
namespace {

struct TrainCorefFlags {
  std::string output;
  CoreferenceTrainingOptions training;
};

absl::Status Train(const TrainCorefFlags& flags) {
  ASSIGN_OR_RETURN(
      const coreference::ReferenceWeights weights,
      TrainCoreference(flags.training, [](const std::string& line) { std::cerr << line << '\n'; }));
  std::ofstream file(flags.output, std::ios::binary);
  file << "# Weights of the ranking of antecedents: for he and she, for it, for they. Made by\n"
          "# newsmill train coref.\n"
       << weights.Format();
  file.close();
  return file ? absl::OkStatus() : absl::InternalError(flags.output + " could not be written");
}

}  // namespace

void AddTrainCorefCommand(CLI::App& train, int* exit_status) {
  auto flags = std::make_shared<TrainCorefFlags>();
  CLI::App* command = train.add_subcommand("coref", "the ranking of pronouns' antecedents");
  command
      ->add_option("TREEBANK", flags->training.treebanks,
                   "CoNLL-U with Entity=; plain, gzip or zstd")
      ->required();
  command->add_option("--only", flags->training.only, "documents whose id begins so; repeat")
      ->allow_extra_args(false);
  command->add_option("--penalty", flags->training.penalty, "of large weights")
      ->capture_default_str();
  command->add_option("-o,--output", flags->output, "the table to write")->required();
  command->footer(
      "Example:\n"
      "  newsmill train coref gum-train.conllu.gz -o processors/models/reference_weights.tsv\n\n"
      "Exit status: 0 the table is written; 1 it could not be; 2 wrong usage or a fault in the "
      "input.");
  command->callback([flags, exit_status] {
    const absl::Status status = Train(*flags);
    *exit_status = status.ok() ? kExitOk : absl::IsInternal(status) ? kExitFailed : kExitUsage;
    if (!status.ok()) std::cerr << "newsmill train coref: " << status.message() << '\n';
  });
}

}  // namespace newsmill
