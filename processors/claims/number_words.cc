#include "processors/claims/number_words.h"

#include "processors/claims/word_sieve.h"

namespace newsmill::claims {
namespace {

using enum NumberWordKind;

// In byte order.
constexpr NumberWord kWords[] = {
    {"a", kArticle, 1},          {"an", kArticle, 1},        {"apr", kMonth, 4},
    {"april", kMonth, 4},        {"aug", kMonth, 8},         {"august", kMonth, 8},
    {"billion", kScale, 1e9},    {"billions", kVague, 1e9},  {"crore", kScale, 1e7},
    {"dec", kMonth, 12},         {"december", kMonth, 12},   {"dozen", kScale, 12},
    {"dozens", kVague, 12},      {"eight", kUnits, 8},       {"eighteen", kUnits, 18},
    {"eighth", kOrdinal, 8},     {"eighths", kPart, 8},      {"eighty", kTens, 80},
    {"eleven", kUnits, 11},      {"eleventh", kOrdinal, 11}, {"feb", kMonth, 2},
    {"february", kMonth, 2},     {"fifteen", kUnits, 15},    {"fifth", kOrdinal, 5},
    {"fifths", kPart, 5},        {"fifty", kTens, 50},       {"first", kOrdinal, 1},
    {"five", kUnits, 5},         {"forty", kTens, 40},       {"four", kUnits, 4},
    {"fourteen", kUnits, 14},    {"fourth", kOrdinal, 4},    {"fourths", kPart, 4},
    {"half", kHalf, 0.5},        {"hundred", kScale, 100},   {"hundreds", kVague, 100},
    {"jan", kMonth, 1},          {"january", kMonth, 1},     {"jul", kMonth, 7},
    {"july", kMonth, 7},         {"jun", kMonth, 6},         {"june", kMonth, 6},
    {"lakh", kScale, 1e5},       {"mar", kMonth, 3},         {"march", kMonth, 3},
    {"may", kMonth, 5},          {"million", kScale, 1e6},   {"millions", kVague, 1e6},
    {"minus", kMinus, -1},       {"nine", kUnits, 9},        {"nineteen", kUnits, 19},
    {"ninety", kTens, 90},       {"ninth", kOrdinal, 9},     {"ninths", kPart, 9},
    {"nov", kMonth, 11},         {"november", kMonth, 11},   {"oct", kMonth, 10},
    {"october", kMonth, 10},     {"one", kUnits, 1},         {"quarter", kPart, 4},
    {"quarters", kPart, 4},      {"second", kOrdinal, 2},    {"sep", kMonth, 9},
    {"sept", kMonth, 9},         {"september", kMonth, 9},   {"seven", kUnits, 7},
    {"seventeen", kUnits, 17},   {"seventh", kOrdinal, 7},   {"sevenths", kPart, 7},
    {"seventy", kTens, 70},      {"six", kUnits, 6},         {"sixteen", kUnits, 16},
    {"sixth", kOrdinal, 6},      {"sixths", kPart, 6},       {"sixty", kTens, 60},
    {"ten", kUnits, 10},         {"tens", kVague, 10},       {"tenth", kOrdinal, 10},
    {"tenths", kPart, 10},       {"third", kOrdinal, 3},     {"thirds", kPart, 3},
    {"thirteen", kUnits, 13},    {"thirty", kTens, 30},      {"thousand", kScale, 1e3},
    {"thousands", kVague, 1e3},  {"three", kUnits, 3},       {"trillion", kScale, 1e12},
    {"trillions", kVague, 1e12}, {"twelfth", kOrdinal, 12},  {"twelve", kUnits, 12},
    {"twenty", kTens, 20},       {"two", kUnits, 2},         {"zero", kUnits, 0},
};

}  // namespace

LowerCase::LowerCase(std::string_view word) {
  if (word.size() > kLongestWord) return;
  for (const char c : word) {
    letters_[size_++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
}

NumberWord FindNumberWord(std::string_view word) {
  static constexpr WordSieve kSieve(kWords, &NumberWord::word);
  const LowerCase lower(word);
  if (!kSieve.MayHave(lower.view())) return {};
  static_assert(std::ranges::is_sorted(kWords, {}, &NumberWord::word));
  const auto* found = std::ranges::lower_bound(kWords, lower.view(), {}, &NumberWord::word);
  return found != std::end(kWords) && found->word == lower.view() ? *found : NumberWord{};
}

double FindScaleLetters(std::string_view word) {
  if (word == "m" || word == "mn" || word == "M") return 1e6;
  if (word == "bn" || word == "b" || word == "B") return 1e9;
  if (word == "tn") return 1e12;
  return word == "k" || word == "K" ? 1e3 : 0;
}

}  // namespace newsmill::claims
