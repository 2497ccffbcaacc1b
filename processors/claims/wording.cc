#include "processors/claims/wording.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace newsmill::claims {
namespace {

// U+2000..U+206F (dashes, quotation marks, spaces) and the Latin-1 signs separate words.
bool IsSeparator(std::string_view text, size_t i, size_t size) {
  const unsigned char first = static_cast<unsigned char>(text[i]);
  if (size == 1) {
    return !((first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') ||
             (first >= '0' && first <= '9'));
  }
  const unsigned char second = static_cast<unsigned char>(text[i + 1]);
  if (size == 2) return first == 0xC2 && second >= 0x80;
  return size == 3 && first == 0xE2 && (second == 0x80 || second == 0x81);
}

size_t SequenceSize(unsigned char first) {
  if (first < 0x80) return 1;
  if (first < 0xE0) return 2;
  return first < 0xF0 ? 3 : 4;
}

uint32_t Decode2(std::string_view text, size_t i) {
  return (static_cast<uint32_t>(text[i] & 0x1F) << 6) | static_cast<uint32_t>(text[i + 1] & 0x3F);
}

// Simple case folding of the two-byte alphabets of news in Latin, Greek and Cyrillic letters.
uint32_t Fold(uint32_t c) {
  if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 32;
  const bool even_upper = (c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177) ||
                          (c >= 0x1DE && c <= 0x1EF) || (c >= 0x1F8 && c <= 0x21F);
  if (even_upper && c != 0x130 && c != 0x131) return c | 1;
  const bool odd_upper = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
  if (odd_upper && (c & 1) != 0) return c + 1;
  if (c >= 0x391 && c <= 0x3A9) return c + 32;
  if (c >= 0x410 && c <= 0x42F) return c + 32;
  return c >= 0x400 && c <= 0x40F ? c + 80 : c;
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Of a character's first byte; 0xC2 and 0xE2 start marks.
bool IsLetter(char c) {
  const unsigned char byte = static_cast<unsigned char>(c);
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (byte >= 0xC3 && byte != 0xE2);
}

// Appends the wording of one text.
class WordingWriter {
 public:
  WordingWriter(std::string_view text, std::string* wording)
      : text_(text), wording_(wording), gap_(!wording->empty()) {}

  void Write() {
    while (at_ < text_.size()) {
      if (!Bracket() && !Sign() && !Joint()) Character();
    }
  }

 private:
  char Previous() const { return at_ == 0 ? ' ' : text_[at_ - 1]; }
  char Next(size_t ahead = 1) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : ' ';
  }

  void Gap(size_t size) {
    gap_ = !wording_->empty();
    at_ += size;
  }

  void Put(std::string_view letters) {
    if (gap_) wording_->push_back(' ');
    gap_ = false;
    wording_->append(letters);
  }

  void Word(std::string_view word, size_t size) {
    Gap(size);
    Put(word);
    gap_ = true;
  }

  // An insertion goes; "[T]he" and "vote[s]" keep their letters, "[we]" its pronoun.
  bool Bracket() {
    constexpr size_t kLongestInsertion = 120;
    const char open = text_[at_];
    if (open == ']' && IsLetter(Previous()) && IsLetter(Next())) {
      ++at_;
      return true;
    }
    if (open != '[' && open != '(') return false;
    const std::string_view rest = text_.substr(at_ + 1, kLongestInsertion);
    const size_t size = rest.find_first_of("[]()");
    if (size == std::string_view::npos || rest[size] != (open == '[' ? ']' : ')')) return false;
    if (IsLetter(Previous())) {
      ++at_;
      return true;
    }
    if (IsLetter(Next(size + 2))) return false;
    const std::string_view inside = rest.substr(0, size);
    const bool number = inside.find_first_of("0123456789") != std::string_view::npos;
    if ((open == '(' && number) || IsOwnPronoun(inside)) return false;
    Gap(size + 2);
    return true;
  }

  static bool IsOwnPronoun(std::string_view word) {
    return word == "we" || word == "We" || word == "I" || word == "you" || word == "You";
  }

  // What is said aloud.
  bool Sign() {
    const std::string_view rest = text_.substr(at_);
    if (rest[0] == '%') {
      Word("percent", 1);
    } else if (rest[0] == '$') {
      Word("dollar", 1);
    } else if (rest.starts_with("£")) {
      Word("pound", 2);
    } else if (rest.starts_with("€")) {
      Word("euro", 3);
    } else {
      return false;
    }
    return true;
  }

  // Marks inside a word or number: "don’t", "1,000", "4.5", "U.S.".
  bool Joint() {
    const bool curly = text_.substr(at_).starts_with("’");
    if (curly || text_[at_] == '\'') {
      const size_t size = curly ? 3 : 1;
      if (!gap_ && !wording_->empty() && IsLetter(Next(size))) Put("'");
      at_ += size;
      return true;
    }
    if (text_[at_] == ',' && IsDigit(Previous()) && IsDigit(Next()) && IsDigit(Next(2)) &&
        IsDigit(Next(3)) && !IsDigit(Next(4))) {
      ++at_;
      return true;
    }
    if (text_[at_] != '.') return false;
    if (IsDigit(Previous()) && IsDigit(Next())) {
      Put(".");
    } else if (!IsLetter(Previous()) || !IsLetter(Next()) ||
               (at_ > 1 && IsLetter(text_[at_ - 2]))) {
      return false;
    }
    ++at_;
    return true;
  }

  void Character() {
    const unsigned char first = static_cast<unsigned char>(text_[at_]);
    const size_t size = std::min(SequenceSize(first), text_.size() - at_);
    if (IsSeparator(text_, at_, size)) return Gap(size);
    if (IsLetter(text_[at_]) && IsDigit(Previous())) gap_ = true;  // "5m"
    if (size == 1) {
      const char lower = first >= 'A' && first <= 'Z' ? static_cast<char>(first + 32) : text_[at_];
      Put({&lower, 1});
    } else if (size == 2) {
      const uint32_t c = Fold(Decode2(text_, at_));
      const std::array<char, 2> bytes = {static_cast<char>(0xC0 | (c >> 6)),
                                         static_cast<char>(0x80 | (c & 0x3F))};
      Put({bytes.data(), bytes.size()});
    } else {
      Put(text_.substr(at_, size));
    }
    at_ += size;
  }

  const std::string_view text_;
  std::string* const wording_;
  size_t at_ = 0;
  bool gap_;
};

}  // namespace

void AppendWording(std::string_view text, std::string* wording) {
  WordingWriter(text, wording).Write();
}

}  // namespace newsmill::claims
