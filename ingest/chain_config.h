#ifndef NEWSMILL_INGEST_CHAIN_CONFIG_H_
#define NEWSMILL_INGEST_CHAIN_CONFIG_H_

#include <string>

#include "absl/status/statusor.h"
#include "ingest/decode/decode_limits.h"
#include "ingest/decode/topic_formats.h"
#include "ingest/pipeline.h"
#include "processors/base/options_reader.h"

namespace newsmill {

// What of a configuration shapes the records: the service and `annotate` make the same of it.
struct ChainConfig {
  DecodeLimits limits;
  PipelineSpec pipeline;    // with `formats`
  TopicFormats formats;     // of the topics that are read
  std::string config_hash;  // of just that: 16 hexadecimal digits
};

// Reads it from the top of a configuration, of which nothing has been read yet. `limits` is its
// section of that name, whose other keys are the caller's. Of `source` only the topics are looked
// at, where there are any.
absl::StatusOr<ChainConfig> ReadChainConfig(OptionsReader& root, OptionsReader& limits);

// Reads it from a configuration file, of which the rest belongs to the service and is not looked
// at; "" is a file without anything.
absl::StatusOr<ChainConfig> LoadChainConfig(const std::string& path);

// The text of a configuration file. NotFound, with a remedy: it cannot be read.
absl::StatusOr<std::string> ReadConfigFile(const std::string& path);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_CHAIN_CONFIG_H_
