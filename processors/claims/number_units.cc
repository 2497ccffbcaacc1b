#include "processors/claims/number_units.h"

#include "processors/claims/number_words.h"

namespace newsmill::claims {
namespace {

// Whether a unit's word is one there: a short sign must stand right behind its digits, and "second"
// is mostly an ordinal.
bool MayBeUnit(const NumberPiece& piece) {
  if (piece.text == "second") return piece.joint == Joint::kHyphen;
  if (piece.text == "m" || piece.text == "%") return true;
  return piece.text.size() > 2 || piece.joint == Joint::kTight ||
         !IsOneOf(piece.text, {"C", "F", "p", "g", "in"});
}

// "km/h", "miles per hour", "year-old", "years old" behind the first word of a unit.
NumberUnit ReadUnitTail(const NumberPieces& pieces, NumberUnit unit, NumberPiece* last) {
  const NumberPiece p = pieces.After(*last);
  const NumberPiece next = pieces.After(p);
  const bool distance = unit.unit == "kilometer" || unit.unit == "mile";
  if (distance && IsOneOf(p.text, {"per", "an", "/"}) && IsOneOf(next.text, {"hour", "h"})) {
    *last = next;
    unit.unit = unit.unit == "mile" ? "mile per hour" : "kilometer per hour";
  } else if (IsOneOf(p.text, {"old", "olds"})) {
    *last = p;
  }
  return unit;
}

}  // namespace

NumberUnit ReadCurrency(const NumberPieces& pieces, NumberPiece* piece) {
  NumberPiece next = pieces.After(*piece);
  NumberUnit unit = FindCurrencySign(piece->text);
  if (!unit && next.text == "$" && next.joint == Joint::kTight) {
    unit = FindDollarPrefix(piece->text);
    next = pieces.After(next);
  }
  if (!unit || !next.IsDigits()) return {};
  *piece = next;
  return unit;
}

NumberUnit ReadUnit(const NumberPieces& pieces, NumberPiece* last) {
  const NumberPiece p = pieces.After(*last);
  const NumberPiece next = pieces.After(p);
  if (const NumberUnit unit = FindUnit(p.text, next.text)) {
    *last = next;
    return unit;
  }
  const NumberUnit unit = FindUnit(p.text);
  if (!unit || !MayBeUnit(p)) return {};
  *last = p;
  return ReadUnitTail(pieces, unit, last);
}

}  // namespace newsmill::claims
