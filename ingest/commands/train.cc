#include "ingest/commands/train.h"

#include <CLI/CLI.hpp>

#include "ingest/commands/commands.h"

namespace newsmill {

void AddTrainCommand(CLI::App& app, int* exit_status) {
  CLI::App* train = app.add_subcommand("train", "make the models that the stages use");
  train->require_subcommand(1);
  AddTrainNamesCommand(*train, exit_status);
  AddTrainWordsCommand(*train, exit_status);
  AddTrainTagsCommand(*train, exit_status);
  train->footer(
      "The cards of the models that come with the program, and how they were made, are in\n"
      "processors/models/README.md.");
}

}  // namespace newsmill
