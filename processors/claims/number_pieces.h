#ifndef NEWSMILL_PROCESSORS_CLAIMS_NUMBER_PIECES_H_
#define NEWSMILL_PROCESSORS_CLAIMS_NUMBER_PIECES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "processors/base/annotations.h"

namespace newsmill::claims {

// How a piece of a number expression hangs on the one before it.
enum class Joint : uint8_t { kSpace, kTight, kHyphen };

// A token, or what hyphens and the end of its digits leave of it: "34-year-old" is 34, year, old;
// "1.2bn" is 1.2, bn. Empty text behind the last.
struct NumberPiece {
  std::string_view text;
  uint32_t begin = 0;  // byte range in the field
  uint32_t end = 0;
  uint32_t token = 0;
  Joint joint = Joint::kSpace;

  explicit operator bool() const { return !text.empty(); }
  // Digits, with full stops, commas, colons or slashes among them.
  bool IsDigits() const { return !text.empty() && text[0] >= '0' && text[0] <= '9'; }
  // Nothing but digits.
  bool IsPlainDigits() const;
  // A word of lower-case ASCII letters.
  bool IsLowerWord() const;
};

// Cuts the tokens before `end` on the fly. A view of text and tokens; cheap to copy.
class NumberPieces {
 public:
  NumberPieces(std::string_view text, std::span<const Token> tokens, uint32_t end)
      : text_(text), tokens_(tokens), end_(end) {}

  NumberPiece First(uint32_t token) const;
  NumberPiece After(const NumberPiece& piece) const;
  // The token `distance` before that of `piece`; empty before the text's first.
  std::string_view WordBefore(const NumberPiece& piece, uint32_t distance = 1) const;
  // Whether that token is a capitalised word.
  bool IsCapitalised(const NumberPiece& piece, uint32_t distance) const;
  // Whether it is one that does not open a sentence: "Boeing" before 737.
  bool IsName(const NumberPiece& piece, uint32_t distance) const;
  // Whether just one space, of any width, is between two pieces.
  bool OneSpaceBetween(const NumberPiece& left, const NumberPiece& right) const;

 private:
  NumberPiece Cut(uint32_t token, uint32_t begin, Joint joint) const;

  std::string_view text_;
  std::span<const Token> tokens_;
  uint32_t end_;
};

// A number as it is read: its words, value and unit.
struct NumberReading {
  NumberPiece first;
  NumberPiece last;
  double value = 0;
  std::string_view unit;
};

// What an expression says: one number, two for a range, or none for what only looks like one (a
// telephone number). `last` is its last piece.
struct NumberExpression {
  std::array<NumberReading, 2> numbers;
  size_t count = 0;
  NumberPiece last;

  void Add(const NumberPiece& first, const NumberPiece& end, double value, std::string_view unit) {
    numbers[count++] = {first, end, value, unit};
    last = end;
  }
};

// Reads "31,400" or "7.9"; false for what is no plain number ("2:17", "1.2.3", "1,2").
bool ParseNumberDigits(std::string_view digits, double* value);

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_NUMBER_PIECES_H_
