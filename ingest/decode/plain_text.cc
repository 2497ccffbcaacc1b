#include "ingest/decode/plain_text.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include <algorithm>
#include <array>
#include <bit>
#include <string>

#include "ingest/decode/characters.h"
#include "ingest/decode/json_text.h"
#include "ingest/decode/text_cleaner.h"
#include "processors/base/byte_lanes.h"

namespace newsmill {
namespace {

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
    if (text.size() - at >= kLaneBytes) {
      const uint64_t found = MatchLane(here, are_candidates);
      at += found == 0 ? kLaneBytes : static_cast<size_t>(std::countr_zero(found));
      if (found == 0) continue;
    } else if (!are_candidates(static_cast<signed char>(*here))) {
      ++at;
      continue;
    }
    const CodePoint c = DecodeUtf8(text.data() + at);
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

// Whether the mark at `at` is one of U+0300 to U+033F between two ASCII characters: nothing else
// composes with the letter before it. Some of those behind decompose by themselves.
bool IsLoneMark(std::string_view text, size_t at) {
  const auto is_ascii = [&](size_t i) { return static_cast<signed char>(text[i]) >= 0; };
  return text[at] == '\xCC' && at > 0 && is_ascii(at - 1) &&
         (at + 2 == text.size() || is_ascii(at + 2));
}

// Brings a text to NFC piece by piece: all but a few of its words need not be looked at.
class Composer {
 public:
  Composer(const icu::Normalizer2& nfc, std::string_view text) : nfc_(nfc), text_(text) {}

  // `text` itself if it is in NFC or cannot be brought to it; else a copy in `arena`.
  std::string_view Run(Arena& arena) {
    size_t at = FindComposing(text_, 0);
    while (at < text_.size()) {
      at = FindComposing(text_, IsLoneMark(text_, at) ? TakeMark(at) : TakeWord(at));
    }
    if (U_FAILURE(error_) || done_ == 0) return text_;
    return arena.Copy(composed_.append(text_, done_));
  }

 private:
  // Takes the mark at `at`; returns its end.
  size_t TakeMark(size_t at) {
    const CodePoint mark = DecodeUtf8(text_.data() + at);
    const UChar32 letter = nfc_.composePair(text_[at - 1], static_cast<UChar32>(mark.value));
    const size_t end = at + mark.size;
    if (letter < 0) return end;
    std::array<char, 4> utf8;
    const char* const utf8_end = AppendUtf8(static_cast<uint32_t>(letter), utf8.data());
    AppendUpTo(at - 1);
    composed_.append(utf8.data(), static_cast<size_t>(utf8_end - utf8.data()));
    done_ = end;
    return end;
  }

  // Takes the word around `at`, as nothing composes across a space; returns its end.
  size_t TakeWord(size_t at) {
    const size_t begin = std::max(text_.find_last_of(kSpaces, at) + 1, done_);  // npos + 1 is 0
    const size_t end = ComposedTogether(text_, at);
    const icu::StringPiece piece(text_.data() + begin, static_cast<int32_t>(end - begin));
    if (!IsLatinMark(text_, at) && nfc_.isNormalizedUTF8(piece, error_)) return end;
    AppendUpTo(begin);
    icu::StringByteSink<std::string> sink(&composed_, piece.length());
    nfc_.normalizeUTF8(0, piece, sink, nullptr, error_);
    done_ = end;
    return end;
  }

  void AppendUpTo(size_t end) {
    if (composed_.empty()) composed_.reserve(text_.size());
    composed_.append(text_, done_, end - done_);
  }

  const icu::Normalizer2& nfc_;
  const std::string_view text_;
  std::string composed_;
  size_t done_ = 0;  // bytes of the text of which composed_ is
  UErrorCode error_ = U_ZERO_ERROR;
};

std::string_view Compose(std::string_view text, Arena& arena) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(error);
  return U_FAILURE(error) ? text : Composer(*nfc, text).Run(arena);
}

}  // namespace

TextResult NormalisePlainText(std::string_view text, Arena& arena, std::string_view* out) {
  CleanText clean;
  if (!CleanPlainText(text, arena, &clean)) return TextResult::kNul;
  const std::string_view trimmed = Trim(clean.text);
  *out = clean.may_compose ? Compose(trimmed, arena) : trimmed;
  return TextResult::kOk;
}

bool NormaliseJsonText(std::string_view raw, Arena& arena, JsonText* out) {
  CleanText clean;
  if (!CleanJsonText(raw, arena, &clean)) return false;
  const std::string_view whole = clean.text;
  const std::string_view trimmed = Trim(whole);
  *out = {clean.may_compose ? Compose(trimmed, arena) : trimmed, ""};
  if (clean.as_written && out->text.data() == trimmed.data()) {
    const size_t before = static_cast<size_t>(trimmed.data() - whole.data());
    out->json = TrimWritten(raw, whole.substr(0, before), whole.substr(before + trimmed.size()));
  }
  return true;
}

}  // namespace newsmill
