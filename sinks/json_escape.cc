#include "sinks/json_escape.h"

#include <bit>
#include <cstdint>

// Compiles this file once for each kind of processor; the best one for the machine runs.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sinks/json_escape.cc"
#include <hwy/foreach_target.h>

#include "processors/base/byte_blocks-inl.h"

HWY_BEFORE_NAMESPACE();
namespace newsmill::HWY_NAMESPACE {
namespace {

static_assert(kEscapeLeftBytes == 2 * kBlockBytes);
static_assert(kEscapeRoom == kBlockBytes + kMostEscaped * kBlockBytes);

struct NeedEscape {
  template <typename Tag, typename Bytes>
  HWY_INLINE auto operator()(Tag tag, Bytes c) const {
    const auto controls =
        hn::AndNot(hn::Lt(c, hn::Zero(tag)), hn::Lt(c, hn::Set(tag, int8_t{0x20})));
    return hn::Or(controls, hn::Or(hn::Eq(c, hn::Set(tag, int8_t{'"'})),
                                   hn::Eq(c, hn::Set(tag, int8_t{'\\'}))));
  }
};

// Writes a block to `to`; returns the end. Another block is readable behind it. What needs escapes
// is known before anything is done about it: finding the next does not wait for the last.
char* EscapeBlock(const char* block, char* to) {
  size_t done = 0;
  CopyBlock(block, to);
  for (uint64_t left = MatchBlock(block, NeedEscape()); left != 0; left &= left - 1) {
    const auto at = static_cast<size_t>(std::countr_zero(left));
    to = WriteEscaped(block[at], to + (at - done));
    done = at + 1;
    CopyBlock(block + done, to);
  }
  return to + (kBlockBytes - done);
}

char* Escape(std::string_view* text, char* to, const char* limit) {
  while (text->size() >= kEscapeLeftBytes && limit - to >= ptrdiff_t{kEscapeRoom}) {
    to = EscapeBlock(text->data(), to);
    text->remove_prefix(kBlockBytes);
  }
  return to;
}

}  // namespace
}  // namespace newsmill::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace newsmill {
namespace {

HWY_EXPORT(Escape);

// What stands behind the backslash; 'u': the number.
char EscapeLetter(char c) {
  constexpr std::string_view kOfControls = "uuuuuuuubtnufruuuuuuuuuuuuuuuuuu";
  return c == '"' || c == '\\' ? c : kOfControls[static_cast<unsigned char>(c)];
}

}  // namespace

char* WriteEscaped(char c, char* to) {
  constexpr std::string_view kHexDigits = "0123456789ABCDEF";
  const char letter = EscapeLetter(c);
  *to++ = '\\';
  *to++ = letter;
  if (letter != 'u') return to;
  *to++ = '0';
  *to++ = '0';
  *to++ = kHexDigits[static_cast<unsigned char>(c) >> 4];
  *to++ = kHexDigits[static_cast<unsigned char>(c) & 0xF];
  return to;
}

char* EscapeBlocks(std::string_view* text, char* to, const char* limit) {
  return HWY_DYNAMIC_DISPATCH(Escape)(text, to, limit);
}

}  // namespace newsmill
#endif  // HWY_ONCE
