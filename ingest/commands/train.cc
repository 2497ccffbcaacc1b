#include "ingest/commands/train.h"

#include <CLI/CLI.hpp>

#include "ingest/commands/commands.h"

namespace newsmill {

void AddChainOptions(CLI::App& command, ChainTrainingOptions* chain) {
  command.add_option("--epochs", chain->epochs, "passes over the corpora")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000));
  command.add_option("--patience", chain->patience, "epochs without a better score before the end")
      ->capture_default_str();
  command.add_option("--step", chain->step, "of the first update")->capture_default_str();
  command.add_option("--c", chain->c, "weight of the data against that of small weights")
      ->capture_default_str();
  command.add_option("--min-count", chain->min_count, "rarer features are left out")
      ->capture_default_str();
  command.add_option("--prune", chain->prune, "features that weigh less are left out")
      ->capture_default_str();
  command
      .add_option("--dropout", chain->dropout,
                  "share of the features that each step overlooks at random")
      ->capture_default_str()
      ->check(CLI::Range(0.0, 0.9));
  command
      .add_option("--average-from", chain->average_from,
                  "epoch from which on the weights are averaged; 0: the last ones count")
      ->capture_default_str();
  command.add_option("--seed", chain->seed, "of the order of the training")->capture_default_str();
}

void AddTrainCommand(CLI::App& app, int* exit_status) {
  CLI::App* train = app.add_subcommand("train", "make the models that the stages use");
  train->require_subcommand(1);
  AddTrainClaimsCommand(*train, exit_status);
  AddTrainCorefCommand(*train, exit_status);
  AddTrainNamesCommand(*train, exit_status);
  AddTrainWordsCommand(*train, exit_status);
  AddTrainTagsCommand(*train, exit_status);
  AddTrainWorthinessCommand(*train, exit_status);
  train->footer(
      "The cards of the models that come with the program, and how they were made, are in\n"
      "processors/models/README.md.");
}

}  // namespace newsmill
