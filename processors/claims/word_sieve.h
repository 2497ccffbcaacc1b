#ifndef NEWSMILL_PROCESSORS_CLAIMS_WORD_SIEVE_H_
#define NEWSMILL_PROCESSORS_CLAIMS_WORD_SIEVE_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>

namespace newsmill::claims {

// The sizes of a list's words by their first byte: most words that are not in the list are told by
// one look. Made when the program is compiled.
class WordSieve {
 public:
  // `word_of` gives the word of an element of `list`, or is a pointer to that member.
  template <typename List, typename WordOf = std::identity>
  constexpr explicit WordSieve(const List& list, WordOf word_of = {}) {
    for (const auto& element : list) Add(std::invoke(word_of, element));
  }

  // False: the list has no such word.
  constexpr bool MayHave(std::string_view word) const {
    return !word.empty() && (sizes_[Byte(word)] >> SizeStep(word) & 1) != 0;
  }

 private:
  static constexpr size_t Byte(std::string_view word) {
    return static_cast<unsigned char>(word.front());
  }
  static constexpr size_t SizeStep(std::string_view word) {
    return std::min<size_t>(word.size(), 31);
  }
  constexpr void Add(std::string_view word) { sizes_[Byte(word)] |= uint32_t{1} << SizeStep(word); }

  std::array<uint32_t, 256> sizes_{};
};

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_WORD_SIEVE_H_
