#ifndef NEWSMILL_INGEST_CONFIG_H_
#define NEWSMILL_INGEST_CONFIG_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "ingest/admin_server.h"
#include "ingest/kafka_source.h"
#include "ingest/log.h"
#include "ingest/pipeline.h"
#include "sinks/builtin.h"
#include "sinks/sink.h"

namespace newsmill {

// `limits` of the configuration, but for those of the decoder.
struct ServiceLimits {
  // Budget for messages and what is made of them, over all workers. Of its share a worker
  // prefetches a quarter, which must hold a message of the largest size, and takes at most a
  // sixteenth in one batch. The process takes at most this, 96 MiB, and 256 MiB for each worker
  // (with the default max_*_bytes): ARCHITECTURE.md, "How much memory".
  int memory_mb = 512;
  // Documents in one batch at most: larger batches make stores faster and deliver later.
  int batch_documents = 256;
  // How long a blocked sink may hold up the end of the process.
  int shutdown_timeout_s = 30;
  // Offsets are committed so often, or after so many messages of a worker. Longer: less work for
  // the broker, and more messages that are read again after a crash.
  int commit_interval_ms = 1000;
  int commit_messages = 10'000;
  // So many records refused in a row by one sink count as our mistake: it blocks, instead of
  // draining the topic into the dead letters. 0: never.
  int breaker_refusals = 100;
  // How long a stage may take for one batch. Then it is taken to hang: the process ends, and the
  // next one looks for the message that did it. Must be well above what a batch takes.
  int stage_deadline_s = 60;
};

struct NamedSinkFactory {
  std::string name;  // its key in the configuration; "ndjson-2" for the second of a kind
  SinkFactory make;
};

// The whole configuration of the service, checked: everything that can be known to be wrong without
// a network is an error of ParseConfig. Read once, shared const.
struct Config {
  KafkaSourceOptions kafka;
  int workers = 2;
  ServiceLimits limits;
  PipelineSpec pipeline;
  std::unique_ptr<SinkContext> sink_context;  // what the factories refer to
  std::vector<NamedSinkFactory> sinks;
  NamedSinkFactory dead_letters;
  // What must outlive a crash of the process; shared by all processes of a group on a machine.
  std::string state_directory = "newsmill-state";
  AdminOptions admin;
  LogOptions log;
  std::string effective_yaml;  // with defaults filled in and secrets masked
};

// Parses `text`, the contents of `file`. Errors: InvalidArgument "file:line: what, and what is
// allowed".
absl::StatusOr<Config> ParseConfig(std::string_view text, std::string_view file);

// Reads and parses a file; NotFound where it cannot be read.
absl::StatusOr<Config> LoadConfig(const std::string& path);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_CONFIG_H_
