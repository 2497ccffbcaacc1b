#include <CLI/CLI.hpp>
#include <chrono>
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "ingest/commands/commands.h"
#include "ingest/commands/progress.h"
#include "ingest/feed/feed_sender.h"
#include "ingest/feed/message_feed.h"
#include "processors/base/status_macros.h"
#include "sinks/kafka_producer.h"

namespace newsmill {
namespace {

constexpr size_t kMaxMessageBytes = size_t{64} << 20;

struct ProduceFlags {
  std::string brokers = "127.0.0.1:9092";
  std::string topic;
  std::string format = "auto";
  std::vector<std::string> properties;
  std::vector<std::string> files;
  int timeout_s = 30;
};

absl::StatusOr<KafkaProducerOptions> ProducerOptions(const ProduceFlags& flags) {
  KafkaProducerOptions options;
  options.brokers = flags.brokers;
  // A topic that is not there is an answer, not something to wait for.
  options.properties.emplace_back("topic.metadata.propagation.max.ms", "2000");
  for (const std::string& property : flags.properties) {
    const size_t equals = property.find('=');
    if (equals == 0 || equals == std::string::npos) {
      return absl::InvalidArgumentError("--property " + property +
                                        " is not name=value, as in security.protocol=ssl");
    }
    options.properties.emplace_back(property.substr(0, equals), property.substr(equals + 1));
  }
  return options;
}

absl::StatusOr<SentCounts> Produce(const ProduceFlags& flags) {
  RETURN_IF_ERROR(CheckReadable(flags.files));
  ASSIGN_OR_RETURN(const FeedFormat format, ParseFeedFormat(flags.format));
  ASSIGN_OR_RETURN(const KafkaProducerOptions options, ProducerOptions(flags));
  ASSIGN_OR_RETURN(const std::unique_ptr<KafkaProducer> producer, KafkaProducer::Create(options));
  MessageFeed feed(flags.files, format, kMaxMessageBytes);
  ProgressLine progress("messages");
  FeedSenderOptions sender = {.topic = flags.topic,
                              .timeout = std::chrono::seconds(flags.timeout_s)};
  sender.on_progress = [&](const SentCounts& counts) {
    progress.Update(counts.messages, counts.bytes);
  };
  sender.on_skipped = [](int64_t index, std::string_view reason) {
    std::cerr << "newsmill produce: message " << index << " skipped: " << reason << '\n';
  };
  return SendFeed(feed, *producer, sender);
}

int RunProduce(ProduceFlags flags) {
  if (flags.files.empty()) flags.files.emplace_back("-");
  const absl::StatusOr<SentCounts> counts = Produce(flags);
  if (counts.ok()) {
    std::cout << "sent " << counts->messages << " messages (" << counts->bytes << " bytes) to "
              << flags.topic << '\n';
    return counts->skipped > 0 ? kExitDeadLettered : kExitOk;
  }
  std::cerr << "newsmill produce: " << counts.status().message() << '\n';
  if (absl::IsUnavailable(counts.status()) || absl::IsFailedPrecondition(counts.status())) {
    std::cerr << "Is a broker listening at " << flags.brokers << " (--brokers), does the topic `"
              << flags.topic << "` exist, and may it hold messages of this size\n"
              << "(max.message.bytes)? Waited " << flags.timeout_s << " s (--timeout).\n";
    return kExitFailed;
  }
  return kExitUsage;
}

}  // namespace

void AddProduceCommand(CLI::App& app, int* exit_status) {
  auto flags = std::make_shared<ProduceFlags>();
  CLI::App* command = app.add_subcommand("produce", "send articles from files to a Kafka topic");
  command->add_option("FILE", flags->files,
                      "NDJSON: plain, gzip or zstd; - is standard input (the default)");
  command->add_option("--brokers", flags->brokers, "host:port,host:port")->capture_default_str();
  command->add_option("--topic", flags->topic, "where to")->required();
  command->add_option(
      "--format", flags->format,
      "what a line is: flat (a message's value; its key becomes the article's id), "
      "kcat (an envelope of kcat -J: key, headers, timestamp and payload are sent as "
      "they are), auto");
  command->add_option("--property", flags->properties, "a librdkafka property, name=value; repeat")
      ->take_all()
      ->allow_extra_args(false);  // what follows is a FILE
  command->add_option("--timeout", flags->timeout_s, "seconds to wait for the broker")
      ->capture_default_str()
      ->check(CLI::Range(1, 3600));
  command->footer(
      "Examples:\n"
      "  newsmill produce --brokers localhost:9092 --topic news.articles articles.ndjson\n"
      "  newsmill produce --topic news.articles --property security.protocol=ssl "
      "stream.kcat.zst\n\n"
      "Exit status: 0 all sent; 1 the broker did not take them; 2 wrong usage or unreadable "
      "input;\n"
      "3 sent, but some lines were no messages.");
  command->callback([flags, exit_status] { *exit_status = RunProduce(*flags); });
}

}  // namespace newsmill
