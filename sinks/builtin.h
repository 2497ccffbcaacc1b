#ifndef NEWSMILL_SINKS_BUILTIN_H_
#define NEWSMILL_SINKS_BUILTIN_H_

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "processors/base/options_reader.h"
#include "sinks/provenance.h"
#include "sinks/sink.h"
#include "sinks/sink_places.h"

namespace newsmill {

// What every sink may need to know of the process. Outlives the sinks.
struct SinkContext {
  Provenance provenance;
  // The source's brokers and librdkafka properties: the Kafka sink's defaults.
  std::string kafka_brokers;
  std::vector<std::pair<std::string, std::string>> kafka_properties;
  // Whether the source reads this topic of those brokers. May be empty: it reads none.
  std::function<bool(std::string_view topic)> reads_topic;
  // Of all sinks of the configuration; only used while it is read.
  std::shared_ptr<SinkPlaces> places = std::make_shared<SinkPlaces>();
};

// Reads a sink's options; errors name the line.
using SinkBuilder = absl::StatusOr<SinkFactory> (*)(OptionsReader& options,
                                                    const SinkContext& context);

struct BuiltinSink {
  std::string_view name;  // its key in an item of `sinks:` (or under `dead_letters:`)
  SinkBuilder build;
};

// The sinks for records.
std::span<const BuiltinSink> BuiltinSinks();

// The sinks for dead letters. They implement Sink too; a document's `failure` says why it is there.
std::span<const BuiltinSink> BuiltinDeadLetterSinks();

}  // namespace newsmill

#endif  // NEWSMILL_SINKS_BUILTIN_H_
