#include "processors/claims/number_pieces.h"

#include <algorithm>
#include <charconv>

#include "processors/claims/number_unit_words.h"

namespace newsmill::claims {
namespace {

constexpr size_t kLongestCode = 3;  // bytes of a currency's

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// The bytes of the hyphen that `text` starts with.
size_t HyphenSize(std::string_view text) {
  if (text.starts_with('-')) return 1;
  return text.starts_with("\u2010") || text.starts_with("\u2011") ? 3 : 0;
}

// Digits with the full stops, commas, colons and slashes among them.
size_t DigitsSize(std::string_view text) {
  size_t i = 0;
  while (i < text.size()) {
    const bool joint = text[i] == '.' || text[i] == ',' || text[i] == ':' || text[i] == '/';
    if (!IsDigit(text[i]) && !(joint && i + 1 < text.size() && IsDigit(text[i + 1]))) break;
    ++i;
  }
  return i;
}

size_t WordSize(std::string_view text) {
  size_t i = 0;
  while (i < text.size() && HyphenSize(text.substr(i)) == 0) ++i;
  return i;
}

// The currency in front of digits in one word: "EUR5m", "Rs500"; 0 where there is none.
size_t CurrencySize(std::string_view text) {
  const size_t size = text.find_first_of("0123456789");
  return size <= kLongestCode && FindCurrencySign(text.substr(0, size)) ? size : 0;
}

}  // namespace

bool NumberPiece::IsPlainDigits() const {
  return !text.empty() && std::ranges::all_of(text, IsDigit);
}

bool NumberPiece::IsLowerWord() const {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= 'a' && c <= 'z'; });
}

NumberPiece NumberPieces::First(uint32_t token) const {
  if (token >= end_) return {};
  const Token& t = tokens_[token];
  return Cut(token, t.begin, t.space_before ? Joint::kSpace : Joint::kTight);
}

NumberPiece NumberPieces::After(const NumberPiece& piece) const {
  if (!piece) return {};
  const uint32_t token_end = tokens_[piece.token].end;
  const std::string_view rest = text_.substr(piece.end, token_end - piece.end);
  const size_t hyphen = HyphenSize(rest);
  if (hyphen == rest.size()) return First(piece.token + 1);
  return Cut(piece.token, piece.end + static_cast<uint32_t>(hyphen),
             hyphen > 0 ? Joint::kHyphen : Joint::kTight);
}

std::string_view NumberPieces::WordBefore(const NumberPiece& piece, uint32_t distance) const {
  if (piece.token < distance) return {};
  const Token& t = tokens_[piece.token - distance];
  return text_.substr(t.begin, t.end - t.begin);
}

bool NumberPieces::IsCapitalised(const NumberPiece& piece, uint32_t distance) const {
  if (piece.token < distance) return false;
  const Token& token = tokens_[piece.token - distance];
  return token.kind == TokenKind::kWord && token.capitalised;
}

bool NumberPieces::IsName(const NumberPiece& piece, uint32_t distance) const {
  if (piece.token <= distance || !IsCapitalised(piece, distance)) return false;
  const Token& name = tokens_[piece.token - distance];
  const Token& before = tokens_[piece.token - distance - 1];
  const std::string_view gap = text_.substr(before.end, name.begin - before.end);
  const bool goes_on = before.kind == TokenKind::kWord || before.kind == TokenKind::kNumber ||
                       WordBefore(piece, distance + 1) == ",";
  return goes_on && gap.find('\n') == std::string_view::npos;
}

bool NumberPieces::OneSpaceBetween(const NumberPiece& left, const NumberPiece& right) const {
  if (right.begin <= left.end || right.begin - left.end > 3) return false;
  const std::string_view gap = text_.substr(left.end, right.begin - left.end);
  return gap == " " || gap == "\u00a0" || gap == "\u2009" || gap == "\u202f";
}

NumberPiece NumberPieces::Cut(uint32_t token, uint32_t begin, Joint joint) const {
  const Token& t = tokens_[token];
  const std::string_view rest = text_.substr(begin, t.end - begin);
  size_t size = rest.size();
  if (IsDigit(rest[0])) {
    size = DigitsSize(rest);
  } else if (t.kind == TokenKind::kWord || t.kind == TokenKind::kNumber) {
    size = begin == t.begin ? CurrencySize(rest) : 0;
    if (size == 0) size = WordSize(rest);
    if (size == 0) size = rest.size();
  }
  const auto end = begin + static_cast<uint32_t>(size);
  return {rest.substr(0, size), begin, end, token, joint};
}

bool ParseNumberDigits(std::string_view digits, double* value) {
  char plain[32];
  size_t count = 0;
  size_t since_comma = 0;  // digits since the last comma, or since the start
  bool commas = false;
  bool point = false;
  for (const char c : digits) {
    if (count + 1 >= sizeof(plain)) return false;
    if (c == ',') {
      if (point || (commas ? since_comma != 3 : since_comma > 3)) return false;
      commas = true;
      since_comma = 0;
    } else if (c == '.') {
      if (point || (commas && since_comma != 3)) return false;
      point = true;
      plain[count++] = c;
    } else if (IsDigit(c)) {
      since_comma += point ? 0 : 1;
      plain[count++] = c;
    } else {
      return false;
    }
  }
  if (count == 0 || (commas && since_comma != 3)) return false;
  return std::from_chars(plain, plain + count, *value).ec == std::errc();
}

}  // namespace newsmill::claims
