#include "ingest/config.h"

#include <xxhash.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "ingest/commands/commands.h"
#include "processors/base/status_macros.h"

namespace newsmill {
namespace {

std::string HexHash(std::string_view text) {
  constexpr char kDigits[] = "0123456789abcdef";
  uint64_t hash = XXH3_64bits(text.data(), text.size());
  std::string hex(16, '0');
  for (size_t i = hex.size(); i-- > 0; hash >>= 4) hex[i] = kDigits[hash & 15];
  return hex;
}

std::string Names(std::span<const BuiltinSink> sinks) {
  std::string names;
  for (const BuiltinSink& sink : sinks) {
    names += (names.empty() ? "" : ", ") + std::string(sink.name);
  }
  return names;
}

absl::Status ReadSource(OptionsReader& root, KafkaSourceOptions* options) {
  ASSIGN_OR_RETURN(OptionsReader source, root.Section("source"));
  if (!source.Has("kafka")) {
    return root.ErrorAt("source", "has no `kafka:` section; give brokers, topics and group there");
  }
  ASSIGN_OR_RETURN(OptionsReader kafka, source.Section("kafka"));
  RETURN_IF_ERROR(source.Finish());
  return ReadKafkaSourceOptions(kafka, options);
}

// `item` is a map with one key, the kind of sink, whose value holds the sink's options.
absl::StatusOr<NamedSinkFactory> ReadSink(OptionsReader& item, std::span<const BuiltinSink> known,
                                          const SinkContext& context) {
  const std::vector<std::string> keys = item.Keys();
  for (const BuiltinSink& sink : known) {
    if (keys.size() != 1 || keys[0] != sink.name) continue;
    ASSIGN_OR_RETURN(OptionsReader options, item.Section(keys[0]));
    ASSIGN_OR_RETURN(SinkFactory factory, sink.build(options, context));
    return NamedSinkFactory{keys[0], std::move(factory)};
  }
  return item.ErrorAt(keys.empty() ? "" : keys[0],
                      "is not one kind of sink; allowed: one of " + Names(known));
}

absl::Status ReadSinks(OptionsReader& root, Config* config) {
  ASSIGN_OR_RETURN(std::vector<OptionsReader> items, root.Sections("sinks"));
  if (items.empty()) {
    return root.ErrorAt("sinks",
                        "is missing or empty; give at least one of " + Names(BuiltinSinks()));
  }
  for (OptionsReader& item : items) {
    ASSIGN_OR_RETURN(NamedSinkFactory sink, ReadSink(item, BuiltinSinks(), *config->sink_context));
    const auto same = std::count_if(config->sinks.begin(), config->sinks.end(), [&](const auto& x) {
      return x.name == sink.name || x.name.starts_with(sink.name + "-");
    });
    if (same > 0) sink.name += "-" + std::to_string(same + 1);
    config->sinks.push_back(std::move(sink));
  }
  if (!root.Has("dead_letters")) {
    return root.ErrorAt("dead_letters", "is missing: nothing may be dropped, so give one of " +
                                            Names(BuiltinDeadLetterSinks()));
  }
  ASSIGN_OR_RETURN(OptionsReader dead, root.Section("dead_letters"));
  ASSIGN_OR_RETURN(config->dead_letters,
                   ReadSink(dead, BuiltinDeadLetterSinks(), *config->sink_context));
  config->dead_letters.name = "dead_letters";
  return absl::OkStatus();
}

absl::Status ReadState(OptionsReader& root, std::string* directory) {
  ASSIGN_OR_RETURN(OptionsReader state, root.Section("state"));
  RETURN_IF_ERROR(state.Optional("directory", directory));
  if (directory->empty()) return state.ErrorAt("directory", "is empty; give a folder");
  return state.Finish();
}

// Formats that topics force go to the pipeline and, as they shape records, to *shaping; sinks learn
// which topics are read.
absl::Status ForceFormats(const OptionsReader& root, const KafkaSourceOptions& kafka,
                          PipelineSpec* pipeline, SinkContext* context, std::string* shaping) {
  TopicFormats formats;
  for (const KafkaSourceOptions::Topic& topic : kafka.topics) {
    if (topic.format != "auto") *shaping += topic.name + ": " + topic.format + "\n";
    if (const absl::Status status = formats.Add(topic.name, topic.format); !status.ok()) {
      return root.ErrorAt("source", "has the " + std::string(status.message()));
    }
  }
  context->reads_topic = [formats](std::string_view topic) { return formats.Contains(topic); };
  pipeline->ForceFormats(std::move(formats));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Config> ParseConfig(std::string_view text, std::string_view file) {
  ASSIGN_OR_RETURN(OptionsReader root, OptionsReader::Parse(text, file));
  Config config;
  config.sink_context = std::make_unique<SinkContext>();

  // First what shapes the records, so that the hash covers just that.
  ASSIGN_OR_RETURN(OptionsReader limits, root.Section("limits"));
  DecodeLimits decode_limits;
  RETURN_IF_ERROR(ReadDecodeLimits(limits, &decode_limits));
  ASSIGN_OR_RETURN(config.pipeline, PipelineSpec::Read(root, decode_limits));
  std::string shaping = root.EffectiveYaml();
  RETURN_IF_ERROR(ReadSource(root, &config.kafka));
  RETURN_IF_ERROR(
      ForceFormats(root, config.kafka, &config.pipeline, config.sink_context.get(), &shaping));
  Provenance& provenance = config.sink_context->provenance;
  provenance.build = BuildName();
  provenance.config_hash = HexHash(shaping);
  RETURN_IF_ERROR(root.Optional("workers", &config.workers, 1, 256));
  RETURN_IF_ERROR(limits.Optional("memory_mb", &config.limits.memory_mb, 64, 1 << 20));
  RETURN_IF_ERROR(limits.Optional("batch_documents", &config.limits.batch_documents, 1, 10'000));
  RETURN_IF_ERROR(
      limits.Optional("shutdown_timeout_s", &config.limits.shutdown_timeout_s, 1, 3600));
  RETURN_IF_ERROR(
      limits.Optional("commit_interval_ms", &config.limits.commit_interval_ms, 10, 600'000));
  RETURN_IF_ERROR(
      limits.Optional("commit_messages", &config.limits.commit_messages, 1, 10'000'000));
  RETURN_IF_ERROR(
      limits.Optional("breaker_refusals", &config.limits.breaker_refusals, 0, 1'000'000));
  RETURN_IF_ERROR(limits.Optional("stage_deadline_s", &config.limits.stage_deadline_s, 1, 3600));
  RETURN_IF_ERROR(limits.Finish());
  config.sink_context->kafka_brokers = config.kafka.brokers;
  config.sink_context->kafka_properties = config.kafka.properties;
  RETURN_IF_ERROR(ReadSinks(root, &config));

  RETURN_IF_ERROR(ReadState(root, &config.state_directory));
  ASSIGN_OR_RETURN(OptionsReader admin, root.Section("admin"));
  RETURN_IF_ERROR(ReadAdminOptions(admin, &config.admin));
  ASSIGN_OR_RETURN(OptionsReader log, root.Section("log"));
  RETURN_IF_ERROR(ReadLogOptions(log, &config.log));
  RETURN_IF_ERROR(root.Finish());
  config.effective_yaml = root.EffectiveYaml();
  return config;
}

absl::StatusOr<Config> LoadConfig(const std::string& path) {
  std::ifstream input(path, std::ios::binary);
  std::ostringstream text;
  text << input.rdbuf();
  if (!input) {
    return absl::NotFoundError(path +
                               ": cannot be read; give the path of a configuration file "
                               "(deploy/newsmill.example.yaml is one)");
  }
  return ParseConfig(text.str(), path);
}

}  // namespace newsmill
