#include "processors/claims/number_amounts.h"

#include <algorithm>

#include "processors/claims/number_words.h"

namespace newsmill::claims {
namespace {

// From here on no scale word is multiplied in: values stay finite.
constexpr double kLargest = 1e18;
constexpr int kMostScales = 3;  // "two hundred thousand million"

void Scale(double scale, const NumberPiece& p, Amount* amount) {
  amount->value *= scale;
  amount->scale = scale;
  amount->last = p;
}

// "31 400": groups of three digits behind a space.
void ReadThousands(const NumberPieces& pieces, Amount* amount) {
  if (!amount->first.IsPlainDigits() || amount->first.text.size() > 3 || amount->value < 1) return;
  while (amount->value < kLargest) {
    const NumberPiece p = pieces.After(amount->last);
    double group = 0;
    if (p.text.size() != 3 || !p.IsPlainDigits() || !ParseNumberDigits(p.text, &group) ||
        !pieces.OneSpaceBetween(amount->last, p)) {
      return;
    }
    amount->value = amount->value * 1000 + group;
    amount->last = p;
  }
}

// "1.2bn", "3m"; with a currency also "$3 m". Races are run over "3,000m".
void ReadScaleLetters(const NumberPieces& pieces, bool currency, Amount* amount) {
  const NumberPiece p = pieces.After(amount->last);
  if (p.joint != Joint::kTight && !currency && p.text.size() < 2) return;
  if (p.text == "m" && !currency && amount->value >= 1000) return;
  if (const double scale = FindScaleLetters(p.text); scale > 0) Scale(scale, p, amount);
}

void ReadScaleWords(const NumberPieces& pieces, Amount* amount) {
  for (int i = 0; i < kMostScales && amount->value < kLargest; ++i) {
    const NumberPiece p = pieces.After(amount->last);
    const NumberWord word = FindNumberWord(p.text);
    if (word.kind != NumberWordKind::kScale) return;
    Scale(word.value, p, amount);
  }
}

// "and a half" behind a small number, and a scale behind that.
void ReadAndAPart(const NumberPieces& pieces, Amount* amount) {
  const NumberPiece conjunction = pieces.After(amount->last);
  if (conjunction.text != "and" || amount->value >= 100) return;
  const NumberPiece article = pieces.After(conjunction);
  const NumberPiece part = pieces.After(article);
  if (article.text != "a" || !IsOneOf(part.text, {"half", "quarter"})) return;
  amount->value += part.text == "half" ? 0.5 : 0.25;
  amount->last = part;
  amount->needs_company = false;
  ReadScaleWords(pieces, amount);
}

// The value of "½", "¼" or "¾"; 0 for anything else.
double ValueOfSign(std::string_view sign) {
  return sign == "½" ? 0.5 : sign == "¼" ? 0.25 : sign == "¾" ? 0.75 : 0;
}

// "2½".
void ReadFractionSign(const NumberPieces& pieces, Amount* amount) {
  const NumberPiece p = pieces.After(amount->last);
  const double value = p.joint == Joint::kTight ? ValueOfSign(p.text) : 0;
  if (value == 0) return;
  amount->value += value;
  amount->last = p;
}

bool ReadDigits(const NumberPieces& pieces, bool currency, Amount* amount) {
  if (!ParseNumberDigits(amount->first.text, &amount->value)) return false;
  ReadThousands(pieces, amount);
  ReadFractionSign(pieces, amount);
  ReadScaleLetters(pieces, currency, amount);
  ReadScaleWords(pieces, amount);
  return true;
}

// "hundreds", "tens of thousands".
bool ReadVague(const NumberPieces& pieces, double value, Amount* amount) {
  amount->vague = true;
  amount->value = value;
  const NumberPiece of = pieces.After(amount->last);
  const NumberPiece next = pieces.After(of);
  const NumberWord scale = FindNumberWord(next.text);
  if (of.text == "of" && scale.kind == NumberWordKind::kVague) {
    Scale(scale.value, next, amount);
    return true;
  }
  return value > 10;  // not "tens"
}

// Adds up number words: "three hundred and twenty-one thousand".
class WordSum {
 public:
  // Whether the word goes on with the number.
  bool Take(const NumberWord& word) {
    if (word.kind == NumberWordKind::kScale) {
      if (sum_ + part_ >= kLargest) return false;
      TakeScale(word.value);
    } else if (!Fits(word)) {
      return false;
    } else {
      part_ += word.value;
    }
    before_ = word.kind;
    scale_ = word.kind == NumberWordKind::kScale ? word.value : scale_;
    return true;
  }

  // Whether "and" may follow: "one hundred and five".
  bool MayTakeAnd() const { return before_ == NumberWordKind::kScale && scale_ == 100; }
  double value() const { return sum_ + part_; }
  double scale() const { return scale_; }

 private:
  bool Fits(const NumberWord& word) const {
    if (word.kind == NumberWordKind::kTens) return before_ == NumberWordKind::kScale;
    if (word.kind != NumberWordKind::kUnits) return false;
    return before_ == NumberWordKind::kScale ||
           (before_ == NumberWordKind::kTens && word.value >= 1 && word.value < 10);
  }

  void TakeScale(double scale) {
    if (scale < 1000) {
      part_ *= scale;
    } else if (part_ == 0) {
      sum_ *= scale;  // "two thousand million"
    } else {
      sum_ += part_ * scale;
      part_ = 0;
    }
  }

  double sum_ = 0;
  double part_ = 0;  // below the next thousand
  double scale_ = 1;
  NumberWordKind before_ = NumberWordKind::kScale;
};

bool IsSmallNumber(const NumberWord& word) {
  return word.kind == NumberWordKind::kUnits || word.kind == NumberWordKind::kTens;
}

void ReadSum(const NumberPieces& pieces, Amount* amount) {
  WordSum sum;
  NumberPiece p = amount->first;
  NumberWord word = FindNumberWord(p.text);
  if (word.kind == NumberWordKind::kArticle) word.kind = NumberWordKind::kUnits;
  while (sum.Take(word)) {
    amount->last = p;
    if (sum.value() == 0) break;  // "zero thousand thousand …" would have no end
    p = pieces.After(p);
    if (p.text == "and" && sum.MayTakeAnd() &&
        IsSmallNumber(FindNumberWord(pieces.After(p).text))) {
      p = pieces.After(p);
    }
    word = FindNumberWord(p.text);
  }
  amount->value = sum.value();
  amount->scale = sum.scale();
}

// Whether "several", "a few" or "a couple of" is before a scale.
bool IsSome(const NumberPieces& pieces, const NumberPiece& scale) {
  const std::string_view before = pieces.WordBefore(scale);
  return IsOneOf(before, {"several", "few", "many"}) ||
         (before == "of" && pieces.WordBefore(scale, 2) == "couple");
}

bool ReadWords(const NumberPieces& pieces, Amount* amount) {
  const NumberWord word = FindNumberWord(amount->first.text);
  const NumberPiece next = pieces.After(amount->first);
  switch (word.kind) {
    case NumberWordKind::kVague:
      return ReadVague(pieces, word.value, amount);
    case NumberWordKind::kScale:
      if (!IsSome(pieces, amount->first)) return false;
      amount->vague = true;
      amount->value = 1;
      Scale(word.value, amount->first, amount);
      ReadScaleWords(pieces, amount);
      return true;
    case NumberWordKind::kArticle:
      if (next.joint == Joint::kHyphen ||
          FindNumberWord(next.text).kind != NumberWordKind::kScale) {
        return false;
      }
      break;
    case NumberWordKind::kUnits:
    case NumberWordKind::kTens:
      break;
    default:
      return false;
  }
  ReadSum(pieces, amount);
  amount->needs_company = amount->value == 1;
  return true;
}

// "a million", "of a million", "dozen" behind a fraction.
void ReadWhole(const NumberPieces& pieces, Amount* amount) {
  NumberPiece p = pieces.After(amount->last);
  if (p.text == "of") p = pieces.After(p);
  if (FindNumberWord(p.text).kind == NumberWordKind::kArticle) p = pieces.After(p);
  if (const NumberWord word = FindNumberWord(p.text); word.kind == NumberWordKind::kScale) {
    Scale(word.value, p, amount);
  }
}

// "2/3", but no dates and not "24/7".
bool ReadSlash(Amount* amount) {
  const std::string_view text = amount->first.text;
  if (text.size() != 3 || text[1] != '/' || text[0] < '1' || text[0] >= text[2]) return false;
  if (std::string_view("23458").find(text[2]) == std::string_view::npos) return false;
  amount->value = static_cast<double>(text[0] - '0') / (text[2] - '0');
  return true;
}

// "two-thirds", "a quarter"; not "a quarter century".
bool ReadParts(const NumberPieces& pieces, double count, Amount* amount) {
  const NumberPiece part = pieces.After(amount->first);
  const NumberWord word = FindNumberWord(part.text);
  const bool one = word.kind == NumberWordKind::kOrdinal && word.value > 2;
  if (!one && word.kind != NumberWordKind::kPart) return false;
  if (count < 1 || (count == 1) == part.text.ends_with('s')) return false;
  const NumberPiece behind = pieces.After(part);
  if (behind.joint == Joint::kHyphen) return false;
  if (count == 1 && part.joint == Joint::kSpace && behind.IsLowerWord() &&
      !IsOneOf(behind.text, {"of", "in", "to", "or", "and", "more", "less", "fewer", "higher",
                             "lower", "are", "were", "was", "have", "had", "said", "say"})) {
    return false;
  }
  amount->value = count / word.value;
  amount->last = part;
  if (behind.text == "of") ReadWhole(pieces, amount);
  return true;
}

bool ReadHalf(const NumberPieces& pieces, Amount* amount) {
  if (IsOneOf(pieces.WordBefore(amount->first),
              {"first", "second", "this", "This", "last", "each", "other", "better", "opening",
               "final", "latter", "closing"})) {
    return false;
  }
  amount->value = 0.5;
  ReadWhole(pieces, amount);
  return true;
}

}  // namespace

bool ReadAmount(const NumberPieces& pieces, const NumberPiece& start, bool currency,
                Amount* amount) {
  *amount = {.first = start, .last = start};
  const bool found =
      start.IsDigits() ? ReadDigits(pieces, currency, amount) : ReadWords(pieces, amount);
  if (found) ReadAndAPart(pieces, amount);
  return found;
}

bool ReadFraction(const NumberPieces& pieces, const NumberPiece& start, Amount* amount) {
  *amount = {.first = start, .last = start};
  if (start.IsDigits()) return ReadSlash(amount);
  amount->value = ValueOfSign(start.text);
  if (amount->value > 0) return true;
  const NumberWord word = FindNumberWord(start.text);
  switch (word.kind) {
    case NumberWordKind::kHalf:
      return ReadHalf(pieces, amount);
    case NumberWordKind::kArticle:
    case NumberWordKind::kUnits:
      return ReadParts(pieces, word.value, amount);
    default:
      return false;
  }
}

}  // namespace newsmill::claims
