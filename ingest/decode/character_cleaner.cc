#include "ingest/decode/character_cleaner.h"

#include <algorithm>

#include "ingest/decode/json_text.h"
#include "ingest/decode/mojibake.h"

namespace newsmill {

// The character at `at`; of size 0 if it is none.
template <bool kJson>
CodePoint CharacterCleaner<kJson>::Read(const char* at) const {
  if (!kJson || *at != '\\') return DecodeUtf8(at);
  const JsonEscape escape = ReadJsonEscape({at, static_cast<size_t>(end_ - at)}, 0);
  return {escape.code_point, static_cast<uint32_t>(escape.size)};
}

template <bool kJson>
CleanPlace CharacterCleaner<kJson>::Keep(CodePoint c, CleanPlace place) {
  const char* const next = place.at + c.size;
  if (!kJson || *place.at != '\\') return {next, std::copy(place.at, next, place.out)};
  as_written_ &= place.at[1] == 't';  // the others that the encoder writes so are usual
  return {next, AppendUtf8(c.value, place.out)};
}

template <bool kJson>
CleanPlace CharacterCleaner<kJson>::Replace(std::string_view with, const char* next,
                                            CleanPlace place) {
  same_ = as_written_ = false;
  return {next, std::copy(with.begin(), with.end(), place.out)};
}

template <bool kJson>
CleanPlace CharacterCleaner<kJson>::TakeSpecial(CleanPlace place) {
  constexpr CleanPlace kGiveUp = {nullptr, nullptr};
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

template class CharacterCleaner<false>;
template class CharacterCleaner<true>;

}  // namespace newsmill
