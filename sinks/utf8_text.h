#ifndef NEWSMILL_SINKS_UTF8_TEXT_H_
#define NEWSMILL_SINKS_UTF8_TEXT_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace newsmill {

// Length of the well-formed UTF-8 sequence at the start of `bytes` (not empty), or 0.
size_t Utf8SequenceLength(std::string_view bytes);

bool IsUtf8(std::string_view bytes);

// `bytes` with U+FFFD for each byte that is not part of well-formed UTF-8: for text from outside
// that has not been through the decoder (a message's key, its headers).
std::string Utf8OrReplaced(std::string_view bytes);

// The longest start of `text` of at most `size` bytes that cuts no sequence in two.
std::string_view Utf8Prefix(std::string_view text, size_t size);

}  // namespace newsmill

#endif  // NEWSMILL_SINKS_UTF8_TEXT_H_
