#include "ingest/commands/eval.h"

#include <CLI/CLI.hpp>

#include "ingest/commands/commands.h"

namespace newsmill {

void AddEvalCommand(CLI::App& app, int* exit_status) {
  CLI::App* eval = app.add_subcommand("eval", "score the models and rules on what people marked");
  eval->require_subcommand(1);
  AddEvalNamesCommand(*eval, exit_status);
  AddEvalClaimsCommand(*eval, exit_status);
  AddEvalCorefCommand(*eval, exit_status);
  AddEvalTagsCommand(*eval, exit_status);
  AddEvalTextCommand(*eval, exit_status);
  AddEvalWorthinessCommand(*eval, exit_status);
  eval->footer("What each figure means is in tests/quality/README.md.");
}

}  // namespace newsmill
