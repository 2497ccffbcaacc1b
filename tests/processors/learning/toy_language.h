#ifndef NEWSMILL_TESTS_PROCESSORS_LEARNING_TOY_LANGUAGE_H_
#define NEWSMILL_TESTS_PROCESSORS_LEARNING_TOY_LANGUAGE_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace newsmill {

// Sentences "person verb place", drawn at random from four words each: words of one kind stand in
// the same places and belong together.
inline constexpr std::array<std::array<std::string_view, 4>, 3> kToyWords = {{
    {"Ada", "Ben", "Cleo", "Dan"},
    {"sees", "likes", "leaves", "paints"},
    {"Oslo", "Paris", "Quito", "Rome"},
}};

inline std::string ToyText(int sentences) {
  std::string text;
  uint32_t state = 1;
  for (int i = 0; i < sentences; ++i) {
    for (const auto& kind : kToyWords) {
      state = state * 1664525 + 1013904223;
      text += kind[state >> 30];
      text += ' ';
    }
    text += "\n\n";
  }
  return text;
}

}  // namespace newsmill

#endif  // NEWSMILL_TESTS_PROCESSORS_LEARNING_TOY_LANGUAGE_H_
