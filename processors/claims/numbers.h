#ifndef NEWSMILL_PROCESSORS_CLAIMS_NUMBERS_H_
#define NEWSMILL_PROCESSORS_CLAIMS_NUMBERS_H_

#include <span>
#include <string_view>
#include <vector>

#include "processors/base/annotations.h"

namespace newsmill::claims {

// Appends the numbers in tokens [first, end) of `text`: integers and decimals with thousands
// separators ("31,400", "31 400"), with million, billion or trillion behind them, with the unit
// "percent", a currency code ("€140 million" → 1.4e8 EUR) or "". Spans take currency and unit in.
void FindNumbers(std::string_view text, std::span<const Token> tokens, uint32_t first, uint32_t end,
                 Field field, std::vector<ClaimNumber>* numbers);

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_NUMBERS_H_
