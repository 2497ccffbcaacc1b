#ifndef NEWSMILL_PROCESSORS_ENTITIES_NAME_LISTS_H_
#define NEWSMILL_PROCESSORS_ENTITIES_NAME_LISTS_H_

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "processors/learning/model_file.h"
#include "processors/learning/words.h"

namespace newsmill {

// Which lists of known names a word is part of, one bit for each list, by its place in the name.
struct ListMatches {
  uint32_t begins = 0;
  uint32_t inside = 0;
  uint32_t ends = 0;
  uint32_t single = 0;

  // As a name, whatever the place but the inner ones.
  uint32_t any() const { return begins | ends | single; }
  bool empty() const { return (begins | inside | ends | single) == 0; }
};

// Lists of known names ("cities", "first names"), as hashes of their lower-case words, read in
// place from a model file. Immutable and thread-safe. A name is known by 40 bits: with 10^6 of them
// one unknown name in 10^6 is taken for a known one.
class NameLists {
 public:
  static constexpr size_t kMaxLists = 23;
  static constexpr size_t kLongest = 8;  // words in a name

  // Reads section `lists` of `file`, which it keeps alive.
  static absl::StatusOr<NameLists> Load(std::shared_ptr<const ModelFile> file);

  // Sets matches[i] for each of `words`: for each list the longest names, from left to right, not
  // overlapping. Where `capitals`, a name must begin with a capital or a digit.
  void Match(std::span<const Word> words, bool capitals, std::span<ListMatches> matches) const;

  // The section's bytes of lists given as lines `list TAB name`. At most kMaxLists lists; a line
  // without a tab is an error that names its number.
  static absl::StatusOr<std::string> Encode(std::string_view lines);

 private:
  // Upper 40 bits: of the name's hash. Lower 24: the lists that hold it, and kPrefix where longer
  // names begin with it. 0: free.
  using Slot = uint64_t;
  uint32_t Look(uint64_t hash) const;

  std::shared_ptr<const ModelFile> file_;
  std::span<const Slot> slots_;  // open addressing, a power of two
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_ENTITIES_NAME_LISTS_H_
