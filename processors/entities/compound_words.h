#ifndef NEWSMILL_PROCESSORS_ENTITIES_COMPOUND_WORDS_H_
#define NEWSMILL_PROCESSORS_ENTITIES_COMPOUND_WORDS_H_

#include <array>
#include <cstdint>
#include <string_view>

namespace newsmill {

// Bytes of a word that may be a name; empty: none.
struct CompoundPiece {
  uint32_t begin = 0;
  uint32_t end = 0;
};
using CompoundPieces = std::array<CompoundPiece, 2>;

// The names that may be inside one hyphenated word: "Rome" in "Rome-based", "Russian" in
// "pro-Russian", both in "Turkish-Iranian". "Smith-Jones" has the shape of the last and is left to
// the caller, who knows the names.
CompoundPieces SplitCompound(std::string_view word);

// "Rome-based", "US-led": a name and a word that makes an adjective of it.
bool IsCompoundAdjective(std::string_view word);

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_ENTITIES_COMPOUND_WORDS_H_
