#include "processors/builtin.h"

#include <array>

#include "processors/language.h"
#include "processors/sentences.h"

namespace newsmill {

std::span<const BuiltinProcessor> BuiltinProcessors() {
  static constexpr std::array kProcessors = {
      BuiltinProcessor{"language", &NewLanguage},
      BuiltinProcessor{"sentences", &NewSentences},
  };
  return kProcessors;
}

}  // namespace newsmill
