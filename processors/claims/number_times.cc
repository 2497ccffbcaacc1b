#include "processors/claims/number_times.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "processors/claims/number_words.h"

namespace newsmill::claims {
namespace {

constexpr std::string_view kZones[] = {"GMT", "UTC", "CET", "CEST", "BST", "EST", "EDT"};

bool IsClock(std::string_view word) { return word == "o’clock" || word == "o'clock"; }

// Hours and minutes of "17:30", "5.30" or "5"; false for what is none.
bool SplitTime(std::string_view text, double* hour, double* minute) {
  const size_t split = text.find_first_of(":.");
  const std::string_view hours = text.substr(0, split);
  if (text.size() > 5 || hours.size() > 2 || !ParseNumberDigits(hours, hour) || *hour > 24) {
    return false;
  }
  if (split == std::string_view::npos) return true;
  const std::string_view minutes = text.substr(split + 1);
  return minutes.size() == 2 && ParseNumberDigits(minutes, minute) && *minute < 60;
}

// "17:30" without am or pm is a time only where the text says so: else it may be a result.
bool IsSaidToBeTime(const NumberPieces& pieces, const NumberPiece& start, const NumberPiece& next) {
  return start.text.find(':') != std::string_view::npos &&
         (IsOneOf(next.text, kZones) ||
          IsOneOf(pieces.WordBefore(start), {"at", "At", "by", "By", "until", "till", "before",
                                             "after", "from", "From", "since"}));
}

// "1010" before GMT.
bool ReadShortTime(const NumberPiece& start, NumberExpression* expression) {
  double time = 0;
  if (!start.IsPlainDigits() || !ParseNumberDigits(start.text, &time)) return false;
  if (time >= 2400 || std::fmod(time, 100) > 59) return false;
  expression->Add(start, start, time, "time");
  return true;
}

// The minutes of "ten past", "quarter past", "half past"; else 0.
double MinutesOf(const NumberWord& word) {
  switch (word.kind) {
    case NumberWordKind::kHalf:
      return 30;
    case NumberWordKind::kPart:
      return word.value == 4 ? 15 : 0;
    case NumberWordKind::kUnits:
    case NumberWordKind::kTens:
      return word.value < 60 ? word.value : 0;
    default:
      return 0;
  }
}

// "five o’clock", "ten past five", "half past five".
bool ReadWordTime(const NumberPieces& pieces, const NumberPiece& start,
                  NumberExpression* expression) {
  const NumberWord word = FindNumberWord(start.text);
  const NumberPiece next = pieces.After(start);
  if (word.kind == NumberWordKind::kUnits && IsClock(next.text)) {
    expression->Add(start, next, word.value * 100, "time");
    return true;
  }
  const NumberPiece last = pieces.After(next);
  const NumberWord hour = FindNumberWord(last.text);
  const double minutes = MinutesOf(word);
  if (next.text != "past" || hour.kind != NumberWordKind::kUnits || minutes == 0) return false;
  expression->Add(start, last, hour.value * 100 + minutes, "time");
  return true;
}

enum class DayHalf : uint8_t { kNone, kMorning, kAfternoon };

// "a.m.", "pm", "in the afternoon" behind *last, which is moved on.
DayHalf ReadDayHalf(const NumberPieces& pieces, NumberPiece* last) {
  NumberPiece p = pieces.After(*last);
  if (p.text == "in" && pieces.After(p).text == "the") p = pieces.After(pieces.After(p));
  const bool morning = IsOneOf(p.text, {"am", "a.m.", "AM", "morning"});
  if (!morning && !IsOneOf(p.text, {"pm", "p.m.", "PM", "afternoon", "evening"})) {
    return DayHalf::kNone;
  }
  *last = p;
  return morning ? DayHalf::kMorning : DayHalf::kAfternoon;
}

}  // namespace

bool ReadTime(const NumberPieces& pieces, const NumberPiece& start, NumberExpression* expression) {
  if (!start.IsDigits()) return ReadWordTime(pieces, start, expression);
  const NumberPiece next = pieces.After(start);
  if (start.text.size() == 4 && IsOneOf(next.text, kZones)) return ReadShortTime(start, expression);
  double hour = 0;
  double minute = 0;
  if (!SplitTime(start.text, &hour, &minute)) return false;
  NumberPiece last = start;
  const DayHalf half = ReadDayHalf(pieces, &last);
  if (half != DayHalf::kNone) {
    if (hour < 1 || hour > 12) return false;
    hour = std::fmod(hour, 12) + (half == DayHalf::kAfternoon ? 12 : 0);
  } else if (IsClock(next.text)) {
    last = next;
  } else if (!IsSaidToBeTime(pieces, start, next)) {
    return false;
  }
  expression->Add(start, last, hour * 100 + minute, "time");
  return true;
}

}  // namespace newsmill::claims
