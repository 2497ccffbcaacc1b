#ifndef NEWSMILL_TESTS_SUPPORT_HOSTILE_TEXTS_H_
#define NEWSMILL_TESTS_SUPPORT_HOSTILE_TEXTS_H_

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace newsmill {

// A text that nobody writes, of nearly any size; its beginning is that of a larger one.
struct HostileText {
  std::string_view name;
  std::string (*make)(size_t bytes);  // of at most so many bytes, a few less
};

// Texts without a full stop, of quotation marks, brackets, names, cues and pronouns only, ...
std::span<const HostileText> HostileTexts();

// The text as the body of a flat message.
std::string HostileMessage(const std::string& text);

}  // namespace newsmill

#endif  // NEWSMILL_TESTS_SUPPORT_HOSTILE_TEXTS_H_
