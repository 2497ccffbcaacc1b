#include "ingest/decode/plain_text.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include <bit>
#include <cstring>
#include <string>

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

bool IsPlainAscii(unsigned char c) { return (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\t'; }

constexpr size_t kBlock = 32;

// Without branches and of a fixed length: the compiler makes vector instructions of it.
bool AllPlainAscii(const char* block) {
  unsigned char other = 0;
  for (size_t i = 0; i < kBlock; ++i) {
    other |= static_cast<unsigned char>(!IsPlainAscii(static_cast<unsigned char>(block[i])));
  }
  return other == 0;
}

// The lowest byte whose high bit is set here is one that may not be plain: it is not ASCII, DEL or
// a control character, LF and TAB among them.
uint64_t SuspectsIn(uint64_t word) {
  const uint64_t control = (word - 0x2020202020202020U) & ~word;
  const uint64_t no_delete = word ^ 0x7F7F7F7F7F7F7F7FU;
  const uint64_t del = (no_delete - 0x0101010101010101U) & ~no_delete;
  return (word | control | del) & 0x8080808080808080U;
}

// End of the run of plain ASCII (printable, LF, TAB) that starts at `at`.
const char* SkipPlainAscii(const char* at, const char* end) {
  static_assert(std::endian::native == std::endian::little, "the first byte must be the lowest");
  while (static_cast<size_t>(end - at) >= kBlock && AllPlainAscii(at)) at += kBlock;
  while (static_cast<size_t>(end - at) >= sizeof(uint64_t)) {
    uint64_t word;
    std::memcpy(&word, at, sizeof(word));
    const uint64_t suspects = SuspectsIn(word);
    at += suspects == 0 ? sizeof(word) : static_cast<size_t>(std::countr_zero(suspects)) / 8;
    if (suspects == 0) continue;
    if (!IsPlainAscii(static_cast<unsigned char>(*at))) return at;
    ++at;
  }
  while (at < end && IsPlainAscii(static_cast<unsigned char>(*at))) ++at;
  return at;
}

enum class Fate : uint8_t { kKeep, kDrop, kSpace, kNewline, kJoiner, kNul };

// What becomes of a control character or a code point from U+0080 on.
Fate FateOf(uint32_t c) {
  if (c < 0xA0) {
    if (c == 0) return Fate::kNul;
    if (c == '\r' || c == 0x0B || c == 0x0C || c == 0x85) return Fate::kNewline;
    return Fate::kDrop;
  }
  if (c == 0xA0) return Fate::kSpace;
  if (c == 0xAD) return Fate::kDrop;
  if (c < 0x1680) return Fate::kKeep;
  if (c >= 0x2000 && c <= 0x206F) {
    if (c <= 0x200A || c == 0x202F || c == 0x205F) return Fate::kSpace;
    if (c == 0x200C || c == 0x200D) return Fate::kJoiner;
    if (c == 0x2028 || c == 0x2029) return Fate::kNewline;
    if (c <= 0x200F || (c >= 0x202A && c <= 0x202E) || c >= 0x2060) return Fate::kDrop;
    return Fate::kKeep;
  }
  if (c == 0x1680 || c == 0x3000) return Fate::kSpace;
  if (c == 0x180E || c == 0xFEFF) return Fate::kDrop;
  return Fate::kKeep;
}

// Whether NFC may change text with this code point; the ranges left out are inert (Latin up to
// U+02FF, general punctuation, currency, emoji).
bool MayCompose(uint32_t c) {
  return c >= 0x300 && !(c >= 0x2010 && c < 0x20D0) && !(c >= 0x1F000 && c < 0x20000);
}

// Scripts (from Armenian on) and emoji in which joiners carry meaning; not Latin, Greek, Cyrillic
// and not punctuation.
bool TakesJoiner(uint32_t before) {
  return (before >= 0x530 && before < 0x1E00) || before >= 0x2190;
}

// Copies what is kept of a text, lazily: as long as nothing was changed there is no copy.
class Cleaner {
 public:
  Cleaner(std::string_view text, Arena& arena) : text_(text), arena_(arena) {}

  bool Run();  // false on NUL
  std::string_view Finish();
  bool may_compose() const { return may_compose_; }

 private:
  void Replace(const char* from, const char* to, const char* with, size_t size);
  const char* Special(const char* at);

  const std::string_view text_;
  Arena& arena_;
  char* start_ = nullptr;  // the copy; null: none yet
  char* out_ = nullptr;
  const char* kept_ = nullptr;  // what was not copied yet begins here
  uint32_t previous_ = 0;       // last code point that was kept and is not ASCII
  const char* previous_end_ = nullptr;
  bool may_compose_ = false;
};

// Takes everything up to `from`, leaves out [from, to), writes `with` instead. Never longer.
void Cleaner::Replace(const char* from, const char* to, const char* with, size_t size) {
  if (start_ == nullptr) {
    start_ = out_ = arena_.Allocate(text_.size());
  }
  const size_t run = static_cast<size_t>(from - kept_);
  std::memcpy(out_, kept_, run);
  out_ += run;
  std::memcpy(out_, with, size);
  out_ += size;
  kept_ = to;
}

// Deals with the code point at `at`; returns the end of what was consumed, null on NUL.
const char* Cleaner::Special(const char* at) {
  const char* const end = text_.data() + text_.size();
  const CodePoint c = Decode(at);
  const char* next = at + c.size;
  switch (FateOf(c.value)) {
    case Fate::kKeep:
      may_compose_ |= MayCompose(c.value);
      previous_ = c.value;
      previous_end_ = next;
      break;
    case Fate::kJoiner:
      if (previous_end_ != at || !TakesJoiner(previous_)) Replace(at, next, "", 0);
      break;
    case Fate::kDrop:
      Replace(at, next, "", 0);
      break;
    case Fate::kSpace:
      Replace(at, next, " ", 1);
      break;
    case Fate::kNewline:
      if (c.value == '\r' && next < end && *next == '\n') ++next;
      Replace(at, next, "\n", 1);
      break;
    case Fate::kNul:
      return nullptr;
  }
  return next;
}

bool Cleaner::Run() {
  kept_ = text_.data();
  const char* const end = text_.data() + text_.size();
  for (const char* at = text_.data();;) {
    at = SkipPlainAscii(at, end);
    if (at == end) return true;
    at = Special(at);
    if (at == nullptr) return false;
  }
}

std::string_view Cleaner::Finish() {
  if (start_ == nullptr) return text_;
  const char* const end = text_.data() + text_.size();
  Replace(end, end, "", 0);
  const size_t used = static_cast<size_t>(out_ - start_);
  arena_.Shrink(start_, text_.size(), used);
  return {start_, used};
}

std::string_view Trim(std::string_view text) {
  constexpr std::string_view kSpaces = " \t\n";
  const size_t begin = text.find_first_not_of(kSpaces);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpaces) + 1 - begin);
}

std::string_view Compose(std::string_view text, Arena& arena) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(error);
  if (U_FAILURE(error)) return text;
  const icu::StringPiece piece(text.data(), static_cast<int32_t>(text.size()));
  if (nfc->isNormalizedUTF8(piece, error)) return text;
  std::string composed;
  icu::StringByteSink<std::string> sink(&composed, static_cast<int32_t>(text.size()));
  nfc->normalizeUTF8(0, piece, sink, nullptr, error);
  return U_FAILURE(error) ? text : arena.Copy(composed);
}

}  // namespace

TextResult NormalisePlainText(std::string_view text, Arena& arena, std::string_view* out) {
  Cleaner cleaner(text, arena);
  if (!cleaner.Run()) return TextResult::kNul;
  std::string_view clean = Trim(cleaner.Finish());
  if (cleaner.may_compose()) clean = Compose(clean, arena);
  *out = clean;
  return TextResult::kOk;
}

}  // namespace newsmill
