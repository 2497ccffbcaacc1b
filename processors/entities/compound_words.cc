#include "processors/entities/compound_words.h"

#include <algorithm>

#include "processors/text/characters.h"

namespace newsmill {
namespace {

// Sorted.
constexpr std::string_view kSuffixes[] = {
    "affiliated", "allied",    "annexed",    "backed",    "based",    "born",      "bound",
    "brokered",   "built",     "controlled", "dominated", "educated", "era",       "focused",
    "friendly",   "funded",    "held",       "issued",    "language", "led",       "like",
    "linked",     "listed",    "made",       "majority",  "mediated", "occupied",  "only",
    "origin",     "owned",     "registered", "run",       "speaking", "sponsored", "style",
    "supplied",   "supported", "trained",    "type",      "wide",
};

// Sorted.
constexpr std::string_view kPrefixes[] = {
    "anti", "cross", "ex", "intra", "mid", "non", "post", "pre", "pro", "then", "trans", "ultra",
};

bool Contains(auto& words, std::string_view word) {
  return std::ranges::binary_search(words, word);
}

}  // namespace

bool IsCompoundAdjective(std::string_view word) {
  static_assert(std::ranges::is_sorted(kSuffixes));
  const size_t joint = word.rfind('-');
  return joint != std::string_view::npos && joint > 0 &&
         Contains(kSuffixes, word.substr(joint + 1));
}

CompoundPieces SplitCompound(std::string_view word) {
  static_assert(std::ranges::is_sorted(kPrefixes));
  CompoundPieces pieces{};
  const size_t joint = word.find('-');
  if (joint == std::string_view::npos || joint == 0) return pieces;
  const auto size = static_cast<uint32_t>(word.size());
  const auto middle = static_cast<uint32_t>(joint);
  if (Contains(kPrefixes, word.substr(0, joint))) {
    if (ReadCharacter(word, joint + 1).kind == CharClass::kUpper) pieces[0] = {middle + 1, size};
    return pieces;
  }
  if (IsCompoundAdjective(word) && ReadCharacter(word, 0).kind == CharClass::kUpper) {
    pieces[0] = {0, static_cast<uint32_t>(word.rfind('-'))};
  }
  return pieces;
}

}  // namespace newsmill
