#ifndef NEWSMILL_PROCESSORS_CLAIMS_NUMBER_AMOUNTS_H_
#define NEWSMILL_PROCESSORS_CLAIMS_NUMBER_AMOUNTS_H_

#include "processors/claims/number_pieces.h"

namespace newsmill::claims {

// How many, before it is known of what.
struct Amount {
  NumberPiece first;
  NumberPiece last;
  double value = 0;
  double scale = 1;            // the last scale word's
  bool vague = false;          // "hundreds", "several hundred": the least that it may be
  bool needs_company = false;  // "one": a number only before a scale, a unit or "in five"

  bool IsPlainDigits() const { return first.begin == last.begin && first.IsPlainDigits(); }
};

// Reads "31 400", "1.2bn", "twenty-three", "three hundred thousand", "a dozen", "two and a half",
// "tens of thousands" from `start`. `currency`: a sign stands before it. Looks at a bounded number
// of pieces behind what it takes.
bool ReadAmount(const NumberPieces& pieces, const NumberPiece& start, bool currency,
                Amount* amount);

// "half", "half a million", "a quarter of a million", "two-thirds", "2/3": `amount` is the
// fraction.
bool ReadFraction(const NumberPieces& pieces, const NumberPiece& start, Amount* amount);

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_NUMBER_AMOUNTS_H_
