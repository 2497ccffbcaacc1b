#include "ingest/decode/plain_text.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <string>

#include "ingest/decode/json_text.h"
#include "ingest/decode/mojibake.h"
#include "processors/base/byte_blocks.h"

namespace newsmill {
namespace {

struct CodePoint {
  uint32_t value = 0;
  uint32_t size = 1;
};

// Decodes the code point that starts at `at`; the text is valid UTF-8.
CodePoint Decode(const char* at) {
  const auto byte = [at](int i) {
    return static_cast<uint32_t>(static_cast<unsigned char>(at[i]));
  };
  const uint32_t lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  if (lead < 0xE0) return {((lead & 0x1F) << 6) | (byte(1) & 0x3F), 2};
  if (lead < 0xF0) {
    return {((lead & 0x0F) << 12) | ((byte(1) & 0x3F) << 6) | (byte(2) & 0x3F), 3};
  }
  return {
      ((lead & 0x07) << 18) | ((byte(1) & 0x3F) << 12) | ((byte(2) & 0x3F) << 6) | (byte(3) & 0x3F),
      4};
}

bool IsPlainAscii(uint32_t c) { return (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\t'; }

// What becomes of a character. kCompose: it is kept, and NFC may change it or its neighbours.
enum class Fate : uint8_t { kKeep, kCompose, kDrop, kSpace, kNewline, kJoiner, kNul };

// Whether the character is kept and NFC leaves it alone. The ranges are most of the usual ones.
bool IsOrdinary(uint32_t c) {
  struct Range {
    uint32_t first, last;
  };
  static constexpr Range kRanges[] = {
      {0x00A1, 0x00AC},    // Latin-1 without the soft hyphen
      {0x00AE, 0x02FF},    // ... and more Latin
      {0x0400, 0x0482},    // Cyrillic
      {0x1D00, 0x1DBF},    // phonetic letters
      {0x1E00, 0x1EFF},    // Latin
      {0x2010, 0x2027},    // punctuation
      {0x2030, 0x205E},    // ... and more
      {0x2070, 0x20CF},    // superscripts, currency
      {0x3400, 0xA66E},    // Chinese
      {0xAC00, 0xD7A3},    // Korean
      {0x1D300, 0x1DFFF},  // mathematical letters
      {0x1F000, 0x1FFFF},  // emoji
  };
  for (const Range& range : kRanges) {
    if (c <= range.last) return c >= range.first;
  }
  return false;
}

Fate FateOf(uint32_t c) {
  if (IsPlainAscii(c) || IsOrdinary(c)) return Fate::kKeep;
  if (c < 0xA0) {
    if (c == 0) return Fate::kNul;
    if (c == '\r' || c == 0x0B || c == 0x0C || c == 0x85) return Fate::kNewline;
    return Fate::kDrop;
  }
  if (c == 0xA0) return Fate::kSpace;
  if (c == 0xAD) return Fate::kDrop;
  if (c >= 0x2000 && c <= 0x206F) {
    if (c <= 0x200A || c == 0x202F || c == 0x205F) return Fate::kSpace;
    if (c == 0x200C || c == 0x200D) return Fate::kJoiner;
    if (c == 0x2028 || c == 0x2029) return Fate::kNewline;
    return Fate::kDrop;
  }
  if (c == 0x1680 || c == 0x3000) return Fate::kSpace;
  if (c == 0x180E || c == 0xFEFF) return Fate::kDrop;
  return Fate::kCompose;
}

// Scripts (from Armenian on) and emoji in which joiners carry meaning; not Latin, Greek, Cyrillic
// and not punctuation.
bool TakesJoiner(uint32_t before) {
  return (before >= 0x530 && before < 0x1E00) || before >= 0x2190;
}

// Combining marks of scripts that take no joiners. NFC may put them behind one that does: what they
// stand on decides.
bool IsOtherMark(uint32_t c) {
  return (c >= 0x300 && c <= 0x36F) || (c >= 0x483 && c <= 0x487) || (c >= 0x20D0 && c <= 0x20FF);
}

// The character that a two-byte escape stands for, if the encoder writes it so, too; else 0.
constexpr std::array<char, 256> kUsualEscapes = [] {
  std::array<char, 256> escapes{};
  escapes['n'] = '\n';
  escapes['"'] = '"';
  escapes['\\'] = '\\';
  return escapes;
}();

// Which bytes are control characters or not ASCII.
Lane AreOdd(Lane bytes) {
  using Unsigned [[gnu::vector_size(kLaneBytes)]] = unsigned char;
  // 0x7F + 1 is the lowest number of all.
  return reinterpret_cast<Lane>(reinterpret_cast<Unsigned>(bytes) + 1) < 0x21;
}

bool IsOdd(char c) {
  return (static_cast<unsigned char>(c) < 0x20) | (static_cast<signed char>(c) < 0) | (c == 0x7F);
}

// Copies what is kept of a text: as it is, or as the inside of a JSON string.
template <bool kJson>
class Cleaner {
 public:
  Cleaner(std::string_view text, Arena& arena)
      : text_(text),
        arena_(arena),
        end_(text.data() + text.size()),
        start_(arena.Allocate(text.size() + kBlockBytes)) {}

  // False: there is a NUL or what only UnescapeJson() and RepairMojibake() can deal with.
  bool Run() {
    const size_t blocks = text_.size() / kBlockBytes;
    const char* const last = text_.data() + kBlockBytes * (blocks - std::min<size_t>(blocks, 1));
    Place place = TakeBlocks(text_.data(), last, {text_.data(), start_});
    if (place.at != nullptr) place = TakeRest(place);
    size_ = static_cast<size_t>(place.out - start_);
    same_ &= size_ == text_.size();
    return place.at != nullptr;
  }

  // What is kept; a view into the text where that is all of it. Ends the work.
  std::string_view Finish() {
    const size_t used = same_ ? 0 : size_;
    arena_.Shrink(start_, text_.size() + kBlockBytes, used);
    return same_ ? text_ : std::string_view(start_, used);
  }

  bool may_compose() const { return may_compose_; }
  // Whether the record encoder would write the text just as it was read.
  bool as_written() const { return as_written_; }

 private:
  // Passed by value: members would be stored and loaded again around every byte that is written.
  struct Place {
    const char* at;  // in the text; null: to be given up
    char* out;       // in the copy, which is never longer
  };

  // Whether bytes are more than themselves: odd ones, and escapes.
  static constexpr auto kAreSpecial = [](Lane c) {
    return kJson ? AreOdd(c) | (c == '\\') : AreOdd(c) & (c != '\n') & (c != '\t');
  };
  static bool IsSpecial(char c) {
    return kJson ? IsOdd(c) | (c == '\\') : IsOdd(c) & (c != '\n') & (c != '\t');
  }

  // Takes the blocks from `block` up to `stop`, as far as they are not taken already.
  Place TakeBlocks(const char* block, const char* stop, Place place) {
    for (; block < stop && place.at != nullptr; block += kBlockBytes) {
      if (place.at < block + kBlockBytes) place = TakeBlock(block, place);
    }
    return place;
  }

  // Takes the last bytes of the text in a copy, behind which blocks are readable: of spaces.
  Place TakeRest(Place place) {
    std::array<char, 3 * kBlockBytes> rest;
    rest.fill(' ');
    const auto size = static_cast<size_t>(end_ - place.at);
    std::memcpy(rest.data(), place.at, size);
    if (previous_end_ == place.at) previous_end_ = rest.data();
    end_ = rest.data() + size;
    place = TakeBlocks(rest.data(), end_, {rest.data(), place.out});
    if (place.at == nullptr) return place;
    return {end_, place.out - (place.at - end_)};  // without the spaces that were taken
  }

  // Takes what is left from `place` on of a block, behind which another one is readable. What is
  // special is known before anything is done about it: finding the next does not wait for the last.
  Place TakeBlock(const char* block, Place place) {
    constexpr uint64_t kAll = ~uint64_t{0};
    const char* const end = block + kBlockBytes;
    CopyBlock(place.at, place.out);
    uint64_t special = MatchBlock(block, kAreSpecial) & kAll << (place.at - block);
    while (special != 0) {
      const char* const next = block + std::countr_zero(special);
      if (const size_t size = UsualSize(next, end); size != 0) {  // copied already
        special &= kAll << (next - block) << size;
        continue;
      }
      place = {next, place.out + (next - place.at)};
      if (!TakeUsual(&place)) place = TakeSpecial(place);
      if (place.at == nullptr || place.at >= end) return place;
      CopyBlock(place.at, place.out);
      special &= kAll << (place.at - block);
    }
    return {end, place.out + (end - place.at)};
  }

  // The bytes of a letter with an accent, a quotation mark or a dash that is kept, or 0: it is
  // something else, or does not end before `end`.
  static size_t UsualSize(const char* at, const char* end) {
    // U+2010 to U+2027. Behind them no joiner stays, so they need not be remembered.
    if (at[0] == '\xE2') {
      return end - at >= 3 && at[1] == '\x80' && at[2] >= '\x90' && at[2] <= '\xA7' ? 3 : 0;
    }
    // U+00C0 to U+00FF, alone: no mojibake begins with it, and no joiner follows.
    return at[0] == '\xC3' && end - at >= 3 && !IsSpecial(at[2]) ? 2 : 0;
  }

  // A short cut through TakeSpecial() for these and for line ends; false: it is none.
  bool TakeUsual(Place* place) {
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
    std::memcpy(place->out, at, 3);  // there is room for more
    place->out += size;
    place->at += size;
    return true;
  }

  // The character at `at`; of size 0 if it is none.
  CodePoint Read(const char* at) const {
    if (!kJson || *at != '\\') return Decode(at);
    const JsonEscape escape = ReadJsonEscape({at, static_cast<size_t>(end_ - at)}, 0);
    return {escape.code_point, static_cast<uint32_t>(escape.size)};
  }

  Place TakeSpecial(Place place);
  Place Keep(CodePoint c, Place place);
  Place Replace(std::string_view with, const char* next, Place place) {
    same_ = as_written_ = false;
    return {next, std::copy(with.begin(), with.end(), place.out)};
  }

  const std::string_view text_;
  Arena& arena_;
  const char* end_;
  char* const start_;  // the copy
  size_t size_ = 0;
  uint32_t previous_ = 0;  // last code point that was kept and is not ASCII
  const char* previous_end_ = nullptr;
  bool may_compose_ = false;
  bool same_ = true;  // no byte was replaced
  bool as_written_ = true;
};

template <bool kJson>
typename Cleaner<kJson>::Place Cleaner<kJson>::Keep(CodePoint c, Place place) {
  const char* const next = place.at + c.size;
  if (!kJson || *place.at != '\\') {
    for (const char* byte = place.at; byte != next; ++byte) *place.out++ = *byte;
    return {next, place.out};
  }
  as_written_ &= place.at[1] == 't';  // the others that the encoder writes so are usual
  return {next, AppendUtf8(c.value, place.out)};
}

template <bool kJson>
typename Cleaner<kJson>::Place Cleaner<kJson>::TakeSpecial(Place place) {
  constexpr Place kGiveUp = {nullptr, nullptr};
  const CodePoint c = Read(place.at);
  const char* next = place.at + c.size;
  if constexpr (kJson) {
    if (c.size == 0 || IsSurrogate(c.value)) return kGiveUp;
    if (c.value <= 0xFF && MayBeginMojibake(c.value) && next < end_ && IsSpecial(*next)) {
      return kGiveUp;
    }
    // A line's end that stands there as such is none of JSON's.
    as_written_ &= static_cast<unsigned char>(*place.at) >= 0x20;
  }
  const Fate fate = FateOf(c.value);
  const bool joins = fate == Fate::kJoiner && previous_end_ == place.at && TakesJoiner(previous_);
  switch (fate) {
    case Fate::kKeep:
    case Fate::kCompose:
      may_compose_ |= fate == Fate::kCompose;
      if (c.value >= 0x80) {
        if (previous_end_ != place.at || !IsOtherMark(c.value)) previous_ = c.value;
        previous_end_ = next;
      }
      return Keep(c, place);
    case Fate::kJoiner:
      return joins ? Keep(c, place) : Replace("", next, place);
    case Fate::kDrop:
      return Replace("", next, place);
    case Fate::kSpace:
      return Replace(" ", next, place);
    case Fate::kNewline:
      if (c.value == '\r' && next < end_) {
        const CodePoint behind = Read(next);
        if (behind.value == '\n') next += behind.size;
      }
      return Replace("\n", next, place);
    case Fate::kNul:
      break;
  }
  return kGiveUp;
}

NEWSMILL_ALSO_FOR_AVX2
bool Run(Cleaner<true>& cleaner) { return cleaner.Run(); }

// The white space that is left.
constexpr std::string_view kSpaces = " \n\t";

bool IsSpace(char c) { return c == ' ' || c == '\n' || c == '\t'; }

std::string_view Trim(std::string_view text) {
  while (!text.empty() && IsSpace(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsSpace(text.back())) text.remove_suffix(1);
  return text;
}

// The bytes that white space takes in a JSON string.
size_t WrittenSize(std::string_view spaces) {
  return 2 * spaces.size() - static_cast<size_t>(std::count(spaces.begin(), spaces.end(), ' '));
}

// `json` without the white space that its text has before and behind.
std::string_view TrimWritten(std::string_view json, std::string_view before,
                             std::string_view behind) {
  json.remove_prefix(WrittenSize(before));
  json.remove_suffix(WrittenSize(behind));
  return json;
}

// Offset of the next character from `at` on that NFC may change, or with which it may change
// others.
size_t FindComposing(std::string_view text, size_t at) {
  constexpr signed char kFirst = -0x34;  // 0xCC, the lead byte of U+0300
  const auto are_candidates = [](auto c) { return (c >= kFirst) & (c < 0); };
  while (at < text.size()) {
    const char* const here = text.data() + at;
    if (text.size() - at >= kBlockBytes) {
      const uint64_t found = MatchBlock(here, are_candidates);
      at += found == 0 ? kBlockBytes : static_cast<size_t>(std::countr_zero(found));
      if (found == 0) continue;
    } else if (!are_candidates(static_cast<signed char>(*here))) {
      ++at;
      continue;
    }
    const CodePoint c = Decode(text.data() + at);
    if (FateOf(c.value) == Fate::kCompose) return at;
    at += c.size;
  }
  return text.size();
}

// End of the words around `at` that are not ASCII from their beginning.
size_t ComposedTogether(std::string_view text, size_t at) {
  while (at < text.size()) {
    at = std::min(text.find_first_of(kSpaces, at), text.size());
    if (at + 1 < text.size() && static_cast<signed char>(text[at + 1]) >= 0) break;
    ++at;
  }
  return std::min(at, text.size());
}

// Whether it is one of U+0300 to U+036F: almost all of them compose with the letter before them.
bool IsLatinMark(std::string_view text, size_t at) {
  return text[at] == '\xCC' || (text[at] == '\xCD' && text[at + 1] <= '\xAF');
}

// Nothing composes across a space, so only words with such characters are looked at.
std::string_view Compose(std::string_view text, Arena& arena) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(error);
  if (U_FAILURE(error)) return text;
  std::string composed;
  size_t done = 0;
  size_t end = 0;
  for (size_t at = FindComposing(text, 0); at < text.size(); at = FindComposing(text, end)) {
    const size_t begin = text.find_last_of(kSpaces, at) + 1;  // npos + 1 is 0
    end = ComposedTogether(text, at);
    const icu::StringPiece piece(text.data() + begin, static_cast<int32_t>(end - begin));
    if (!IsLatinMark(text, at) && nfc->isNormalizedUTF8(piece, error)) continue;
    composed.append(text, done, begin - done);
    icu::StringByteSink<std::string> sink(&composed, static_cast<int32_t>(text.size() - begin));
    nfc->normalizeUTF8(0, piece, sink, nullptr, error);
    done = end;
  }
  if (U_FAILURE(error) || done == 0) return text;
  return arena.Copy(composed.append(text, done));
}

}  // namespace

TextResult NormalisePlainText(std::string_view text, Arena& arena, std::string_view* out) {
  Cleaner<false> cleaner(text, arena);
  if (!cleaner.Run()) return TextResult::kNul;
  std::string_view clean = Trim(cleaner.Finish());
  if (cleaner.may_compose()) clean = Compose(clean, arena);
  *out = clean;
  return TextResult::kOk;
}

bool NormaliseJsonText(std::string_view raw, Arena& arena, JsonText* out) {
  Cleaner<true> cleaner(raw, arena);
  if (!Run(cleaner)) return false;
  const std::string_view whole = cleaner.Finish();
  const std::string_view clean = Trim(whole);
  *out = {cleaner.may_compose() ? Compose(clean, arena) : clean, ""};
  if (cleaner.as_written() && out->text.data() == clean.data()) {
    const size_t before = static_cast<size_t>(clean.data() - whole.data());
    out->json = TrimWritten(raw, whole.substr(0, before), whole.substr(before + clean.size()));
  }
  return true;
}

}  // namespace newsmill
