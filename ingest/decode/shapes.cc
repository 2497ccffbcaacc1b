#include "ingest/decode/shapes.h"

#include <array>

#include "ingest/decode/event_registry.h"
#include "ingest/decode/flat.h"
#include "ingest/decode/json_ld.h"
#include "ingest/decode/ninjs1.h"
#include "ingest/decode/ninjs2.h"

namespace newsmill {

std::span<const Shape> Shapes() {
  static constexpr std::array kShapes = {
      Shape{"flat", MatchesFlat, MapFlat},
      Shape{"ninjs1", MatchesNinjs1, MapNinjs1},
      Shape{"ninjs2", MatchesNinjs2, MapNinjs2},
      Shape{"ninjs3", MatchesNinjs3, MapNinjs3},
      Shape{"jsonld", MatchesJsonLd, MapJsonLd},
      Shape{"eventregistry", MatchesEventRegistry, MapEventRegistry},
  };
  return kShapes;
}

}  // namespace newsmill
