#ifndef NEWSMILL_PROCESSORS_CLAIMS_NUMBERS_H_
#define NEWSMILL_PROCESSORS_CLAIMS_NUMBERS_H_

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "processors/base/annotations.h"

namespace newsmill::claims {

// Appends the numbers in tokens [first, end) of `text`, in digits or in words. The tokens are those
// of the whole text: what stands before `first` tells a year from a count. Spans take currency and
// unit in.
//
// - A unit is a singular English word ("kilometer per hour", "percentage point", "year"), a
// currency
//   its ISO 4217 code; "" counts things. $ and "dollars" are USD, cents 0.01 USD, pence 0.01 GBP
//   unless the text says whose.
// - "date": the digits of the ISO 8601 date as far as it is given: 2021, 202105 or 20210503. Where
//   03/04/2020 leaves open which is the month: 2020. "month-day": 503 for 3 May. "decade": 1990.
//   "time": 1730 for half past five in the afternoon.
// - A range is two numbers; so is a result ("3-1", unit "score"). "one in five" is 0.2.
// - What is not exact stands for the least that it may be: "dozens" is 12, "several hundred" 100,
//   "tens of thousands" 10000.
// - Ordinals, telephone numbers and numbers that only name something (No. 10, Boeing 737, G20, top
//   10, 9/11) are left out.
//
// Time is linear in the tokens' bytes.
void FindNumbers(std::string_view text, std::span<const Token> tokens, uint32_t first, uint32_t end,
                 Field field, std::vector<ClaimNumber>* numbers);

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_NUMBERS_H_
