#include "ingest/config.h"

#include <algorithm>

#include "ingest/chain_config.h"
#include "ingest/commands/commands.h"
#include "ingest/memory_budget.h"
#include "processors/base/status_macros.h"

namespace newsmill {
namespace {

std::string Names(std::span<const BuiltinSink> sinks) {
  std::string names;
  for (const BuiltinSink& sink : sinks) {
    names += (names.empty() ? "" : ", ") + std::string(sink.name);
  }
  return names;
}

absl::Status ReadSource(OptionsReader& root, Config* config) {
  ASSIGN_OR_RETURN(OptionsReader source, root.Section("source"));
  if (!source.Has("kafka")) {
    return root.ErrorAt("source", "has no `kafka:` section; give brokers, topics and group there");
  }
  ASSIGN_OR_RETURN(OptionsReader kafka, source.Section("kafka"));
  RETURN_IF_ERROR(source.Finish());
  RETURN_IF_ERROR(ReadKafkaSourceOptions(kafka, &config->kafka));
  const MemoryBudget budget(config->limits.memory_mb, config->workers);
  const absl::Status together = CheckKafkaSource(config->kafka, budget.prefetch_bytes);
  if (together.ok()) return absl::OkStatus();
  return kafka.ErrorAt("properties", "do not go together: " + std::string(together.message()));
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

// One key has to do with the other: what a worker prefetches must hold a message.
absl::Status CheckMemory(const OptionsReader& limits, const Config& config,
                         const DecodeLimits& decode) {
  const MemoryBudget budget(config.limits.memory_mb, config.workers);
  const size_t needed =
      std::max(static_cast<size_t>(decode.max_message_bytes), MemoryBudget::kMinPrefetchBytes);
  if (budget.prefetch_bytes >= needed) return absl::OkStatus();
  const size_t enough = (needed * 4 * static_cast<size_t>(config.workers) + (1 << 20) - 1) >> 20;
  return limits.ErrorAt("memory_mb", "is " + std::to_string(config.limits.memory_mb) +
                                         ", too little for " + std::to_string(config.workers) +
                                         " workers and messages of " +
                                         std::to_string(decode.max_message_bytes) +
                                         " bytes; give at least " + std::to_string(enough) +
                                         ", or fewer workers, or a smaller max_message_bytes");
}

absl::Status ReadLimits(OptionsReader& root, OptionsReader& limits, const DecodeLimits& decode,
                        Config* config) {
  RETURN_IF_ERROR(root.Optional("workers", &config->workers, 1, 256));
  ServiceLimits& out = config->limits;
  RETURN_IF_ERROR(limits.Optional("memory_mb", &out.memory_mb, 64, 1 << 20));
  RETURN_IF_ERROR(limits.Optional("batch_documents", &out.batch_documents, 1, 10'000));
  RETURN_IF_ERROR(limits.Optional("shutdown_timeout_s", &out.shutdown_timeout_s, 1, 3600));
  RETURN_IF_ERROR(limits.Optional("commit_interval_ms", &out.commit_interval_ms, 10, 600'000));
  RETURN_IF_ERROR(limits.Optional("commit_messages", &out.commit_messages, 1, 10'000'000));
  RETURN_IF_ERROR(limits.Optional("breaker_refusals", &out.breaker_refusals, 0, 1'000'000));
  RETURN_IF_ERROR(limits.Optional("stage_deadline_s", &out.stage_deadline_s, 1, 3600));
  RETURN_IF_ERROR(limits.Finish());
  return CheckMemory(limits, *config, decode);
}

}  // namespace

absl::StatusOr<Config> ParseConfig(std::string_view text, std::string_view file) {
  ASSIGN_OR_RETURN(OptionsReader root, OptionsReader::Parse(text, file));
  Config config;
  config.sink_context = std::make_unique<SinkContext>();

  ASSIGN_OR_RETURN(OptionsReader limits, root.Section("limits"));
  ASSIGN_OR_RETURN(ChainConfig chain, ReadChainConfig(root, limits));
  config.pipeline = std::move(chain.pipeline);
  config.sink_context->reads_topic = [formats = std::move(chain.formats)](std::string_view topic) {
    return formats.Contains(topic);
  };
  Provenance& provenance = config.sink_context->provenance;
  provenance.build = BuildName();
  provenance.config_hash = std::move(chain.config_hash);
  RETURN_IF_ERROR(ReadLimits(root, limits, chain.limits, &config));
  RETURN_IF_ERROR(ReadSource(root, &config));
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
  ASSIGN_OR_RETURN(const std::string text, ReadConfigFile(path));
  return ParseConfig(text, path);
}

}  // namespace newsmill
