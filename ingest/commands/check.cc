#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "ingest/commands/commands.h"
#include "ingest/config.h"
#include "ingest/kafka_probe.h"
#include "processors/base/status_macros.h"

namespace newsmill {
namespace {

constexpr std::chrono::milliseconds kTimeout{10'000};

struct CheckOptions {
  std::string config_path;
  bool connect = false;
};

// Prints one line for one check and says whether it passed.
bool Report(const std::string& what, const absl::Status& status) {
  if (status.ok()) {
    std::cout << "ok      " << what << '\n';
  } else {
    std::cout << "FAILED  " << what << ": " << status.message() << '\n';
  }
  return status.ok();
}

absl::Status CheckTopics(const Config& config) {
  ASSIGN_OR_RETURN(const std::unique_ptr<KafkaProbe> probe,
                   KafkaProbe::Connect(config.kafka, kTimeout));
  return probe->EndOffsets().status();
}

// Opens a sink as a worker would, without writing a record.
absl::Status CheckSink(const NamedSinkFactory& factory) {
  ASSIGN_OR_RETURN(const std::unique_ptr<Sink> sink, factory.make(0));
  RETURN_IF_ERROR(sink->Assign({}));
  return sink->Close();
}

int Connect(const Config& config) {
  bool good = Report("brokers and topics", CheckTopics(config));
  for (const NamedSinkFactory& sink : config.sinks) {
    good = Report("sink " + sink.name, CheckSink(sink)) && good;
  }
  good = Report("dead letters", CheckSink(config.dead_letters)) && good;
  return good ? kExitOk : kExitFailed;
}

int RunCheck(const CheckOptions& options) {
  const absl::StatusOr<Config> config = LoadConfig(options.config_path);
  if (!config.ok()) {
    std::cerr << config.status().message() << '\n';
    return kExitUsage;
  }
  std::cout << "ok      " << options.config_path << '\n';
  if (!options.connect) return kExitOk;
  if (!Report("log", StartLog(config->log))) return kExitFailed;
  return Connect(*config);
}

}  // namespace

void AddCheckCommand(CLI::App& app, int* exit_status) {
  auto options = std::make_shared<CheckOptions>();
  CLI::App* command = app.add_subcommand("check", "check a configuration file");
  command->add_option("--config", options->config_path, "the YAML file")->required();
  command->add_flag("--connect", options->connect,
                    "also try the brokers, the topics and the sinks");
  command->footer(
      "Example:\n  newsmill check --config news.yaml --connect\n\n"
      "Exit status: 0 all good; 1 something cannot be reached; 2 the file is wrong.");
  command->callback([options, exit_status] { *exit_status = RunCheck(*options); });
}

}  // namespace newsmill
