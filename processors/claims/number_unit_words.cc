#include "processors/claims/number_unit_words.h"

#include <algorithm>
#include <iterator>
#include <span>

#include "processors/claims/number_words.h"
#include "processors/claims/word_sieve.h"

namespace newsmill::claims {
namespace {

constexpr NumberUnit kSigns[] = {
    {"$", "USD"},   {"US$", "USD"}, {"€", "EUR"},   {"£", "GBP"},   {"¥", "JPY"},   {"₹", "INR"},
    {"₽", "RUB"},   {"₩", "KRW"},   {"₺", "TRY"},   {"₴", "UAH"},   {"₪", "ILS"},   {"₦", "NGN"},
    {"Rs", "INR"},  {"Rs.", "INR"}, {"EUR", "EUR"}, {"USD", "USD"}, {"GBP", "GBP"}, {"CHF", "CHF"},
    {"JPY", "JPY"}, {"CNY", "CNY"}, {"AUD", "AUD"}, {"CAD", "CAD"},
};

constexpr NumberUnit kDollars[] = {{"US", "USD"}, {"A", "AUD"},  {"AU", "AUD"}, {"C", "CAD"},
                                   {"CA", "CAD"}, {"NZ", "NZD"}, {"HK", "HKD"}, {"S", "SGD"}};

constexpr NumberUnit kSymbols[] = {
    {"%", "percent"},
    {"C", "degree Celsius"},
    {"F", "degree Fahrenheit"},
    {"kWh", "kilowatt-hour"},
    {"MWh", "megawatt-hour"},
    {"GWh", "gigawatt-hour"},
    {"kW", "kilowatt"},
    {"MW", "megawatt"},
    {"GW", "gigawatt"},
    {"p", "GBP", 0.01},
    {"g", "gram"},
    {"m", "meter"},
    {"in", "inch"},
    {"ha", "hectare"},
    {"°", "degree"},
};

// In byte order.
// Without a plural's s; in byte order.
constexpr NumberUnit kUnitWords[] = {
    {"acre", "acre"},
    {"baht", "THB"},
    {"barrel", "barrel"},
    {"celsius", "degree Celsius"},
    {"cent", "USD", 0.01},
    {"centimeter", "centimeter"},
    {"centimetre", "centimeter"},
    {"centuries", "year", 100},
    {"century", "year", 100},
    {"chf", "CHF"},
    {"cm", "centimeter"},
    {"crown", "crown"},
    {"day", "day"},
    {"decade", "year", 10},
    {"degree", "degree"},
    {"dinar", "dinar"},
    {"dirham", "dirham"},
    {"dollar", "USD"},
    {"eur", "EUR"},
    {"euro", "EUR"},
    {"fahrenheit", "degree Fahrenheit"},
    {"feet", "foot"},
    {"foot", "foot"},
    {"forint", "HUF"},
    {"fortnight", "fortnight"},
    {"franc", "franc"},
    {"ft", "foot"},
    {"gallon", "gallon"},
    {"gbp", "GBP"},
    {"gigawatt", "gigawatt"},
    {"gram", "gram"},
    {"gramme", "gram"},
    {"hectare", "hectare"},
    {"hour", "hour"},
    {"hr", "hour"},
    {"hryvnia", "UAH"},
    {"inch", "inch"},
    {"inches", "inch"},
    {"kg", "kilogram"},
    {"kilo", "kilogram"},
    {"kilogram", "kilogram"},
    {"kilogramme", "kilogram"},
    {"kilometer", "kilometer"},
    {"kilometre", "kilometer"},
    {"kilowatt", "kilowatt"},
    {"km", "kilometer"},
    {"km²", "square kilometer"},
    {"knot", "knot"},
    {"kph", "kilometer per hour"},
    {"krona", "krona"},
    {"krone", "krone"},
    {"kroner", "krone"},
    {"kronor", "krona"},
    {"lb", "pound"},
    {"lira", "lira"},
    {"liter", "liter"},
    {"litre", "liter"},
    {"megawatt", "megawatt"},
    {"meter", "meter"},
    {"metre", "meter"},
    {"mg", "milligram"},
    {"mile", "mile"},
    {"milligram", "milligram"},
    {"millimeter", "millimeter"},
    {"millimetre", "millimeter"},
    {"min", "minute"},
    {"minute", "minute"},
    {"mm", "millimeter"},
    {"month", "month"},
    {"mph", "mile per hour"},
    {"m²", "square meter"},
    {"naira", "NGN"},
    {"ounce", "ounce"},
    {"pence", "GBP", 0.01},
    {"percent", "percent"},
    {"peso", "peso"},
    {"pint", "pint"},
    {"pound", "GBP"},
    {"rand", "ZAR"},
    {"reais", "BRL"},
    {"renminbi", "CNY"},
    {"rial", "rial"},
    {"ringgit", "MYR"},
    {"riyal", "riyal"},
    {"rouble", "RUB"},
    {"ruble", "RUB"},
    {"rupee", "INR"},
    {"rupiah", "IDR"},
    {"second", "second"},
    {"shekel", "ILS"},
    {"shilling", "shilling"},
    {"stone", "stone"},
    {"ton", "ton"},
    {"tonne", "tonne"},
    {"usd", "USD"},
    {"watt", "watt"},
    {"week", "week"},
    {"yard", "yard"},
    {"year", "year"},
    {"yen", "JPY"},
    {"yr", "year"},
    {"yuan", "CNY"},
    {"zloty", "PLN"},
};

struct TwoWords {
  std::string_view first;
  std::string_view second;  // without a plural's s
  std::string_view unit;
  double factor = 1;
};

constexpr TwoWords kPairs[] = {
    {"per", "cent", "percent"},
    {"percentage", "point", "percentage point"},
    {"basis", "point", "basis point"},
    {"us", "dollar", "USD"},
    {"us", "cent", "USD", 0.01},
    {"u.s.", "dollar", "USD"},
    {"euro", "cent", "EUR", 0.01},
    {"american", "dollar", "USD"},
    {"australian", "dollar", "AUD"},
    {"canadian", "dollar", "CAD"},
    {"swiss", "franc", "CHF"},
    {"swedish", "krona", "SEK"},
    {"swedish", "kronor", "SEK"},
    {"norwegian", "kroner", "NOK"},
    {"danish", "kroner", "DKK"},
    {"turkish", "lira", "TRY"},
    {"japanese", "yen", "JPY"},
    {"chinese", "yuan", "CNY"},
    {"indian", "rupee", "INR"},
    {"russian", "rouble", "RUB"},
    {"russian", "ruble", "RUB"},
    {"degrees", "celsius", "degree Celsius"},
    {"degrees", "fahrenheit", "degree Fahrenheit"},
    {"degrees", "c", "degree Celsius"},
    {"degrees", "f", "degree Fahrenheit"},
    {"°", "c", "degree Celsius"},
    {"°", "f", "degree Fahrenheit"},
    {"square", "kilometre", "square kilometer"},
    {"square", "kilometer", "square kilometer"},
    {"square", "metre", "square meter"},
    {"square", "meter", "square meter"},
    {"square", "mile", "square mile"},
    {"square", "feet", "square foot"},
    {"sq", "km", "square kilometer"},
    {"sq", "m", "square meter"},
    {"sq", "mile", "square mile"},
    {"sq", "ft", "square foot"},
    {"cubic", "metre", "cubic meter"},
    {"cubic", "meter", "cubic meter"},
    {"light", "year", "light year"},
    {"megawatt", "hour", "megawatt-hour"},
};

NumberUnit FindExactly(std::span<const NumberUnit> units, std::string_view word) {
  for (const NumberUnit& unit : units) {
    if (unit.word == word) return unit;
  }
  return {};
}

NumberUnit FindSorted(std::string_view word) {
  static_assert(std::ranges::is_sorted(kUnitWords, {}, &NumberUnit::word));
  const auto* found = std::ranges::lower_bound(kUnitWords, word, {}, &NumberUnit::word);
  return found != std::end(kUnitWords) && found->word == word ? *found : NumberUnit{};
}

}  // namespace

NumberUnit FindCurrencySign(std::string_view word) {
  static constexpr WordSieve kSieve(kSigns, &NumberUnit::word);
  return kSieve.MayHave(word) ? FindExactly(kSigns, word) : NumberUnit{};
}

NumberUnit FindDollarPrefix(std::string_view word) { return FindExactly(kDollars, word); }

NumberUnit FindUnit(std::string_view word) {
  if (const NumberUnit symbol = FindExactly(kSymbols, word)) return symbol;
  const LowerCase lower(word);
  const NumberUnit unit = FindSorted(lower.view());
  if (unit || !lower.view().ends_with('s')) return unit;
  return FindSorted(lower.view().substr(0, lower.view().size() - 1));
}

NumberUnit FindUnit(std::string_view first, std::string_view second) {
  const LowerCase one(first);
  const LowerCase other(second);
  std::string_view two = other.view();
  for (const TwoWords& pair : kPairs) {
    if (pair.first != one.view() || !two.starts_with(pair.second)) continue;
    const std::string_view rest = two.substr(pair.second.size());
    if (rest.empty() || rest == "s") return {pair.first, pair.unit, pair.factor};
  }
  return {};
}

}  // namespace newsmill::claims
