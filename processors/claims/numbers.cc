#include "processors/claims/numbers.h"

#include <charconv>
#include <cmath>
#include <optional>

namespace newsmill::claims {
namespace {

struct Unit {
  std::string_view word;
  std::string_view unit;
};

constexpr Unit kCurrencySigns[] = {{"US$", "USD"}, {"A$", "AUD"}, {"C$", "CAD"},
                                   {"€", "EUR"},   {"£", "GBP"},  {"$", "USD"},
                                   {"¥", "JPY"},   {"₹", "INR"},  {"₽", "RUB"}};
constexpr Unit kUnitWords[] = {{"%", "percent"},   {"percent", "percent"}, {"euros", "EUR"},
                               {"euro", "EUR"},    {"dollars", "USD"},     {"dollar", "USD"},
                               {"pounds", "GBP"},  {"yen", "JPY"},         {"rupees", "INR"},
                               {"roubles", "RUB"}, {"rubles", "RUB"},      {"EUR", "EUR"},
                               {"USD", "USD"},     {"GBP", "GBP"}};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

std::string_view UnitOf(std::span<const Unit> units, std::string_view word) {
  for (const Unit& unit : units) {
    if (unit.word == word) return unit.unit;
  }
  return {};
}

// The currency sign that `text` ends with.
const Unit* SignBefore(std::string_view text) {
  for (const Unit& unit : kCurrencySigns) {
    if (text.ends_with(unit.word)) return &unit;
  }
  return nullptr;
}

// Reads one token's digits; false where it is no plain number ("2:17", "3-0", "1.2.3").
bool ParseDigits(std::string_view text, double* value, size_t* used) {
  char digits[32];
  size_t count = 0;
  size_t i = 0;
  bool point = false;
  for (; i < text.size() && count + 1 < sizeof(digits); ++i) {
    const char c = text[i];
    if (IsDigit(c)) {
      digits[count++] = c;
    } else if (c == ',' && i + 3 < text.size() && IsDigit(text[i + 1]) && IsDigit(text[i + 2]) &&
               IsDigit(text[i + 3])) {
      if (point) return false;
    } else if (c == '.' && !point && i + 1 < text.size() && IsDigit(text[i + 1])) {
      point = true;
      digits[count++] = c;
    } else {
      break;
    }
  }
  if (count == 0 || (i < text.size() && (IsDigit(text[i]) || text[i] == ':' || text[i] == '/'))) {
    return false;
  }
  *used = i;
  return std::from_chars(digits, digits + count, *value).ec == std::errc();
}

double Scale(std::string_view word) {
  if (word == "million" || word == "m" || word == "mn") return 1e6;
  if (word == "billion" || word == "bn") return 1e9;
  if (word == "trillion" || word == "tn") return 1e12;
  return word == "thousand" ? 1e3 : 0;
}

// Reads the number that starts at one token, with what belongs to it.
class NumberReader {
 public:
  NumberReader(std::string_view text, std::span<const Token> tokens, uint32_t end)
      : text_(text), tokens_(tokens), end_(end) {}

  // Sets *next to the token behind it.
  std::optional<ClaimNumber> Read(uint32_t token, Field field, uint32_t* next) {
    *next = token + 1;
    std::string_view word = Word(token);
    size_t sign = 0;
    while (sign < word.size() && !IsDigit(word[sign])) ++sign;
    if (sign == word.size() || sign > 4) return std::nullopt;
    ClaimNumber number;
    size_t used = 0;
    if (!ParseDigits(word.substr(sign), &number.value, &used)) return std::nullopt;
    number.span = {tokens_[token].begin, tokens_[token].end, field};
    const std::string_view rest = word.substr(sign + used);
    if (!ReadSign(word.substr(0, sign), &number)) return std::nullopt;
    if (rest.empty()) {
      ReadThousands(next, &number);
    } else if (!ReadRest(rest, &number)) {
      return std::nullopt;
    }
    ReadScaleAndUnit(next, &number);
    return number;
  }

 private:
  std::string_view Word(uint32_t token) const {
    return text_.substr(tokens_[token].begin, tokens_[token].end - tokens_[token].begin);
  }

  // A currency sign in the token or right before it.
  bool ReadSign(std::string_view inside, ClaimNumber* number) {
    const bool within = !inside.empty();
    const std::string_view before = within ? inside : text_.substr(0, number->span.begin);
    const Unit* sign = SignBefore(before);
    if (within && (sign == nullptr || sign->word != inside)) return false;
    if (sign == nullptr) return true;
    number->unit = sign->unit;
    if (!within) number->span.begin -= static_cast<uint32_t>(sign->word.size());
    return true;
  }

  // "%", "m", "bn" in the token itself.
  bool ReadRest(std::string_view rest, ClaimNumber* number) {
    if (rest == "%") {
      number->unit = "percent";
      return true;
    }
    const double scale = Scale(rest);
    if (scale == 0) return false;
    number->value *= scale;
    return true;
  }

  // "31 400": groups of three digits behind a space.
  void ReadThousands(uint32_t* next, ClaimNumber* number) {
    while (*next < end_ && number->value >= 1 && number->value < 1e12) {
      const std::string_view group = Word(*next);
      const bool three =
          group.size() == 3 && IsDigit(group[0]) && IsDigit(group[1]) && IsDigit(group[2]);
      const bool small = number->span.end - number->span.begin <= 3 || groups_ > 0;
      if (!three || !small || tokens_[*next].begin != number->span.end + 1) return;
      double value = 0;
      std::from_chars(group.data(), group.data() + 3, value);
      number->value = number->value * 1000 + value;
      number->span.end = tokens_[*next].end;
      ++groups_;
      ++*next;
    }
  }

  void ReadScaleAndUnit(uint32_t* next, ClaimNumber* number) {
    if (*next < end_) {
      if (const double scale = Scale(Word(*next)); scale != 0 && Word(*next).size() > 2) {
        number->value *= scale;
        Take(next, number);
      }
    }
    if (!number->unit.empty() || *next >= end_) return;
    const std::string_view word = Word(*next);
    if (word == "per" && *next + 1 < end_ && Word(*next + 1) == "cent") {
      ++*next;
      number->unit = "percent";
      Take(next, number);
    } else if (const std::string_view unit = UnitOf(kUnitWords, word); !unit.empty()) {
      number->unit = unit;
      Take(next, number);
    }
  }

  void Take(uint32_t* next, ClaimNumber* number) {
    number->span.end = tokens_[*next].end;
    ++*next;
  }

  std::string_view text_;
  std::span<const Token> tokens_;
  uint32_t end_;
  uint32_t groups_ = 0;
};

}  // namespace

void FindNumbers(std::string_view text, std::span<const Token> tokens, uint32_t first, uint32_t end,
                 Field field, std::vector<ClaimNumber>* numbers) {
  for (uint32_t token = first; token < end;) {
    if (tokens[token].kind != TokenKind::kNumber) {
      ++token;
      continue;
    }
    uint32_t next = token + 1;
    if (const auto number = NumberReader(text, tokens, end).Read(token, field, &next)) {
      numbers->push_back(*number);
    }
    token = next;
  }
}

}  // namespace newsmill::claims
