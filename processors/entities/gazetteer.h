#ifndef NEWSMILL_PROCESSORS_ENTITIES_GAZETTEER_H_
#define NEWSMILL_PROCESSORS_ENTITIES_GAZETTEER_H_

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "processors/base/annotations.h"

namespace newsmill {

// What a word does around and inside names; bits of WordInfo::roles.
enum WordRole : uint32_t {
  kTitleWord = 1U << 0,   // "President", "Mr."
  kRoleWord = 1U << 1,    // "striker", "spokeswoman"
  kOrgHead = 1U << 2,     // ends names of organisations: "University", "Inc."
  kOrgStart = 1U << 3,    // begins them: "Ministry (of)"
  kLocHead = 1U << 4,     // "River"
  kLocStart = 1U << 5,    // "Mount"
  kMiscHead = 1U << 6,    // "Championship"
  kMiscStart = 1U << 7,   // "Operation"
  kStopWord = 1U << 8,    // capitalised and no name: "Monday"
  kSpeechVerb = 1U << 9,  // what people do: "said", "resigned"
  kPlaceWord = 1U << 10,  // "in"
  kFirstName = 1U << 11,
  kLastName = 1U << 12,
  kOrdinaryWord = 1U << 13,   // in the dictionary in lower case
  kPortfolioWord = 1U << 14,  // "Foreign" in "Foreign Minister"
  kGeoNoun = 1U << 15,        // "town" in "the town of X"
  kOrgNoun = 1U << 16,        // "company" in "the company X"
};

struct GazetteerEntry {
  std::string_view name;
  std::string_view subtype;   // "country", "norp", "party", ...
  std::string_view wikidata;  // or ""
  EntityType type = EntityType::kMisc;
};

// What the gazetteer knows of one word.
struct WordInfo {
  uint64_t hash = 0;  // of the word, for phrases
  uint32_t roles = 0;
  int32_t entry = -1;    // index, where the word alone is a name
  uint32_t longest = 0;  // words in the longest name that begins with it
};

// Names with their types, and the words that names are made of. Immutable and thread-safe.
//
// Its source is a table with the columns name, kind, wikidata, alias|alias...; kind is
// `loc.city`, `misc.norp`... or `word.<role>`, whose words are the aliases. Names are kept as
// 64-bit hashes of their words: with some 10^5 of them the chance that a wrong name matches is
// below 10^-8 for a billion look-ups.
class Gazetteer {
 public:
  // `table` must outlive the gazetteer. An unknown kind or a row without four columns is an error.
  static absl::StatusOr<std::shared_ptr<const Gazetteer>> Parse(std::string_view table);

  WordInfo Look(std::string_view word) const;

  struct Match {
    int32_t entry = -1;
    size_t words = 0;  // 0: no match
  };
  // The longest name that begins with the first of `words`.
  Match Longest(std::span<const WordInfo> words) const;

  const GazetteerEntry& entry(int32_t index) const { return entries_[static_cast<size_t>(index)]; }
  size_t size() const { return entries_.size(); }

 private:
  struct Slot {
    uint64_t hash = 0;  // 0: free
    int32_t entry = -1;
    uint32_t roles : 24 = 0;
    uint32_t longest : 8 = 0;
  };

  absl::Status Add(std::string_view row);
  absl::Status AddWords(std::string_view role, std::string_view words);
  void AddForm(std::string_view form, int32_t entry);
  Slot& At(uint64_t hash);
  const Slot* Find(uint64_t hash) const;
  void Grow();

  std::vector<GazetteerEntry> entries_;
  std::vector<Slot> slots_;  // open addressing, a power of two
  size_t used_ = 0;
  std::vector<Token> scratch_;
};

// The gazetteer that ships with the program (models/gazetteer.tsv), parsed at the first call.
absl::StatusOr<std::shared_ptr<const Gazetteer>> BuiltinGazetteer();

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_ENTITIES_GAZETTEER_H_
