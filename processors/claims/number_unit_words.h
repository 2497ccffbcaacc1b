#ifndef NEWSMILL_PROCESSORS_CLAIMS_NUMBER_UNIT_WORDS_H_
#define NEWSMILL_PROCESSORS_CLAIMS_NUMBER_UNIT_WORDS_H_

#include <string_view>

namespace newsmill::claims {

// What a number counts: its unit and what the value is multiplied with (20 cents are 0.2 USD).
struct NumberUnit {
  std::string_view word;
  std::string_view unit;  // empty where nothing was found
  double factor = 1;

  explicit operator bool() const { return !unit.empty(); }
};

// "$", "€", "EUR", "Rs": what stands before an amount.
NumberUnit FindCurrencySign(std::string_view word);
// "US", "A", "HK": what stands before "$" and says whose dollar it is.
NumberUnit FindDollarPrefix(std::string_view word);
// One word ("percent", "euros", "km", "years") in any case; symbols that differ by case ("C", "MW")
// only as they are written.
NumberUnit FindUnit(std::string_view word);
// "US dollars", "percentage points", "square kilometres", "per cent".
NumberUnit FindUnit(std::string_view first, std::string_view second);

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_NUMBER_UNIT_WORDS_H_
