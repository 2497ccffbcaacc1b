#include "ingest/decode/shapes.h"

#include <array>

#include "ingest/decode/flat.h"

namespace newsmill {

std::span<const Shape> Shapes() {
  static constexpr std::array kShapes = {
      Shape{"flat", MatchesFlat, MapFlat},
  };
  return kShapes;
}

}  // namespace newsmill
