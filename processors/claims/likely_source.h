#ifndef NEWSMILL_PROCESSORS_CLAIMS_LIKELY_SOURCE_H_
#define NEWSMILL_PROCESSORS_CLAIMS_LIKELY_SOURCE_H_

#include <cstdint>
#include <span>

#include "processors/claims/attribution_text.h"
#include "processors/learning/chain_lattice.h"

namespace newsmill::claims {

// The source that a cue would have if it had one.
struct LikelySource {
  WordRange words;  // counted from the window's first; empty: there is no room for one
  float gain = 0;   // by how much the labels' score rises with it
};

// Finds it beside a content that is labelled already, in one pass. `labels` of a cue's window, as
// ContentDecoder gives them, without a source; `scores` and `emissions` as given to that.
LikelySource FindLikelySource(const ChainScores& scores, std::span<const float> emissions,
                              std::span<const uint8_t> labels);

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_LIKELY_SOURCE_H_
