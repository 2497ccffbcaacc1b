#include <unistd.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>

#include "embedded/sample_stream.h"
#include "ingest/commands/commands.h"
#include "ingest/commands/demo_report.h"
#include "ingest/config.h"
#include "ingest/feed/feed_sender.h"
#include "ingest/kafka_mock_cluster.h"
#include "ingest/service.h"
#include "ingest/stop_signal.h"
#include "processors/base/status_macros.h"

namespace newsmill {
namespace {

constexpr char kTopic[] = "news.articles";
constexpr int kPartitions = 4;
constexpr char kMarker[] = ".newsmill-demo";

struct DemoFlags {
  bool once = false;
  std::string directory = "newsmill-demo";
};

// Empties the directory of an earlier demo; one that a demo did not make is left alone.
absl::Status PrepareDirectory(const std::filesystem::path& directory) {
  std::error_code error;
  const std::filesystem::path marker = directory / kMarker;
  if (std::filesystem::exists(directory, error)) {
    if (!std::filesystem::exists(marker, error)) {
      return absl::FailedPreconditionError(directory.string() +
                                           " exists and was not made by a demo; give another with "
                                           "--directory");
    }
    std::filesystem::remove_all(directory, error);
  }
  std::filesystem::create_directories(directory, error);
  if (error) return absl::FailedPreconditionError(directory.string() + ": " + error.message());
  std::ofstream(marker) << "made by newsmill demo; the next one removes this directory\n";
  return absl::OkStatus();
}

std::string ConfigText(const std::string& brokers, const std::string& directory) {
  return "# The configuration of the demo, as for newsmill run.\n"
         "source:\n"
         "  kafka:\n"
         "    brokers: " +
         brokers +
         "\n"
         "    topics: [" +
         kTopic +
         "]\n"
         "    group: newsmill-demo\n"
         "workers: 1  # all that the in-process broker serves well; a real one takes more\n"
         "sinks:\n"
         "  - sqlite: {path: " +
         directory +
         "/news.db}\n"
         "  - ndjson: {directory: " +
         directory +
         "/enriched}\n"
         "dead_letters:\n"
         "  ndjson: {directory: " +
         directory +
         "/dead}\n"
         "state:\n"
         "  directory: " +
         directory +
         "/state\n"
         "admin:\n"
         "  listen: 127.0.0.1:0\n"
         "log:\n"
         "  level: warn\n";
}

absl::StatusOr<SentCounts> FeedSample(const std::string& brokers, const std::string& path) {
  std::ofstream(path, std::ios::binary) << embedded::SampleStream();
  ASSIGN_OR_RETURN(const std::unique_ptr<KafkaProducer> producer,
                   KafkaProducer::Create({.brokers = brokers}));
  MessageFeed feed({path}, FeedFormat::kKcat, size_t{8} << 20);
  return SendFeed(feed, *producer, {.topic = kTopic});
}

uint64_t SettledCount(const LedgerCounts& counts) { return counts.consumed - counts.in_flight; }

class Demo {
 public:
  explicit Demo(const DemoFlags& flags) : flags_(flags) {}

  absl::Status Run() {
    RETURN_IF_ERROR(PrepareDirectory(flags_.directory));
    std::cout << "Starting an in-process Kafka broker and feeding it the sample stream...\n";
    ASSIGN_OR_RETURN(cluster_, KafkaMockCluster::Start());
    RETURN_IF_ERROR(cluster_->CreateTopic(kTopic, kPartitions));
    ASSIGN_OR_RETURN(sent_, FeedSample(cluster_->brokers(), flags_.directory + "/sample.jsonl"));
    const std::string config_path = flags_.directory + "/demo.yaml";
    std::ofstream(config_path) << ConfigText(cluster_->brokers(), flags_.directory);
    ASSIGN_OR_RETURN(const Config config, LoadConfig(config_path));
    RETURN_IF_ERROR(StartLog(config.log));
    WatchStopSignals();
    std::cout << sent_.messages << " messages are in topic " << kTopic
              << "; the service joins the group and reads them.\n"
              << std::flush;
    ASSIGN_OR_RETURN(const LedgerCounts total,
                     RunService(config, {.until_caught_up = flags_.once,
                                         .should_stop = StopRequested,
                                         .on_progress = [this](const LedgerCounts& counts) {
                                           OnProgress(counts);
                                         }}));
    if (!reported_) return Report(total);
    return absl::OkStatus();
  }

 private:
  void OnProgress(const LedgerCounts& counts) {
    if (!reported_ && terminal_) {
      std::cout << "\r  " << SettledCount(counts) << " of " << sent_.messages << " messages settled"
                << std::flush;
    }
    const bool complete =
        counts.in_flight == 0 && SettledCount(counts) >= static_cast<uint64_t>(sent_.messages);
    if (flags_.once || reported_ || !complete) return;
    if (absl::Status status = Report(counts); !status.ok()) std::cerr << status.message() << '\n';
    std::cout << "\nThe service goes on; Ctrl-C ends it. From another terminal you can feed it:\n"
              << "  newsmill produce --brokers " << cluster_->brokers() << " --topic " << kTopic
              << " FILE\n"
              << std::flush;
  }

  absl::Status Report(const LedgerCounts& counts) {
    reported_ = true;
    if (terminal_) std::cout << "\r\033[K";
    return PrintDemoReport(counts, flags_.directory, terminal_, std::cout);
  }

  const DemoFlags& flags_;
  const bool terminal_ = isatty(STDOUT_FILENO) != 0;
  std::unique_ptr<KafkaMockCluster> cluster_;
  SentCounts sent_;
  bool reported_ = false;
};

int RunDemo(const DemoFlags& flags) {
  const absl::Status status = Demo(flags).Run();
  if (status.ok()) return kExitOk;
  std::cerr << "newsmill demo: " << status.message() << '\n';
  return kExitFailed;
}

}  // namespace

void AddDemoCommand(CLI::App& app, int* exit_status) {
  auto flags = std::make_shared<DemoFlags>();
  CLI::App* command = app.add_subcommand("demo", "see it work, on an in-process broker");
  command->add_flag("--once", flags->once, "end after the sample stream, with status 0");
  command
      ->add_option("--directory", flags->directory,
                   "where the database and files go; emptied first")
      ->capture_default_str();
  command->footer(
      "Example:\n  newsmill demo\n\n"
      "Feeds the sample stream that ships with newsmill to a broker inside this process, runs the\n"
      "service on it, and shows what came out.");
  command->callback([flags, exit_status] { *exit_status = RunDemo(*flags); });
}

}  // namespace newsmill
