#ifndef NEWSMILL_PROCESSORS_BUILTIN_H_
#define NEWSMILL_PROCESSORS_BUILTIN_H_

#include <span>
#include <string_view>

#include "processors/processor.h"

namespace newsmill {

struct BuiltinProcessor {
  std::string_view name;  // its key under `processors:`
  ProcessorBuilder build;
};

// Every stage, in the order in which the chain runs them.
std::span<const BuiltinProcessor> BuiltinProcessors();

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_BUILTIN_H_
