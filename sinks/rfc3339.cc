#include "sinks/rfc3339.h"

#include <algorithm>
#include <charconv>
#include <chrono>

namespace newsmill {
namespace {

constexpr int64_t kFirstMs = -62'167'219'200'000;  // 0000-01-01T00:00:00Z
constexpr int64_t kLastMs = 253'402'300'799'999;   // 9999-12-31T23:59:59.999Z

// Takes a number of exactly `digits` digits and the mark behind it off the front of *text.
template <typename Integer>
bool TakeField(size_t digits, char mark, std::string_view* text, Integer* value) {
  if (text->size() <= digits || (*text)[digits] != mark) return false;
  const char* end = text->data() + digits;
  const auto result = std::from_chars(text->data(), end, *value);
  text->remove_prefix(digits + 1);
  return result.ec == std::errc() && result.ptr == end;
}

// Writes `value` with leading zeros and the mark behind it; returns the end.
template <size_t kDigits>
char* PutField(unsigned value, char mark, char* out) {
#pragma GCC unroll 4
  for (size_t i = kDigits; i > 0; --i) {
    out[i - 1] = static_cast<char>('0' + value % 10);
    value /= 10;
  }
  out[kDigits] = mark;
  return out + kDigits + 1;
}

}  // namespace

std::string_view WriteRfc3339(int64_t unix_ms, Rfc3339Text* text) {
  using std::chrono::floor;
  const std::chrono::sys_time<std::chrono::milliseconds> time(
      std::chrono::milliseconds(std::clamp(unix_ms, kFirstMs, kLastMs)));
  const auto day = floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(time - day);
  const auto number = [](auto count) { return static_cast<unsigned>(count); };
  const unsigned ms = number(clock.subseconds().count());
  char* end = PutField<4>(number(static_cast<int>(date.year())), '-', text->data());
  end = PutField<2>(number(date.month()), '-', end);
  end = PutField<2>(number(date.day()), 'T', end);
  end = PutField<2>(number(clock.hours().count()), ':', end);
  end = PutField<2>(number(clock.minutes().count()), ':', end);
  end = PutField<2>(number(clock.seconds().count()), ms == 0 ? 'Z' : '.', end);
  if (ms != 0) end = PutField<3>(ms, 'Z', end);
  return {text->data(), static_cast<size_t>(end - text->data())};
}

void AppendRfc3339(int64_t unix_ms, std::string* out) {
  Rfc3339Text text;
  out->append(WriteRfc3339(unix_ms, &text));
}

std::string Rfc3339(int64_t unix_ms) {
  std::string text;
  AppendRfc3339(unix_ms, &text);
  return text;
}

std::optional<int64_t> ParseRfc3339(std::string_view text) {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
  int ms = 0;
  if (!TakeField(4, '-', &text, &year) || !TakeField(2, '-', &text, &month) ||
      !TakeField(2, 'T', &text, &day) || !TakeField(2, ':', &text, &hour) ||
      !TakeField(2, ':', &text, &minute)) {
    return std::nullopt;
  }
  const bool whole = text.ends_with('Z') && text.size() == 3;
  if (!TakeField(2, whole ? 'Z' : '.', &text, &second)) return std::nullopt;
  if (!whole && !TakeField(3, 'Z', &text, &ms)) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                         std::chrono::day(day)};
  if (!date.ok() || !text.empty()) return std::nullopt;
  const std::chrono::sys_time<std::chrono::milliseconds> time =
      std::chrono::sys_days(date) + std::chrono::hours(hour) + std::chrono::minutes(minute) +
      std::chrono::seconds(second) + std::chrono::milliseconds(ms);
  return time.time_since_epoch().count();
}

int64_t UnixNowMs() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

}  // namespace newsmill
