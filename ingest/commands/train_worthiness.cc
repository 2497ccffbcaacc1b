#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <string>
#include <utility>

#include "ingest/commands/commands.h"
#include "ingest/commands/train.h"
#include "ingest/training/worthiness_training.h"
#include "processors/base/status_macros.h"
#include "processors/learning/model_file.h"

namespace newsmill {
namespace {

struct TrainWorthinessFlags {
  std::string words;
  std::string output;
  WorthinessTrainingOptions training;
};

absl::Status Train(TrainWorthinessFlags& flags) {
  ASSIGN_OR_RETURN(auto words, ModelFile::Open(flags.words, WordClasses::kKind));
  ASSIGN_OR_RETURN(flags.training.classes, WordClasses::Load(std::move(words)));
  ASSIGN_OR_RETURN(
      const ModelFileWriter model,
      TrainWorthiness(flags.training, [](const std::string& line) { std::cerr << line << '\n'; }));
  return model.Write(flags.output);
}

void AddLearningOptions(CLI::App& command, WorthinessTrainingOptions* training) {
  LogisticOptions& learning = training->learning;
  command.add_option("--epochs", learning.epochs, "passes over a corpus")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000));
  command
      .add_option("--patience", learning.patience, "epochs without a better score before the end")
      ->capture_default_str();
  command.add_option("--step", learning.step, "of the first epoch")->capture_default_str();
  command.add_option("--l2", learning.l2, "penalty on large weights")->capture_default_str();
  command.add_option("--min-count", learning.min_count, "rarer features are left out")
      ->capture_default_str();
  command.add_option("--seed", learning.seed, "of the order of the training")
      ->capture_default_str();
  command.add_option("--gain", training->gain, "how loud the fact-checkers' choice is")
      ->capture_default_str();
  command
      .add_option("--floor", training->floor, "log-odds of that choice below which it is silent")
      ->capture_default_str();
}

}  // namespace

void AddTrainWorthinessCommand(CLI::App& train, int* exit_status) {
  auto flags = std::make_shared<TrainWorthinessFlags>();
  WorthinessTrainingOptions& training = flags->training;
  CLI::App* command = train.add_subcommand("worthiness", "what is worth checking");
  command
      ->add_option(
          "--readers", training.readers,
          "sentences that readers judged: lines {\"text\", \"label\": 0 or 1}; plain, gzip "
          "or zstd")
      ->required();
  command->add_option("--readers-dev", training.readers_dev, "such to judge each epoch by")
      ->required();
  command
      ->add_option("--checkers", training.checkers,
                   "sentences, with label 1 those that fact-checkers took up")
      ->required();
  command->add_option("--checkers-dev", training.checkers_dev, "such to judge each epoch by")
      ->required();
  command
      ->add_option("--words", flags->words,
                   "word classes to look at, made by `newsmill train words`")
      ->required();
  command->add_option("-o,--output", flags->output, "the model to write")->required();
  AddLearningOptions(*command, &training);
  command->footer(
      "Example:\n"
      "  newsmill train worthiness --readers r.jsonl --readers-dev rd.jsonl --checkers c.jsonl.gz "
      "\\\n"
      "      --checkers-dev cd.jsonl --words words.bin -o worthiness.bin\n\n"
      "Exit status: 0 the model is written; 1 it could not be; 2 wrong usage or a fault in the "
      "input.");
  command->callback([flags, exit_status] {
    const absl::Status status = Train(*flags);
    *exit_status = status.ok() ? kExitOk : absl::IsInternal(status) ? kExitFailed : kExitUsage;
    if (!status.ok()) std::cerr << "newsmill train worthiness: " << status.message() << '\n';
  });
}

}  // namespace newsmill
