#include "ingest/chain_config.h"

#include <xxhash.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

#include "ingest/kafka_source.h"
#include "processors/base/status_macros.h"
#include "sinks/record_encoder.h"

namespace newsmill {
namespace {

absl::StatusOr<std::vector<KafkaSourceOptions::Topic>> ReadTopics(OptionsReader& root) {
  if (!root.Has("source")) return std::vector<KafkaSourceOptions::Topic>();
  ASSIGN_OR_RETURN(OptionsReader source, root.Section("source"));
  ASSIGN_OR_RETURN(OptionsReader kafka, source.Section("kafka"));
  return ReadKafkaTopics(kafka);
}

// Topics' formats go to *chain and, as they shape records, to *shaping.
absl::Status ForceFormats(const std::vector<KafkaSourceOptions::Topic>& topics, ChainConfig* chain,
                          std::string* shaping) {
  for (const KafkaSourceOptions::Topic& topic : topics) {
    if (topic.format != "auto") *shaping += topic.name + ": " + topic.format + "\n";
    RETURN_IF_ERROR(chain->formats.Add(topic.name, topic.format));
  }
  chain->pipeline.ForceFormats(chain->formats);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<ChainConfig> ReadChainConfig(OptionsReader& root, OptionsReader& limits) {
  RETURN_IF_ERROR(root.AllowOnly({"source", "workers", "processors", "filter", "limits", "sinks",
                                  "dead_letters", "state", "admin", "log"}));
  ChainConfig chain;
  RETURN_IF_ERROR(ReadDecodeLimits(limits, &chain.limits));
  ASSIGN_OR_RETURN(chain.pipeline, PipelineSpec::Read(root, chain.limits));
  std::string shaping = root.EffectiveYaml();
  ASSIGN_OR_RETURN(const auto topics, ReadTopics(root));
  RETURN_IF_ERROR(ForceFormats(topics, &chain, &shaping));
  chain.config_hash = HexId(XXH3_64bits(shaping.data(), shaping.size()));
  return chain;
}

absl::StatusOr<ChainConfig> LoadChainConfig(const std::string& path) {
  std::string text;
  if (!path.empty()) {
    ASSIGN_OR_RETURN(text, ReadConfigFile(path));
  }
  ASSIGN_OR_RETURN(OptionsReader config, OptionsReader::Parse(text, path));
  ASSIGN_OR_RETURN(OptionsReader limits, config.Section("limits"));
  return ReadChainConfig(config, limits);
}

absl::StatusOr<std::string> ReadConfigFile(const std::string& path) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) {
    return absl::NotFoundError(path + ": is a directory; give the path of a configuration file");
  }
  std::ifstream input(path, std::ios::binary);
  std::ostringstream text;
  text << input.rdbuf();
  if (!input || text.bad()) {
    return absl::NotFoundError(path +
                               ": cannot be read; give the path of a configuration file "
                               "(deploy/newsmill.example.yaml is one)");
  }
  return text.str();
}

}  // namespace newsmill
