#include "sinks/builtin.h"

#include <array>

#include "sinks/kafka_dead_letters.h"
#include "sinks/ndjson.h"
#include "sinks/ndjson_dead_letters.h"
#include "sinks/sqlite.h"

namespace newsmill {

std::span<const BuiltinSink> BuiltinSinks() {
  static constexpr std::array<BuiltinSink, 2> kSinks = {{
      {"ndjson", &NewNdjson},
      {"sqlite", &NewSqlite},
  }};
  return kSinks;
}

std::span<const BuiltinSink> BuiltinDeadLetterSinks() {
  static constexpr std::array<BuiltinSink, 2> kSinks = {{
      {"kafka", &NewKafkaDeadLetters},
      {"ndjson", &NewNdjsonDeadLetters},
  }};
  return kSinks;
}

}  // namespace newsmill
