#include "processors/claims/number_labels.h"

#include <algorithm>
#include <cstddef>

#include "processors/claims/number_dates.h"
#include "processors/claims/number_words.h"

namespace newsmill::claims {
namespace {

constexpr size_t kMostGroups = 8;
constexpr size_t kTelephoneDigits = 7;  // at least

// What the number behind it numbers. In byte order.
constexpr std::string_view kNumbered[] = {
    "airbus",     "apollo",  "article",    "boeing",    "bus",      "category", "channel",
    "chapter",    "clause",  "district",   "episode",   "flight",   "formula",  "gate",
    "grade",      "highway", "interstate", "iphone",    "junction", "level",    "no",
    "no.",        "number",  "page",       "paragraph", "phase",    "platform", "playstation",
    "resolution", "room",    "route",      "rule",      "section",  "series",   "stage",
    "terminal",   "top",     "type",       "version",   "volume",   "windows"};

constexpr std::string_view kDays[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                      "Friday", "Saturday", "Sunday"};

// Digits in groups.
struct Groups {
  size_t count = 0;
  size_t digits = 0;
  size_t first = 0;       // digits of the first
  size_t last = 0;        // and of the last
  bool hyphens = false;   // there is one
  bool thousands = true;  // as in "31 400"
  NumberPiece end;

  void Add(const NumberPiece& p) {
    hyphens = hyphens || (count > 0 && p.joint == Joint::kHyphen);
    thousands = thousands &&
                (count == 0 ? p.text.size() <= 3 : p.text.size() == 3 && p.joint == Joint::kSpace);
    if (count == 0) first = p.text.size();
    last = p.text.size();
    digits += last;
    ++count;
    end = p;
  }
};

Groups ReadGroups(const NumberPieces& pieces, NumberPiece p) {
  Groups groups;
  while (p.IsPlainDigits() && groups.count < kMostGroups) {
    if (groups.count > 0 && p.joint == Joint::kSpace && groups.end.token + 1 == p.token &&
        !pieces.OneSpaceBetween(groups.end, p)) {
      break;
    }
    groups.Add(p);
    p = pieces.After(p);
    if (p.text == ")") p = pieces.After(p);
  }
  return groups;
}

// "5G", "4x4", "7-Eleven": what is tight behind the number makes it part of a name.
bool GoesOn(const NumberPieces& pieces, const NumberPiece& end) {
  const NumberPiece next = pieces.After(end);
  if (!next || next.token != end.token) return false;
  return next.joint != Joint::kHyphen || !next.IsLowerWord() ||
         FindNumberWord(next.text).kind != NumberWordKind::kNone;
}

// "10 Downing Street", "1600 Pennsylvania Avenue".
bool IsHouse(const NumberPieces& pieces, const Amount& amount) {
  const NumberPiece way = pieces.After(pieces.After(amount.last));
  return IsOneOf(way.text, {"Street", "Road", "Avenue", "Lane", "Square", "Drive", "Boulevard"});
}

// "Boeing 737 crashed", "Tour of the Three Valleys"; but "in Syria 12 people", "on Monday 12 died".
bool IsPartOfName(const NumberPieces& pieces, const Amount& amount) {
  if (pieces.IsName(amount.first, 0) || IsHouse(pieces, amount)) return true;
  if (amount.first.text == "ten" && pieces.IsName(amount.first, 1)) return true;  // "Erik ten Hag"
  return amount.IsPlainDigits() && pieces.IsName(amount.first, 1) &&
         !IsOneOf(pieces.WordBefore(amount.first), kDays) && !IsCounted(pieces.After(amount.last));
}

}  // namespace

bool SkipTelephone(const NumberPieces& pieces, const NumberPiece& start, NumberPiece* last) {
  const bool plus = start.text == "+";
  const NumberPiece first = plus || start.text == "(" ? pieces.After(start) : start;
  const Groups groups = ReadGroups(pieces, first);
  if (groups.count == 0) return false;
  *last = groups.end;
  const bool area_code = groups.first > 1 && first.text[0] == '0';
  if (area_code || (plus && groups.digits >= kTelephoneDigits && !groups.thousands)) return true;
  if (groups.thousands || groups.digits < kTelephoneDigits) return false;
  return groups.count > 2 || (groups.hyphens && groups.first == 3 && groups.last == 4);
}

bool IsNumbered(const NumberPieces& pieces, const NumberPiece& number) {
  static_assert(std::ranges::is_sorted(kNumbered));
  const std::string_view before = pieces.WordBefore(number);
  if (before == "of" && pieces.WordBefore(number, 2) == "Group") return true;
  const LowerCase lower(before);
  std::string_view word = lower.view();
  if (word.ends_with("s") &&
      std::ranges::binary_search(kNumbered, word.substr(0, word.size() - 1))) {
    return true;
  }
  return std::ranges::binary_search(kNumbered, word);
}

bool IsLabel(const NumberPieces& pieces, const Amount& amount, const NumberPiece& end,
             Field field) {
  const bool alone = amount.last.end == end.end;
  if ((alone && amount.needs_company) || GoesOn(pieces, end)) return true;
  if (amount.scale != 1 || amount.vague) return false;
  if (amount.first.text == "911") return true;  // whom one calls
  if (IsNumbered(pieces, amount.first)) return true;
  return field == Field::kText && IsPartOfName(pieces, amount);
}

}  // namespace newsmill::claims
