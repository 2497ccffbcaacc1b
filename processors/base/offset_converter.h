#ifndef NEWSMILL_PROCESSORS_BASE_OFFSET_CONVERTER_H_
#define NEWSMILL_PROCESSORS_BASE_OFFSET_CONVERTER_H_

#include <cstdint>
#include <string_view>
#include <vector>

namespace newsmill {

// What an offset counts.
enum class OffsetUnit : uint8_t { kCodepoint, kUtf8, kUtf16 };

// Turns byte offsets into one UTF-8 text into offsets in another unit. The first conversion
// passes once over the text and keeps a count every 64 bytes, so each looks at 64 bytes at most; a
// text that is all ASCII needs neither. Reused for many texts, it does not allocate. Not
// thread-safe.
class OffsetConverter {
 public:
  // Starts with `text`, which must stay valid until the next Reset(). Bytes that are not UTF-8
  // are counted somehow, without harm.
  void Reset(std::string_view text, OffsetUnit unit);

  // The offset in the chosen unit of the byte offset `byte`, which is on a code point boundary;
  // what lies beyond the text counts as its end.
  uint32_t operator()(uint32_t byte);

 private:
  static constexpr uint32_t kStride = 64;

  void Count();

  std::string_view text_;
  OffsetUnit unit_ = OffsetUnit::kUtf8;
  bool counted_ = false;
  bool identity_ = true;
  std::vector<uint32_t> checkpoints_;  // units before byte i * kStride
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_BASE_OFFSET_CONVERTER_H_
