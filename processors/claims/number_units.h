#ifndef NEWSMILL_PROCESSORS_CLAIMS_NUMBER_UNITS_H_
#define NEWSMILL_PROCESSORS_CLAIMS_NUMBER_UNITS_H_

#include "processors/claims/number_pieces.h"
#include "processors/claims/number_unit_words.h"

namespace newsmill::claims {

// "$", "€", "EUR", "Rs" at `piece`; moves it on to the digits that must follow. "US$" and "HK$"
// too.
NumberUnit ReadCurrency(const NumberPieces& pieces, NumberPiece* piece);

// The unit behind *last, which is moved to its end: "percent", "US dollars", "km/h", "year-old".
NumberUnit ReadUnit(const NumberPieces& pieces, NumberPiece* last);

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_NUMBER_UNITS_H_
