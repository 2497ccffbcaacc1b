#include "processors/builtin.h"

#include <array>

namespace newsmill {

std::span<const BuiltinProcessor> BuiltinProcessors() {
  static constexpr std::array<BuiltinProcessor, 0> kProcessors = {};
  return kProcessors;
}

}  // namespace newsmill
