#include "sinks/builtin.h"

#include <array>

namespace newsmill {

std::span<const BuiltinSink> BuiltinSinks() {
  static constexpr std::array<BuiltinSink, 0> kSinks = {};
  return kSinks;
}

std::span<const BuiltinSink> BuiltinDeadLetterSinks() {
  static constexpr std::array<BuiltinSink, 0> kSinks = {};
  return kSinks;
}

}  // namespace newsmill
