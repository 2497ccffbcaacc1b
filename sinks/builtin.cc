#include "sinks/builtin.h"

#include <array>

#include "sinks/ndjson.h"
#include "sinks/ndjson_dead_letters.h"

namespace newsmill {

std::span<const BuiltinSink> BuiltinSinks() {
  static constexpr std::array<BuiltinSink, 1> kSinks = {{
      {"ndjson", &NewNdjson},
  }};
  return kSinks;
}

std::span<const BuiltinSink> BuiltinDeadLetterSinks() {
  static constexpr std::array<BuiltinSink, 1> kSinks = {{
      {"ndjson", &NewNdjsonDeadLetters},
  }};
  return kSinks;
}

}  // namespace newsmill
