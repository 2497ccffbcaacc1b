#ifndef NEWSMILL_PROCESSORS_CLAIMS_NUMBER_TIMES_H_
#define NEWSMILL_PROCESSORS_CLAIMS_NUMBER_TIMES_H_

#include "processors/claims/number_pieces.h"

namespace newsmill::claims {

// Reads the time of day that starts at `start` into *expression, or returns false: "5:30pm",
// "9 a.m.", "at 14:30", "1010 GMT", "five o’clock", "half past five", "4.10 in the afternoon".
bool ReadTime(const NumberPieces& pieces, const NumberPiece& start, NumberExpression* expression);

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_NUMBER_TIMES_H_
