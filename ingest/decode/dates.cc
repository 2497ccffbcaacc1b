#include "ingest/decode/dates.h"

#include <algorithm>
#include <cstddef>

namespace newsmill {
namespace {

class DateParser {
 public:
  explicit DateParser(std::string_view text) : text_(text) {}

  std::optional<int64_t> Parse() {
    if (!Day()) return std::nullopt;
    if (position_ < text_.size() && !(Separator() && Time() && Zone())) return std::nullopt;
    if (position_ != text_.size()) return std::nullopt;
    return ((days_ * 24 * 60 + minutes_) * 60 + seconds_) * 1000 + milliseconds_;
  }

 private:
  bool Accept(char c) {
    if (position_ >= text_.size() || text_[position_] != c) return false;
    ++position_;
    return true;
  }

  bool AcceptAny(std::string_view characters) {
    return std::any_of(characters.begin(), characters.end(), [this](char c) { return Accept(c); });
  }

  // Exactly kCount digits, whose value lies within [min, max].
  template <size_t kCount>
  bool Number(int min, int max, int* value) {
    if (text_.size() - position_ < kCount) return false;
    int number = 0;
    bool digits = true;
    for (size_t i = 0; i < kCount; ++i) {
      const char c = text_[position_ + i];
      digits &= IsDigit(c);
      number = number * 10 + (c - '0');
    }
    position_ += kCount;
    *value = number;
    return digits && number >= min && number <= max;
  }

  bool Day() {
    int year = 0;
    int month = 0;
    int day = 0;
    if (!Number<4>(1, 9999, &year)) return false;
    extended_ = Accept('-');
    if (!Number<2>(1, 12, &month) || (extended_ && !Accept('-')) || !Number<2>(1, 31, &day)) {
      return false;
    }
    days_ = DaysSinceEpoch(year, month, day);
    return day <= DaysIn(year, month);
  }

  bool Separator() { return AcceptAny("Tt "); }

  bool Time() {
    int hour = 0;
    int minute = 0;
    int second = 0;
    if (!Number<2>(0, 23, &hour)) return false;
    const bool colons = Accept(':');
    if (!Number<2>(0, 59, &minute)) return false;
    const bool more =
        colons ? Accept(':') : (position_ < text_.size() && IsDigit(text_[position_]));
    if (more && !Number<2>(0, 60, &second)) return false;
    minutes_ = hour * 60 + minute;
    seconds_ = second;
    return !(more && AcceptAny(".,")) || Fraction();
  }

  bool Fraction() {
    const size_t start = position_;
    int64_t scale = 100;
    while (position_ < text_.size() && IsDigit(text_[position_])) {
      milliseconds_ += (text_[position_++] - '0') * scale;
      scale /= 10;
    }
    return position_ > start;
  }

  bool Zone() {
    if (position_ == text_.size() || AcceptAny("Zz")) return true;
    const bool east = Accept('+');
    if (!east && !Accept('-')) return false;
    int hours = 0;
    int minutes = 0;
    if (!Number<2>(0, 23, &hours)) return false;
    const bool more = Accept(':') || position_ < text_.size();
    if (more && !Number<2>(0, 59, &minutes)) return false;
    minutes_ += (east ? -1 : 1) * (int64_t{hours} * 60 + minutes);
    return true;
  }

  static bool IsDigit(char c) { return c >= '0' && c <= '9'; }

  static int DaysIn(int year, int month) {
    if (month == 2) return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  // Gregorian calendar; years begin in March so that the leap day comes last.
  static int64_t DaysSinceEpoch(int year, int month, int day) {
    const int64_t y = month <= 2 ? year - 1 : year;
    const int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return y * 365 + y / 4 - y / 100 + y / 400 + day_of_year - 719468;
  }

  const std::string_view text_;
  size_t position_ = 0;
  bool extended_ = false;
  int64_t days_ = 0;
  int64_t minutes_ = 0;
  int64_t seconds_ = 0;
  int64_t milliseconds_ = 0;
};

}  // namespace

std::optional<int64_t> ParseDate(std::string_view text) { return DateParser(text).Parse(); }

}  // namespace newsmill
