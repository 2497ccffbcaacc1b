#ifndef NEWSMILL_PROCESSORS_CLAIMS_WORTHINESS_H_
#define NEWSMILL_PROCESSORS_CLAIMS_WORTHINESS_H_

#include <cstdint>
#include <span>
#include <string_view>

#include "processors/base/annotations.h"

namespace newsmill::claims {

// How much tokens [first, end) of `text` say that could be looked up, 0 to 1: figures,
// comparisons, superlatives and past facts raise it; opinions, forecasts, wishes and questions
// lower it. A sum of fixed weights, not a probability.
float CheckWorthiness(std::string_view text, std::span<const Token> tokens, uint32_t first,
                      uint32_t end);

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_WORTHINESS_H_
