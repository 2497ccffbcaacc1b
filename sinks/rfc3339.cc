#include "sinks/rfc3339.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstring>

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

// "00" to "99".
constexpr std::array<char, 200> kPairs = [] {
  std::array<char, 200> pairs{};
  for (size_t i = 0; i < 100; ++i) {
    pairs[2 * i] = static_cast<char>('0' + i / 10);
    pairs[2 * i + 1] = static_cast<char>('0' + i % 10);
  }
  return pairs;
}();

// Writes a number below 100 in two digits; returns the end.
char* PutPair(uint32_t value, char* out) {
  std::memcpy(out, kPairs.data() + size_t{2} * value, 2);
  return out + 2;
}

}  // namespace

std::string_view WriteRfc3339(int64_t unix_ms, Rfc3339Text* text) {
  const std::chrono::sys_time<std::chrono::milliseconds> time(
      std::chrono::milliseconds(std::clamp(unix_ms, kFirstMs, kLastMs)));
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const auto year = static_cast<uint32_t>(static_cast<int>(date.year()));
  const auto ms_of_day = static_cast<uint32_t>((time - day).count());
  const uint32_t seconds = ms_of_day / 1000;
  const uint32_t minutes = seconds / 60;
  const uint32_t ms = ms_of_day % 1000;
  char* end = PutPair(year % 100, PutPair(year / 100, text->data()));
  *end++ = '-';
  end = PutPair(static_cast<unsigned>(date.month()), end);
  *end++ = '-';
  end = PutPair(static_cast<unsigned>(date.day()), end);
  *end++ = 'T';
  end = PutPair(minutes / 60, end);
  *end++ = ':';
  end = PutPair(minutes % 60, end);
  *end++ = ':';
  end = PutPair(seconds % 60, end);
  if (ms != 0) {
    *end++ = '.';
    *end++ = static_cast<char>('0' + ms / 100);
    end = PutPair(ms % 100, end);
  }
  *end++ = 'Z';
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
