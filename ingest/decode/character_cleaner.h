#ifndef NEWSMILL_INGEST_DECODE_CHARACTER_CLEANER_H_
#define NEWSMILL_INGEST_DECODE_CHARACTER_CLEANER_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "ingest/decode/characters.h"

namespace newsmill {

// How far a text has been read and its copy written. Passed by value: members would be stored and
// loaded again around every byte that is written.
struct CleanPlace {
  const char* at;  // in the text; null: to be given up
  char* out;       // in the copy, which is never longer
};

// Takes the special characters of a text one by one: those that are not plain ASCII and, where the
// text is the inside of a JSON string, escapes.
template <bool kJson>
class CharacterCleaner {
 public:
  explicit CharacterCleaner(const char* end) : end_(end) {}

  static bool IsSpecial(char c) {
    return kJson ? IsOdd(c) | (c == '\\') : IsOdd(c) & (c != '\n') & (c != '\t');
  }

  // The bytes of a letter with an accent, a quotation mark or a dash that is kept as it stands; 0:
  // it is something else, or does not end before `end`.
  static size_t UsualSize(const char* at, const char* end) {
    // U+2010 to U+2027. Behind them no joiner stays, so they need not be remembered.
    if (at[0] == '\xE2') {
      return end - at >= 3 && at[1] == '\x80' && at[2] >= '\x90' && at[2] <= '\xA7' ? 3 : 0;
    }
    // U+00C0 to U+00FF, alone: no mojibake begins with it, and no joiner follows.
    return at[0] == '\xC3' && end - at >= 3 && !IsSpecial(at[2]) ? 2 : 0;
  }

  // Takes the special character at place.at. Three bytes may be written in vain behind the copy.
  CleanPlace Take(CleanPlace place) { return TakeUsual(&place) ? place : TakeSpecial(place); }

  // The text goes on at `rest`, up to `end`: what has been read up to `at` stands before it.
  void GoOn(const char* at, const char* rest, const char* end) {
    if (previous_end_ == at) previous_end_ = rest;
    end_ = end;
  }

  bool may_compose() const { return may_compose_; }
  // Whether the record encoder would write the text just as it was read.
  bool as_written() const { return as_written_; }
  // Whether no character was replaced.
  bool same() const { return same_; }

 private:
  static bool IsOdd(char c) {
    return (static_cast<unsigned char>(c) < 0x20) | (static_cast<signed char>(c) < 0) | (c == 0x7F);
  }

  // The character that a two-byte escape stands for, if the encoder writes it so, too; else 0.
  static constexpr std::array<char, 256> kUsualEscapes = [] {
    std::array<char, 256> escapes{};
    escapes['n'] = '\n';
    escapes['"'] = '"';
    escapes['\\'] = '\\';
    return escapes;
  }();

  // A short cut through TakeSpecial() for those of UsualSize() and for line ends; false: it is
  // none.
  bool TakeUsual(CleanPlace* place) const {
    const char* const at = place->at;
    if (kJson && *at == '\\') {
      const char c = end_ - at > 1 ? kUsualEscapes[static_cast<unsigned char>(at[1])] : '\0';
      if (c == '\0') return false;
      *place->out++ = c;
      place->at += 2;
      return true;
    }
    const size_t size = UsualSize(at, end_);
    if (size == 0) return false;
    std::memcpy(place->out, at, 3);
    place->out += size;
    place->at += size;
    return true;
  }

  CleanPlace TakeSpecial(CleanPlace place);
  CodePoint Read(const char* at) const;
  CleanPlace Keep(CodePoint c, CleanPlace place);
  CleanPlace Replace(std::string_view with, const char* next, CleanPlace place);

  const char* end_;
  uint32_t previous_ = 0;  // last code point that was kept and is not ASCII
  const char* previous_end_ = nullptr;
  bool may_compose_ = false;
  bool same_ = true;
  bool as_written_ = true;
};

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_DECODE_CHARACTER_CLEANER_H_
