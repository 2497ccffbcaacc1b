#include "ingest/decode/text_cleaner.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#include "ingest/decode/character_cleaner.h"

// Compiles this file once for each kind of processor; the best one for the machine runs.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "ingest/decode/text_cleaner.cc"
#include <hwy/foreach_target.h>

#include "processors/base/byte_blocks-inl.h"

HWY_BEFORE_NAMESPACE();
namespace newsmill::HWY_NAMESPACE {
namespace {

// What CharacterCleaner::IsSpecial() says, for each byte.
template <bool kJson>
struct AreSpecial {
  template <typename Tag, typename Bytes>
  HWY_INLINE auto operator()(Tag tag, Bytes c) const {
    const auto is = [&](char byte)
                        HWY_ATTR { return hn::Eq(c, hn::Set(tag, static_cast<int8_t>(byte))); };
    // 0x7F + 1 is the lowest number of all.
    const auto odd = hn::Lt(hn::Add(c, hn::Set(tag, int8_t{1})), hn::Set(tag, int8_t{0x21}));
    if constexpr (kJson) return hn::Or(odd, is('\\'));
    return hn::AndNot(hn::Or(is('\n'), is('\t')), odd);
  }
};

// Copies what is kept of a text: as it is, or as the inside of a JSON string.
template <bool kJson>
class Cleaner {
 public:
  Cleaner(std::string_view text, Arena& arena)
      : text_(text),
        arena_(arena),
        characters_(text.data() + text.size()),
        start_(arena.Allocate(text.size() + kBlockBytes)) {}

  bool Run(CleanText* out) {
    const size_t blocks = text_.size() / kBlockBytes;
    const char* const last = text_.data() + kBlockBytes * (blocks - std::min<size_t>(blocks, 1));
    CleanPlace place = TakeBlocks(text_.data(), last, {text_.data(), start_});
    if (place.at != nullptr) place = TakeRest(place);
    const size_t size = static_cast<size_t>(place.out - start_);
    const bool same = characters_.same() && size == text_.size();
    const bool is_copy = place.at != nullptr && !same;
    arena_.Shrink(start_, text_.size() + kBlockBytes, is_copy ? size : 0);
    if (place.at == nullptr) return false;
    *out = {same ? text_ : std::string_view(start_, size), characters_.may_compose(),
            characters_.as_written()};
    return true;
  }

 private:
  // Takes the blocks from `block` up to `stop`, as far as they are not taken already.
  CleanPlace TakeBlocks(const char* block, const char* stop, CleanPlace place) {
    for (; block < stop && place.at != nullptr; block += kBlockBytes) {
      if (place.at < block + kBlockBytes) place = TakeBlock(block, place);
    }
    return place;
  }

  // Takes the last bytes of the text in a copy, behind which blocks are readable: of spaces.
  CleanPlace TakeRest(CleanPlace place) {
    std::array<char, 3 * kBlockBytes> rest;
    rest.fill(' ');
    const auto size = static_cast<size_t>(text_.data() + text_.size() - place.at);
    std::memcpy(rest.data(), place.at, size);
    const char* const end = rest.data() + size;
    characters_.GoOn(place.at, rest.data(), end);
    place = TakeBlocks(rest.data(), end, {rest.data(), place.out});
    if (place.at == nullptr) return place;
    return {end, place.out - (place.at - end)};  // without the spaces that were taken
  }

  // Takes what is left from `place` on of a block, behind which another one is readable. What is
  // special is known before anything is done about it: finding the next does not wait for the last.
  CleanPlace TakeBlock(const char* block, CleanPlace place) {
    constexpr uint64_t kAll = ~uint64_t{0};
    const char* const end = block + kBlockBytes;
    CopyBlock(place.at, place.out);
    uint64_t special = MatchBlock(block, AreSpecial<kJson>()) & kAll << (place.at - block);
    while (special != 0) {
      const char* const next = block + std::countr_zero(special);
      if (const size_t size = characters_.UsualSize(next, end); size != 0) {  // copied already
        special &= kAll << (next - block) << size;
        continue;
      }
      place = characters_.Take({next, place.out + (next - place.at)});
      if (place.at == nullptr || place.at >= end) return place;
      CopyBlock(place.at, place.out);
      special &= kAll << (place.at - block);
    }
    return {end, place.out + (end - place.at)};
  }

  const std::string_view text_;
  Arena& arena_;
  CharacterCleaner<kJson> characters_;
  char* const start_;  // the copy
};

bool CleanPlain(std::string_view text, Arena& arena, CleanText* out) {
  return Cleaner<false>(text, arena).Run(out);
}

bool CleanJson(std::string_view raw, Arena& arena, CleanText* out) {
  return Cleaner<true>(raw, arena).Run(out);
}

}  // namespace
}  // namespace newsmill::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace newsmill {
namespace {

HWY_EXPORT(CleanPlain);
HWY_EXPORT(CleanJson);

}  // namespace

bool CleanPlainText(std::string_view text, Arena& arena, CleanText* out) {
  return HWY_DYNAMIC_DISPATCH(CleanPlain)(text, arena, out);
}

bool CleanJsonText(std::string_view raw, Arena& arena, CleanText* out) {
  return HWY_DYNAMIC_DISPATCH(CleanJson)(raw, arena, out);
}

}  // namespace newsmill
#endif  // HWY_ONCE
