#include "processors/text/tokenizer.h"

#include <algorithm>

#include "processors/text/abbreviations.h"

namespace newsmill {
namespace {

constexpr char32_t kApostrophe = U'\u2019';
// How far a closing mark is looked for behind "s’"; keeps the time linear.
constexpr uint32_t kCloseWindow = 240;

bool IsApostrophe(char32_t c) { return c == U'\'' || c == kApostrophe; }

bool IsSingleOpen(char32_t c) { return c == U'\u2018' || c == U'\u201a'; }

// Bytes that may stand inside a URL or an address.
bool IsAddressByte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  if (byte > 127) return false;
  return IsAlphanumeric(Classify(byte)) ||
         std::string_view("-._~:/?#[]@!$&*+,;=%").find(c) != std::string_view::npos;
}

bool IsHandleByte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte > 127 || byte == '_' || IsAlphanumeric(Classify(byte));
}

// The end of the address that begins at or before `at`; full stops and the like behind it are not
// part of it.
uint32_t AddressEnd(std::string_view text, uint32_t at) {
  while (at < text.size() && IsAddressByte(text[at])) ++at;
  while (std::string_view(".,;:!?]").find(text[at - 1]) != std::string_view::npos) --at;
  return at;
}

}  // namespace

void Tokenizer::Reset(std::string_view text, std::vector<Token>* tokens) {
  text_ = text;
  tokens_ = tokens;
  tokens_->clear();
  at_ = 0;
  space_ = true;
  open_single_ = open_low_ = open_guillemet_ = false;
}

void Tokenizer::Tokenize(std::string_view text, std::vector<Token>* tokens) {
  Reset(text, tokens);
  while (true) {
    SkipSpace();
    if (at_ == text_.size()) return;
    Next();
  }
}

void Tokenizer::SkipSpace() {
  while (at_ < text_.size()) {
    const Character c = ReadCharacter(text_, at_);
    if (c.kind != CharClass::kSpace) return;
    // Quotations may run over paragraphs, but then each opens anew.
    if (c.code == U'\n') open_single_ = open_low_ = open_guillemet_ = false;
    space_ = true;
    at_ += c.size;
  }
}

void Tokenizer::Next() {
  const Character c = ReadCharacter(text_, at_);
  switch (c.kind) {
    case CharClass::kLower:
    case CharClass::kCaseless:
    case CharClass::kMark:
      return Word(at_, false);
    case CharClass::kUpper:
      return Word(at_, true);
    case CharClass::kDigit:
      return Number(at_);
    case CharClass::kOpenQuote:
    case CharClass::kCloseQuote:
    case CharClass::kStraightQuote:
      return Quote(c);
    case CharClass::kTerminator:
      return Terminator(c);
    case CharClass::kHyphen:
      return c.code == U'-' ? RunOf('-', TokenKind::kPunctuation)
                            : Emit(at_, at_ + c.size, TokenKind::kPunctuation);
    case CharClass::kPunctuation:
      return Emit(at_, at_ + c.size, TokenKind::kPunctuation);
    case CharClass::kSymbol:
    case CharClass::kSpace:
      return Symbol(c);
  }
}

void Tokenizer::Emit(uint32_t begin, uint32_t end, TokenKind kind) {
  Token token;
  token.begin = begin;
  token.end = end;
  token.kind = kind;
  token.space_before = space_;
  tokens_->push_back(token);
  at_ = end;
  space_ = false;
}

void Tokenizer::Word(uint32_t begin, bool capitalised) {
  letters_ = uppers_ = 0;
  uint32_t end = ScanWord(begin);
  if (uint32_t address_end = 0; EndsInAddress(begin, end, &address_end)) {
    return Emit(begin, address_end, TokenKind::kSymbol);
  }
  end = WithFullStop(begin, end);
  Emit(begin, end, TokenKind::kWord);
  tokens_->back().capitalised = capitalised;
  tokens_->back().all_caps = letters_ >= 2 && uppers_ == letters_;
  if (PossessiveFollows(end)) {
    const Character mark = ReadCharacter(text_, end);
    Emit(end, end + mark.size + 1, TokenKind::kClitic);
  }
}

// The end of the word at `at`. Counts its letters.
uint32_t Tokenizer::ScanWord(uint32_t at) {
  while (true) {
    const Character c = ReadCharacter(text_, at);
    if (c.kind == CharClass::kLower) {
      ++letters_;
    } else if (c.kind == CharClass::kUpper) {
      ++letters_;
      ++uppers_;
    } else if (!IsAlphanumeric(c.kind)) {
      const uint32_t after = ScanInner(at, c);
      if (after == at) return at;
      at = after;
      continue;
    }
    at += c.size;
  }
}

// The byte behind `joint` if it joins the letters around it into one word; else `at`.
uint32_t Tokenizer::ScanInner(uint32_t at, Character joint) const {
  const bool full_stop = joint.code == U'.';
  if (!full_stop && joint.kind != CharClass::kHyphen && !IsApostrophe(joint.code) &&
      joint.code != U'&') {
    return at;
  }
  const uint32_t after = at + joint.size;
  const Character next = ReadCharacter(text_, after);
  if (joint.kind == CharClass::kHyphen) {
    return IsLetter(next.kind) || next.kind == CharClass::kDigit ? after : at;
  }
  if (full_stop) {
    // "U.S", "bbc.co.uk", "MER.N" but not "said.The".
    if (next.kind == CharClass::kLower) return after;
    const bool upper_before = text_[at - 1] >= 'A' && text_[at - 1] <= 'Z';
    if (upper_before && next.code == U'-') {
      return IsLetter(ReadCharacter(text_, after + 1).kind) ? after + 1 : at;
    }
    return next.kind == CharClass::kUpper && upper_before &&
                   ReadCharacter(text_, after + next.size).kind != CharClass::kLower
               ? after
               : at;
  }
  if (joint.code == U'&') {
    return uppers_ == letters_ && next.kind == CharClass::kUpper ? after : at;
  }
  return IsLetter(next.kind) && !PossessiveFollows(at) ? after : at;
}

// Whether an apostrophe, an s and no further letter stand at `at`.
bool Tokenizer::PossessiveFollows(uint32_t at) const {
  const Character mark = ReadCharacter(text_, at);
  if (!IsApostrophe(mark.code)) return false;
  const Character s = ReadCharacter(text_, at + mark.size);
  return (s.code == U's' || s.code == U'S') &&
         !IsAlphanumeric(ReadCharacter(text_, at + mark.size + 1).kind);
}

// `end`, or one more where the full stop there belongs to an abbreviation.
uint32_t Tokenizer::WithFullStop(uint32_t begin, uint32_t end) const {
  if (end >= text_.size() || text_[end] != '.') return end;
  if (end + 1 < text_.size() && text_[end + 1] == '.') return end;
  const std::string_view word = text_.substr(begin, end - begin);
  if (word.size() > 2 && word[word.size() - 2] == '.') return end + 1;  // "U.S."
  if (letters_ == 1 && uppers_ == 1) {
    if (word != "I") return end + 1;  // "J. Smith"
    return !tokens_->empty() && tokens_->back().capitalised ? end + 1 : end;
  }
  switch (FindAbbreviation(word)) {
    case Abbreviation::kNone:
      return end;
    case Abbreviation::kBeforeNumber: {
      const Character next = ReadCharacter(text_, end + 1);
      const Character second = ReadCharacter(text_, end + 1 + next.size);
      return next.kind == CharClass::kDigit ||
                     (next.code == U' ' && second.kind == CharClass::kDigit)
                 ? end + 1
                 : end;
    }
    case Abbreviation::kState:
      return BehindPlace(begin, word) ? end + 1 : end;
    default:
      return end + 1;
  }
}

// "Leeds, Mass.", "(Vt.)", "R-Ky.", against a "Miss." that ends a sentence.
bool Tokenizer::BehindPlace(uint32_t begin, std::string_view state) const {
  if (state[1] == '-') return true;
  const char before = begin == 0 ? '\0' : text_[begin - 1];
  return before == '(' || (before == ' ' && begin > 1 && text_[begin - 2] == ',');
}

// "https://...", "www....", "name@host": the word at [begin, end) starts an address.
bool Tokenizer::EndsInAddress(uint32_t begin, uint32_t end, uint32_t* address_end) const {
  if (end >= text_.size()) return false;
  const std::string_view word = text_.substr(begin, end - begin);
  const bool address =
      (text_[end] == ':' && text_.substr(end, 3) == "://") ||
      (text_[end] == '@' && end + 1 < text_.size() && IsHandleByte(text_[end + 1])) ||
      (text_[end] == '/' && word.find('.') != std::string_view::npos &&
       word.find("..") == std::string_view::npos && word.size() > 3) ||
      word.starts_with("www.");
  if (!address) return false;
  *address_end = AddressEnd(text_, end);
  return *address_end > begin;
}

void Tokenizer::Number(uint32_t begin) {
  uint32_t at = begin;
  bool letters = false;
  bool hyphen = false;
  while (true) {
    const Character c = ReadCharacter(text_, at);
    if (IsAlphanumeric(c.kind)) {
      letters |= hyphen && IsLetter(c.kind);
      at += c.size;
      continue;
    }
    const Character next = ReadCharacter(text_, at + c.size);
    const bool digit = next.kind == CharClass::kDigit;
    const bool joins = c.code == U'.' || c.code == U',' || c.code == U':' || c.code == U'/' ||
                       IsApostrophe(c.code);
    if (!(joins && digit) && !(c.kind == CharClass::kHyphen && (digit || IsLetter(next.kind)))) {
      break;
    }
    hyphen |= c.kind == CharClass::kHyphen;
    at += c.size;
  }
  Emit(begin, at, letters ? TokenKind::kWord : TokenKind::kNumber);
  if (PossessiveFollows(at)) {
    Emit(at, at + ReadCharacter(text_, at).size + 1, TokenKind::kClitic);
  }
}

void Tokenizer::Quote(Character mark) {
  const uint32_t end = at_ + mark.size;
  if (IsApostrophe(mark.code)) return SingleMark(mark);
  switch (mark.code) {
    case U'\u2018':
    case U'\u201a':
      open_single_ = true;
      return Emit(at_, end, TokenKind::kOpenQuote);
    case U'\u201e':
      open_low_ = true;
      return Emit(at_, end, TokenKind::kOpenQuote);
    case U'\u201c':  // closes „ and opens otherwise
      Emit(at_, end, open_low_ ? TokenKind::kCloseQuote : TokenKind::kOpenQuote);
      open_low_ = false;
      return;
    case U'\u201d':
      open_low_ = false;
      return Emit(at_, end, TokenKind::kCloseQuote);
    case U'\u00ab':
    case U'\u00bb':
      return Guillemet(mark);
    case U'"':
      return Emit(at_, end, TokenKind::kStraightQuote);
    default:
      return Emit(
          at_, end,
          mark.kind == CharClass::kOpenQuote ? TokenKind::kOpenQuote : TokenKind::kCloseQuote);
  }
}

// « opens and » closes, or the other way round where a » stands before a word.
void Tokenizer::Guillemet(Character mark) {
  const bool usual = mark.code == U'\u00ab';
  const bool before_word =
      space_ && ReadCharacter(text_, at_ + mark.size).kind != CharClass::kSpace;
  const bool opens = open_guillemet_ ? false : (usual || before_word);
  open_guillemet_ = opens;
  Emit(at_, at_ + mark.size, opens ? TokenKind::kOpenQuote : TokenKind::kCloseQuote);
}

// '' is a mark, ''' two of which the single one is the inner: ''He said, 'Go.'''
void Tokenizer::StraightMarks() {
  const uint32_t begin = at_;
  uint32_t end = begin;
  while (end < text_.size() && text_[end] == '\'') ++end;
  if (end - begin == 3) {
    const uint32_t middle = space_ ? begin + 2 : begin + 1;
    Emit(begin, middle, TokenKind::kStraightQuote);
    return Emit(middle, end, TokenKind::kStraightQuote);
  }
  Emit(begin, end, TokenKind::kStraightQuote);
}

// An apostrophe or a single mark that is not inside a word.
void Tokenizer::SingleMark(Character mark) {
  const uint32_t end = at_ + mark.size;
  const Character next = ReadCharacter(text_, end);
  const bool straight = mark.code == U'\'';
  if (straight && next.code == U'\'') return StraightMarks();
  const TokenKind quote = straight ? TokenKind::kStraightQuote : TokenKind::kCloseQuote;
  const bool after_word =
      !space_ && !tokens_->empty() &&
      (tokens_->back().kind == TokenKind::kWord || tokens_->back().kind == TokenKind::kNumber);
  if (after_word) {
    const char last = text_[at_ - 1];
    const bool plural = last == 's' || last == 'S' || last == 'x' || last == 'z';
    const bool goes_on = next.kind == CharClass::kSpace && end < text_.size() &&
                         IsLetter(ReadCharacter(text_, end + next.size).kind);
    if (plural && (!open_single_ || (goes_on && ClosesLater(end)))) {
      return Emit(at_, end, TokenKind::kClitic);
    }
    open_single_ = false;
    return Emit(at_, end, quote);
  }
  const bool before_word = IsAlphanumeric(next.kind);
  if (!before_word || !straight) {
    // ’90s, ’em: an apostrophe; otherwise it closes.
    if (before_word) return Emit(at_, end, TokenKind::kPunctuation);
    open_single_ = false;
    return Emit(at_, end, quote);
  }
  if (next.kind == CharClass::kDigit) return Emit(at_, end, TokenKind::kPunctuation);
  open_single_ = true;
  Emit(at_, end, quote);
}

// Whether a single closing mark follows in this line, near by, before another opening one.
bool Tokenizer::ClosesLater(uint32_t at) const {
  const auto limit =
      static_cast<uint32_t>(std::min<size_t>(text_.size(), size_t{at} + kCloseWindow));
  CharClass before = CharClass::kSpace;
  while (at < limit && text_[at] != '\n') {
    const Character c = ReadCharacter(text_, at);
    at += c.size;
    if (IsSingleOpen(c.code)) return false;
    if (IsApostrophe(c.code)) {
      if (before == CharClass::kSpace) return false;
      if (!IsAlphanumeric(ReadCharacter(text_, at).kind)) return true;
    }
    before = c.kind;
  }
  return false;
}

void Tokenizer::Terminator(Character mark) {
  if (mark.code == U'.') return RunOf('.', TokenKind::kPunctuation);
  Emit(at_, at_ + mark.size, TokenKind::kPunctuation);
}

// @handle, #tag, or one symbol.
void Tokenizer::Symbol(Character mark) {
  uint32_t end = at_ + std::max(mark.size, 1U);
  if (mark.code == U'`') {
    if (end < text_.size() && text_[end] == '`') ++end;
    return Emit(at_, end, TokenKind::kOpenQuote);
  }
  if (mark.code == U'@' || mark.code == U'#') {
    while (end < text_.size() && IsHandleByte(text_[end])) ++end;
  }
  Emit(at_, end, TokenKind::kSymbol);
}

void Tokenizer::RunOf(char c, TokenKind kind) {
  uint32_t end = at_;
  while (end < text_.size() && text_[end] == c) ++end;
  Emit(at_, end, kind);
}

}  // namespace newsmill
