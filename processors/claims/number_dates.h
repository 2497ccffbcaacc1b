#ifndef NEWSMILL_PROCESSORS_CLAIMS_NUMBER_DATES_H_
#define NEWSMILL_PROCESSORS_CLAIMS_NUMBER_DATES_H_

#include "processors/claims/number_pieces.h"

namespace newsmill::claims {

// Each reads what starts at `start` into *expression, or returns false. The units are those of
// numbers.h: date, month-day and decade.

// "3 May 2021", "May 3-5", "May 2021", "2021-05-03", "25/12/2020".
bool ReadDate(const NumberPieces& pieces, const NumberPiece& start, NumberExpression* expression);

// "2028", "1939-1945", "2019-20", "1990s", "the ’90s", where it is no count of things.
bool ReadYears(const NumberPieces& pieces, const NumberPiece& start, NumberExpression* expression);

// Whether the piece behind a number is what it counts: a plural ("homes", "people") or "of".
bool IsCounted(const NumberPiece& piece);

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_NUMBER_DATES_H_
