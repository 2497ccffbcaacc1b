#include <CLI/CLI.hpp>

#include "ingest/commands/commands.h"

int main(int argc, char** argv) {
  CLI::App app{
      "newsmill: who is in each article, and who said what.\n"
      "Reads article messages from Kafka and writes one enriched record each to the stores\n"
      "behind search and dashboards."};
  app.set_version_flag("--version", newsmill::VersionText());
  app.require_subcommand(0, 1);
  int exit_status = newsmill::kExitOk;
  newsmill::AddAnnotateCommand(app, &exit_status);
  newsmill::AddProduceCommand(app, &exit_status);
  newsmill::AddCheckCommand(app, &exit_status);
  newsmill::AddDemoCommand(app, &exit_status);
  newsmill::AddDlqCommand(app, &exit_status);
  newsmill::AddEvalCommand(app, &exit_status);
  newsmill::AddKbCommand(app, &exit_status);
  newsmill::AddRunCommand(app, &exit_status);
  newsmill::AddSearchCommand(app, &exit_status);
  newsmill::AddTrainCommand(app, &exit_status);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int status = app.exit(error);
    return status == 0 ? newsmill::kExitOk : newsmill::kExitUsage;
  }
  if (app.get_subcommands().empty()) {
    std::cout << app.help();
    return newsmill::kExitUsage;
  }
  return exit_status;
}
