#include "processors/builtin.h"

#include <array>

#include "processors/claims.h"
#include "processors/coreference.h"
#include "processors/entities.h"
#include "processors/language.h"
#include "processors/sentences.h"

namespace newsmill {

std::span<const BuiltinProcessor> BuiltinProcessors() {
  static constexpr std::array kProcessors = {
      BuiltinProcessor{"language", &NewLanguage}, BuiltinProcessor{"sentences", &NewSentences},
      BuiltinProcessor{"entities", &NewEntities}, BuiltinProcessor{"coreference", &NewCoreference},
      BuiltinProcessor{"claims", &NewClaims},
  };
  return kProcessors;
}

}  // namespace newsmill
