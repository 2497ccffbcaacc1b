#ifndef NEWSMILL_SINKS_KAFKA_DEAD_LETTERS_H_
#define NEWSMILL_SINKS_KAFKA_DEAD_LETTERS_H_

#include "absl/status/statusor.h"
#include "processors/base/options_reader.h"
#include "sinks/builtin.h"
#include "sinks/sink.h"

namespace newsmill {

// `kafka: {topic, brokers, properties, overflow}` under `dead_letters`: failed messages with their
// own key, value and headers, and beside these why they failed: `newsmill.dlq.*`, and the
// `__connect.errors.*` names that existing tools read. Brokers and security properties are the
// source's unless brokers are given.
absl::StatusOr<SinkFactory> NewKafkaDeadLetters(OptionsReader& reader, const SinkContext& context);

}  // namespace newsmill

#endif  // NEWSMILL_SINKS_KAFKA_DEAD_LETTERS_H_
