#ifndef NEWSMILL_PROCESSORS_CLAIMS_NUMBER_LABELS_H_
#define NEWSMILL_PROCESSORS_CLAIMS_NUMBER_LABELS_H_

#include "processors/base/annotations.h"
#include "processors/claims/number_amounts.h"
#include "processors/claims/number_pieces.h"

namespace newsmill::claims {

// Whether digits in groups start at `start` that are a telephone number or the like: "0800 123
// 456", "+44 20 …", "555-1234". *last is their end. Looks at a bounded number of groups.
bool SkipTelephone(const NumberPieces& pieces, const NumberPiece& start, NumberPiece* last);

// Whether a word before the number says what it numbers: "No. 10", "Resolution 1973", "top 10".
bool IsNumbered(const NumberPieces& pieces, const NumberPiece& number);

// Whether a number without a unit only names something: "No. 10", "Boeing 737", "phase two", "top
// 10", "Group of Seven", "5G", "7-Eleven". `end` is the last piece of the expression that begins
// with it: "pages 10-12". In a headline, where all words may be capitalised, only certain words
// before it show that it does.
bool IsLabel(const NumberPieces& pieces, const Amount& amount, const NumberPiece& end, Field field);

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_NUMBER_LABELS_H_
