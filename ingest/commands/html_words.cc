#include "ingest/commands/html_words.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdio>

#include "sinks/rfc3339.h"

namespace newsmill {
namespace {

std::string Formatted(const char* format, double value) {
  std::array<char, 64> text;
  const int size = std::snprintf(text.data(), text.size(), format, value);
  return {text.data(), std::min(static_cast<size_t>(std::max(size, 0)), text.size() - 1)};
}

// Puts `mark` before the last two of `end` characters, if they are there.
void Part(char mark, size_t end, std::string* text) {
  if (end > 2 && end <= text->size()) text->insert(end - 2, 1, mark);
}

// 2021, 2021-05 or 2021-05-03 from the digits of a date.
std::string Date(double value) {
  std::string text = Formatted("%.0f", value);
  if (text.size() == 8) Part('-', 8, &text);
  if (text.size() != 4) Part('-', 6, &text);
  return text;
}

std::string FourDigits(double value, char mark) {
  std::string text = Formatted("%04.0f", value);
  Part(mark, text.size(), &text);
  return text;
}

std::string WithSeparators(double value) {
  std::string text = Formatted("%.15g", value);
  const size_t first = text.starts_with('-') ? 1 : 0;
  const size_t end = std::min(text.find_first_not_of("0123456789", first), text.size());
  for (size_t i = end; i > first + 3;) text.insert(i -= 3, 1, ',');
  return text;
}

}  // namespace

std::string ScoreText(float score) { return Formatted("%.2f", std::clamp(score, 0.0F, 1.0F)); }

std::string PercentText(float score) {
  return Formatted("%.0f %%", 100 * std::clamp(score, 0.0F, 1.0F));
}

std::string FigureText(const ClaimNumber& number) {
  if (number.unit == "date") return Date(number.value);
  if (number.unit == "month-day") return FourDigits(number.value, '-');
  if (number.unit == "time") return FourDigits(number.value, ':');
  if (number.unit == "decade") return Formatted("%.0fs", number.value);
  std::string text = WithSeparators(number.value);
  if (!number.unit.empty()) text.append(" ").append(number.unit);
  return text;
}

// "2026-03-10 13:05 UTC"
std::string DayAndTime(int64_t unix_ms) {
  std::string text = Rfc3339(unix_ms).substr(0, 16);
  std::ranges::replace(text, 'T', ' ');
  return text + " UTC";
}

std::string_view WordFor(EntityType type) {
  switch (type) {
    case EntityType::kPerson:
      return "person";
    case EntityType::kOrganisation:
      return "organisation";
    case EntityType::kLocation:
      return "place";
    case EntityType::kMisc:
      return "other";
  }
  return "";
}

std::string_view WordFor(ClaimKind kind) {
  switch (kind) {
    case ClaimKind::kDirect:
      return "quoted";
    case ClaimKind::kIndirect:
      return "reported";
    case ClaimKind::kMixed:
      return "partly quoted";
    case ClaimKind::kStatement:
      return "the article’s own statement";
  }
  return "";
}

}  // namespace newsmill
