#include "processors/claims/number_dates.h"

#include <cmath>
#include <cstddef>

#include "processors/claims/number_units.h"
#include "processors/claims/number_words.h"

namespace newsmill::claims {
namespace {

constexpr double kFirstShortYear = 30;  // "’30" is 1930, "’29" 2029

// A value from plain digits between two bounds; 0 for anything else.
double Within(std::string_view digits, double least, double most) {
  double value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return 0;
  }
  if (digits.size() > 4 || !ParseNumberDigits(digits, &value)) return 0;
  return value >= least && value <= most ? value : 0;
}

double DayOf(std::string_view text) { return text.size() <= 2 ? Within(text, 1, 31) : 0; }

double YearOf(std::string_view text) { return text.size() == 4 ? Within(text, 1000, 2199) : 0; }

double MonthOf(const NumberPiece& p) {
  if (p.text.empty() || p.text[0] < 'A' || p.text[0] > 'Z') return 0;
  std::string_view word = p.text;
  if (word.ends_with('.')) word.remove_suffix(1);
  const NumberWord month = FindNumberWord(word);
  return month.kind == NumberWordKind::kMonth ? month.value : 0;
}

bool IsOrdinalEnding(const NumberPiece& p) {
  return p.joint == Joint::kTight && IsOneOf(p.text, {"st", "nd", "rd", "th"});
}

bool IsDash(const NumberPiece& p) { return p.text == "–" || p.text == "-"; }

// A day of a month, or two: "3", "3rd", "3-5".
struct Days {
  NumberPiece first, first_end;
  NumberPiece last, last_end;
  double from = 0;
  double to = 0;  // 0: one day
};

NumberPiece EndOfDay(const NumberPieces& pieces, const NumberPiece& day) {
  const NumberPiece ending = pieces.After(day);
  return IsOrdinalEnding(ending) ? ending : day;
}

bool ReadDays(const NumberPieces& pieces, const NumberPiece& start, Days* days) {
  days->from = DayOf(start.text);
  if (days->from == 0) return false;
  days->first = days->last = start;
  days->first_end = days->last_end = EndOfDay(pieces, start);
  NumberPiece p = pieces.After(days->first_end);
  if (IsDash(p)) {
    p = pieces.After(p);
  } else if (p.joint != Joint::kHyphen) {
    return true;
  }
  if (const double to = DayOf(p.text); to > days->from) {
    days->to = to;
    days->last = p;
    days->last_end = EndOfDay(pieces, p);
  }
  return true;
}

// ", 2021" or " 2021" behind *last, which is moved on; else 0.
double ReadYearBehind(const NumberPieces& pieces, NumberPiece* last) {
  NumberPiece p = pieces.After(*last);
  if (p.text == "," && p.joint == Joint::kTight) p = pieces.After(p);
  const double year = p.joint == Joint::kSpace ? YearOf(p.text) : 0;
  if (year > 0) *last = p;
  return year;
}

void AddDays(const Days& days, double month, double year, NumberPiece first, NumberPiece last,
             NumberExpression* expression) {
  const double before = year * 10000 + month * 100;
  const std::string_view unit = year > 0 ? "date" : "month-day";
  if (days.to == 0) return expression->Add(first, last, before + days.from, unit);
  expression->Add(first, days.first_end, before + days.from, unit);
  expression->Add(days.last, last, before + days.to, unit);
}

bool ReadDayFirst(const NumberPieces& pieces, const NumberPiece& start,
                  NumberExpression* expression) {
  Days days;
  if (!ReadDays(pieces, start, &days)) return false;
  NumberPiece last = pieces.After(days.last_end);
  if (last.text == "of") last = pieces.After(last);
  const double month = last.joint == Joint::kTight ? 0 : MonthOf(last);
  if (month == 0) return false;
  const double year = ReadYearBehind(pieces, &last);
  AddDays(days, month, year, start, last, expression);
  return true;
}

bool ReadMonthFirst(const NumberPieces& pieces, const NumberPiece& start,
                    NumberExpression* expression) {
  const double month = MonthOf(start);
  if (month == 0) return false;
  NumberPiece last = start;
  if (const double year = ReadYearBehind(pieces, &last); year > 0) {
    expression->Add(start, last, year * 100 + month, "date");
    return true;
  }
  Days days;
  if (!ReadDays(pieces, pieces.After(start), &days)) return false;
  last = days.last_end;
  const double year = ReadYearBehind(pieces, &last);
  AddDays(days, month, year, start, last, expression);
  return true;
}

bool ReadIsoDate(const NumberPieces& pieces, const NumberPiece& start,
                 NumberExpression* expression) {
  const double year = YearOf(start.text);
  const NumberPiece month = pieces.After(start);
  const NumberPiece day = pieces.After(month);
  if (year == 0 || month.joint != Joint::kHyphen || day.joint != Joint::kHyphen) return false;
  if (Within(month.text, 1, 12) == 0 || DayOf(day.text) == 0) return false;
  const double month_and_day = Within(month.text, 1, 12) * 100 + DayOf(day.text);
  expression->Add(start, day, year * 10000 + month_and_day, "date");
  return true;
}

// "25/12/2020", "12/25/2020", "25.12.2020". Where day and month may be either, the year alone.
bool ReadNumericDate(const NumberPiece& start, NumberExpression* expression) {
  const size_t one = start.text.find_first_of("/.");
  if (one == std::string_view::npos) return false;
  const char joint = start.text[one];
  const size_t two = start.text.find(joint, one + 1);
  if (two == std::string_view::npos) return false;
  const double first = DayOf(start.text.substr(0, one));
  const double second = DayOf(start.text.substr(one + 1, two - one - 1));
  const double year = YearOf(start.text.substr(two + 1));
  if (first == 0 || second == 0 || year == 0 || (first > 12 && second > 12)) return false;
  double value = year;
  if (joint == '.' || first > 12 || first == second) {
    value = year * 10000 + second * 100 + first;
  } else if (second > 12) {
    value = year * 10000 + first * 100 + second;
  }
  expression->Add(start, start, value, "date");
  return true;
}

// Whether the year-like number from `start` to `last` is a year, by what stands around it.
bool IsYear(const NumberPieces& pieces, const NumberPiece& start, NumberPiece last, double year) {
  const NumberPiece next = pieces.After(last);
  if (next.joint == Joint::kTight && (next.IsLowerWord() || next.IsDigits())) return false;
  if (FindNumberWord(next.text).kind == NumberWordKind::kScale || ReadUnit(pieces, &last)) {
    return false;
  }
  const std::string_view before = pieces.WordBefore(start);
  const bool in = IsOneOf(before, {"in", "In", "since", "Since", "until", "Until", "during", "the",
                                   "The", "early", "late", "mid", "year"});
  if (in) return !IsCounted(next) || year >= 1900;
  const bool from =
      IsOneOf(before, {"before", "Before", "after", "After", "from", "From", "between", "Between",
                       "by", "By", "and", "to", "till", "of", "for", "or"});
  return !IsCounted(next) && (from || year >= 1900);
}

// "1939-1945", "2019–20": the second year.
double ReadSecondYear(const NumberPieces& pieces, const NumberPiece& start, double year,
                      NumberPiece* second) {
  NumberPiece p = pieces.After(start);
  if (IsDash(p)) {
    p = pieces.After(p);
  } else if (p.joint != Joint::kHyphen) {
    return 0;
  }
  *second = p;
  if (const double full = YearOf(p.text); full > year) return full;
  const double next = std::fmod(year + 1, 100);
  return p.text.size() == 2 && DayOf(p.text) == next ? year + 1 : 0;
}

// "’84": the apostrophe is a token before.
bool ReadShortYear(const NumberPieces& pieces, const NumberPiece& start,
                   NumberExpression* expression) {
  if (start.text.size() != 2 || start.joint != Joint::kTight) return false;
  const NumberPiece next = pieces.After(start);
  if (!IsOneOf(pieces.WordBefore(start), {"’", "'"}) || next.joint != Joint::kSpace) return false;
  const double year = Within(start.text, 0, 99);
  expression->Add(start, start, year + (year < kFirstShortYear ? 2000 : 1900), "date");
  return true;
}

// "2023/24": the year in which it begins.
bool ReadSeason(const NumberPiece& start, NumberExpression* expression) {
  const double year = YearOf(start.text.substr(0, 4));
  if (start.text.size() != 7 || start.text[4] != '/' || year < 1500) return false;
  if (Within(start.text.substr(5), 0, 99) != std::fmod(year + 1, 100)) return false;
  expression->Add(start, start, year, "date");
  return true;
}

bool ReadDecade(const NumberPieces& pieces, const NumberPiece& start,
                NumberExpression* expression) {
  const NumberPiece s = pieces.After(start);
  if (s.text != "s" || s.joint != Joint::kTight || !start.text.ends_with('0')) return false;
  double decade = YearOf(start.text);
  if (decade == 0) {
    if (start.text.size() != 2 || !IsOneOf(pieces.WordBefore(start), {"the", "The", "’", "'"})) {
      return false;
    }
    decade = 1900 + Within(start.text, 50, 90);
  }
  if (decade == 1900 && start.text.size() == 2) return false;
  expression->Add(start, s, decade, "decade");
  return true;
}

}  // namespace

bool IsCounted(const NumberPiece& piece) {
  const std::string_view word = piece.text;
  if (!piece.IsLowerWord()) return false;
  if (IsOneOf(word, {"people", "men", "women", "children", "police", "of", "more", "others", "were",
                     "had", "have", "are"})) {
    return true;
  }
  if (IsOneOf(word, {"says", "does", "onwards", "towards", "always", "afterwards", "perhaps"})) {
    return false;
  }
  return word.size() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") &&
         !word.ends_with("is");
}

bool ReadDate(const NumberPieces& pieces, const NumberPiece& start, NumberExpression* expression) {
  if (!start.IsDigits()) return ReadMonthFirst(pieces, start, expression);
  return ReadIsoDate(pieces, start, expression) || ReadNumericDate(start, expression) ||
         ReadDayFirst(pieces, start, expression);
}

bool ReadYears(const NumberPieces& pieces, const NumberPiece& start, NumberExpression* expression) {
  if (ReadSeason(start, expression)) return true;
  if (!start.IsPlainDigits()) return false;
  if (ReadDecade(pieces, start, expression) || ReadShortYear(pieces, start, expression))
    return true;
  const double year = YearOf(start.text);
  if (year < 1500 || year >= 2100) return false;
  NumberPiece second;
  const double second_year = ReadSecondYear(pieces, start, year, &second);
  const NumberPiece last = second_year > 0 ? second : start;
  if (!IsYear(pieces, start, last, year)) return false;
  expression->Add(start, start, year, "date");
  if (second_year > 0) expression->Add(second, second, second_year, "date");
  return true;
}

}  // namespace newsmill::claims
