#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "ingest/commands/commands.h"
#include "ingest/config.h"
#include "ingest/heap.h"
#include "ingest/service.h"
#include "ingest/stop_signal.h"

namespace newsmill {
namespace {

struct RunOptions {
  std::string config_path;
  bool until_caught_up = false;
  bool print_config = false;
};

// Of a configuration changed meanwhile only the log's level counts: all else needs a restart.
void ReloadLog(const std::string& config_path) {
  const absl::StatusOr<Config> config = LoadConfig(config_path);
  const absl::Status status = config.ok() ? ReopenLog(config->log.level) : config.status();
  if (status.ok()) {
    LogInfo("log reopened", {{"newsmill.log_level", config->log.level}});
  } else {
    LogError("SIGHUP: the log stays as it was", {{"error.message", std::string(status.message())}});
  }
}

int RunRun(const RunOptions& options) {
  KeepHeapSteady();
  const absl::StatusOr<Config> config = LoadConfig(options.config_path);
  if (!config.ok()) {
    std::cerr << config.status().message() << '\n';
    return kExitUsage;
  }
  if (options.print_config) {
    std::cout << config->effective_yaml;
    return kExitOk;
  }
  if (const absl::Status log = StartLog(config->log); !log.ok()) {
    std::cerr << log.message() << '\n';
    return kExitUsage;
  }
  WatchStopSignals();
  LogInfo("starting", {{"newsmill.build", BuildName()},
                       {"newsmill.workers", std::to_string(config->workers)},
                       {"kafka.brokers", config->kafka.brokers}});
  const absl::StatusOr<LedgerCounts> total =
      RunService(*config, {.until_caught_up = options.until_caught_up,
                           .should_stop = StopRequested,
                           .on_tick = [&options] {
                             if (TakeHangup()) ReloadLog(options.config_path);
                           }});
  if (total.ok()) return kExitOk;
  LogError("ended with an error", {{"error.message", std::string(total.status().message())}});
  return kExitFailed;
}

}  // namespace

void AddRunCommand(CLI::App& app, int* exit_status) {
  auto options = std::make_shared<RunOptions>();
  CLI::App* command = app.add_subcommand("run", "the service: from Kafka to the sinks");
  command->add_option("--config", options->config_path, "the YAML file")->required();
  command->add_flag(
      "--until-caught-up", options->until_caught_up,
      "end with status 0 once every partition has reached the end it had at the start");
  command->add_flag("--print-config", options->print_config,
                    "print the configuration in force, secrets masked, and end");
  command->footer(
      "Example:\n  newsmill run --config news.yaml\n"
      "  newsmill run --config news.yaml --until-caught-up   # a backfill\n\n"
      "SIGTERM or Ctrl-C delivers what was read, commits and ends; a second one ends at once.\n"
      "SIGHUP reopens log.file and reads log.level again, nothing else.\n"
      "Exit status: 0 all settled; 1 something failed (the log says what); 2 wrong configuration.");
  command->callback([options, exit_status] { *exit_status = RunRun(*options); });
}

}  // namespace newsmill
