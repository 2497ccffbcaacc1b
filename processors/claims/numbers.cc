#include "processors/claims/numbers.h"

#include <algorithm>

#include "processors/claims/number_amounts.h"
#include "processors/claims/number_dates.h"
#include "processors/claims/number_labels.h"
#include "processors/claims/number_pieces.h"
#include "processors/claims/number_times.h"
#include "processors/claims/number_units.h"
#include "processors/claims/number_words.h"

namespace newsmill::claims {
namespace {

constexpr double kHighestScore = 200;
constexpr double kHighestDraw = 50;
constexpr double kHighestAge = 120;

// "mid-2019": what may stand before a year.
bool IsPrefix(std::string_view text) {
  return IsOneOf(text, {"mid", "Mid", "pre", "Pre", "post", "early", "late"});
}

// Whether a number may start there: most words of a text are told by one look.
bool MayStart(std::string_view text) {
  const char c = text[0];
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  if (!letter || IsPrefix(text)) return true;
  if (text.ends_with('.')) text.remove_suffix(1);  // "Sept."
  return FindNumberWord(text).kind != NumberWordKind::kNone || FindCurrencySign(text) ||
         FindDollarPrefix(text);
}

bool IsDash(std::string_view text) { return text == "-" || text == "–" || text == "−"; }

// Reads the expression that starts at one token. What it looks at ahead of what it takes is a
// bounded number of pieces, so that reading token after token is linear.
class NumberReader {
 public:
  NumberReader(const NumberPieces& pieces, Field field) : pieces_(pieces), field_(field) {}

  bool Read(uint32_t token, NumberExpression* found) {
    NumberPiece start = pieces_.First(token);
    if (!MayStart(start.text)) return false;
    if (IsPrefix(start.text)) {
      start = After(start);
      return start.joint == Joint::kHyphen && ReadYears(pieces_, start, found);
    }
    return ReadDate(pieces_, start, found) || ReadTime(pieces_, start, found) ||
           ReadYear(start, found) || SkipTelephone(pieces_, start, &found->last) ||
           ReadPart(start, found) || ReadQuantity(start, found);
  }

 private:
  // An amount with what stands around it.
  struct Quantity {
    NumberPiece begin;
    double sign = 1;
    NumberUnit currency;
    Amount amount;
  };

  NumberPiece After(const NumberPiece& piece) const { return pieces_.After(piece); }

  // "2028", but not "Resolution 1973".
  bool ReadYear(const NumberPiece& start, NumberExpression* found) const {
    return !IsNumbered(pieces_, start) && ReadYears(pieces_, start, found);
  }

  // "half", "half an hour", "two-thirds", "half a million euros".
  bool ReadPart(const NumberPiece& start, NumberExpression* found) const {
    Amount amount;
    if (!ReadFraction(pieces_, start, &amount)) return false;
    NumberPiece last = amount.last;
    NumberUnit unit = ReadUnit(pieces_, &last);
    if (!unit) unit = ReadUnitBehindArticle(&last);
    if (!unit && After(last).joint == Joint::kHyphen) return false;
    found->Add(start, last, amount.value * (unit ? unit.factor : 1), unit.unit);
    return true;
  }

  // "an hour" behind "half", "of a percentage point" behind "a quarter".
  NumberUnit ReadUnitBehindArticle(NumberPiece* last) const {
    NumberPiece article = After(*last);
    if (article.text == "of") article = After(article);
    if (FindNumberWord(article.text).kind != NumberWordKind::kArticle) return {};
    const NumberUnit unit = ReadUnit(pieces_, &article);
    if (unit) *last = article;
    return unit;
  }

  // Amount, range, odds or result, with sign, currency and unit.
  bool ReadQuantity(const NumberPiece& start, NumberExpression* found) const {
    Quantity quantity;
    quantity.begin = start;
    NumberPiece p = start;
    if (!ReadSign(&p, &quantity.sign)) return false;
    quantity.currency = ReadCurrency(pieces_, &p);
    const bool digits_only = quantity.currency || IsDash(start.text) || start.text == "+";
    if (digits_only && !p.IsDigits()) return false;
    if (!ReadAmount(pieces_, p, static_cast<bool>(quantity.currency), &quantity.amount)) {
      return false;
    }
    if (quantity.currency || quantity.sign < 0) return ReadRange(quantity, found);
    return ReadOdds(quantity.amount, found) || ReadScore(quantity.amount, found) ||
           ReadRange(quantity, found);
  }

  // Moves *p behind "minus", "-", "−" or "+"; false where a dash is none.
  bool ReadSign(NumberPiece* p, double* sign) const {
    const bool minus = FindNumberWord(p->text).kind == NumberWordKind::kMinus;
    if (!minus && !IsDash(p->text) && p->text != "+") return true;
    const NumberPiece next = After(*p);
    if (!minus && (p->joint != Joint::kSpace || next.joint != Joint::kTight)) return false;
    *sign = p->text == "+" ? 1 : -1;
    *p = next;
    return true;
  }

  // "one in five", "nine out of ten".
  bool ReadOdds(const Amount& amount, NumberExpression* found) const {
    NumberPiece p = After(amount.last);
    const bool out_of = p.text == "out" && After(p).text == "of";
    if ((p.text != "in" && !out_of) || amount.vague || amount.value <= 0) return false;
    p = After(out_of ? After(p) : p);
    if (p.text == "every") p = After(p);
    Amount whole;
    if (!ReadAmount(pieces_, p, false, &whole) || whole.vague || whole.value <= amount.value) {
      return false;
    }
    NumberExpression date;
    NumberPiece behind = whole.last;
    const bool year = ReadYears(pieces_, p, &date) || ReadDate(pieces_, p, &date);
    if (year || ReadUnit(pieces_, &behind)) return false;
    if (IsLabel(pieces_, whole, whole.last, field_)) return false;
    found->Add(amount.first, whole.last, amount.value / whole.value, "");
    return true;
  }

  // "3-1", "a 1–3 defeat", "52-48".
  bool ReadScore(const Amount& amount, NumberExpression* found) const {
    NumberPiece p = After(amount.last);
    if (IsDash(p.text) && p.joint == Joint::kTight) {
      p = After(p);
    } else if (p.joint != Joint::kHyphen) {
      return false;
    }
    Amount second;
    if (!p.IsPlainDigits() || !ReadAmount(pieces_, p, false, &second)) return false;
    NumberPiece behind = p;
    if (!amount.IsPlainDigits() || !second.IsPlainDigits() || ReadUnit(pieces_, &behind)) {
      return false;
    }
    if (!IsResult(amount, second)) return false;
    found->Add(amount.first, amount.last, amount.value, "score");
    found->Add(p, p, second.value, "score");
    return true;
  }

  // A smaller number second is no range; a larger one is a result beside words of games and votes.
  bool IsResult(const Amount& amount, const Amount& second) const {
    if (std::max(amount.value, second.value) > kHighestScore) return false;
    if (second.value < amount.value) return true;
    if (second.value == amount.value) return second.value < kHighestDraw;
    return IsOneOf(After(second.last).text,
                   {"win", "victory", "defeat", "loss", "lead", "vote", "draw", "aggregate"}) ||
           IsOneOf(pieces_.WordBefore(amount.first),
                   {"won", "lost", "beat", "beaten", "drew", "led", "trailed", "lead", "trailing"});
  }

  // A quantity and, behind "to", "or", a dash or "between … and", the end of its range.
  bool ReadRange(const Quantity& quantity, NumberExpression* found) const {
    Amount amount = quantity.amount;
    Amount second;
    NumberPiece second_begin;
    const bool range = ReadSecond(quantity, &second_begin, &second);
    const Amount& outer = range ? second : amount;
    NumberPiece end = outer.last;
    NumberUnit unit = quantity.currency;
    if (!unit) unit = ReadUnitOf(outer, &end);
    if (!unit && IsLabel(pieces_, amount, end, field_)) {
      found->last = end;
      return true;
    }
    if (!unit) unit.unit = IsAge(amount) ? "year" : "";
    if (!range) {
      found->Add(quantity.begin, end, quantity.sign * amount.value * unit.factor, unit.unit);
      return true;
    }
    if (amount.scale == 1 && amount.value * second.scale < second.value) {
      amount.value *= second.scale;
    }
    found->Add(quantity.begin, amount.last, quantity.sign * amount.value * unit.factor, unit.unit);
    found->Add(second_begin, end, second.value * unit.factor, unit.unit);
    return true;
  }

  bool ReadSecond(const Quantity& quantity, NumberPiece* begin, Amount* second) const {
    const Amount& amount = quantity.amount;
    if (amount.vague) return false;
    NumberPiece p = After(amount.last);
    const bool close = IsDash(p.text) || (p.joint == Joint::kHyphen && p.IsDigits());
    const bool between =
        p.text == "and" && IsOneOf(pieces_.WordBefore(quantity.begin), {"between", "Between"});
    const bool word = p.joint == Joint::kSpace && IsOneOf(p.text, {"to", "or"});
    if (!close && !between && !word) return false;
    const std::string_view joint = p.text;
    if (!p.IsDigits()) p = After(p);
    *begin = p;
    if (NumberExpression time; ReadTime(pieces_, p, &time)) return false;
    if (quantity.currency) ReadCurrency(pieces_, &p);
    const bool falls = between || joint == "to";
    return ReadAmount(pieces_, p, static_cast<bool>(quantity.currency), second) && !second->vague &&
           (falls || second->value > amount.value);
  }

  // The unit behind an amount; behind a vague one also "of dollars".
  NumberUnit ReadUnitOf(const Amount& amount, NumberPiece* end) const {
    if (const NumberUnit unit = ReadUnit(pieces_, end)) return unit;
    NumberPiece of = After(amount.last);
    if (!amount.vague || of.text != "of") return {};
    const NumberUnit unit = ReadUnit(pieces_, &of);
    if (unit) *end = of;
    return unit;
  }

  // "aged 34"; "Anna Lee, 41, said".
  bool IsAge(const Amount& amount) const {
    if (IsOneOf(pieces_.WordBefore(amount.first), {"aged", "Aged"})) return true;
    const NumberPiece next = After(amount.last);
    return field_ == Field::kText && amount.IsPlainDigits() && amount.value <= kHighestAge &&
           pieces_.WordBefore(amount.first) == "," && next.joint == Joint::kTight &&
           IsOneOf(next.text, {",", "."}) && pieces_.IsCapitalised(amount.first, 2);
  }

  NumberPieces pieces_;
  Field field_;
};

}  // namespace

void FindNumbers(std::string_view text, std::span<const Token> tokens, uint32_t first, uint32_t end,
                 Field field, std::vector<ClaimNumber>* numbers) {
  NumberReader reader(NumberPieces(text, tokens, end), field);
  for (uint32_t token = first; token < end; ++token) {
    NumberExpression found;
    if (!reader.Read(token, &found)) continue;
    for (size_t i = 0; i < found.count; ++i) {
      const NumberReading& number = found.numbers[i];
      numbers->push_back({{number.first.begin, number.last.end, field}, number.value, number.unit});
    }
    token = std::max(found.last.token, token);
  }
}

}  // namespace newsmill::claims
