#ifndef NEWSMILL_PROCESSORS_LEARNING_WORD_CLASSES_H_
#define NEWSMILL_PROCESSORS_LEARNING_WORD_CLASSES_H_

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "processors/learning/model_file.h"

namespace newsmill {

// Classes of words that are used alike, of several grains: what a model knows of words that its
// corpus does not hold. Two tables: one induced from raw text, which keeps letter case, and one
// from vectors that somebody else published, whose words are in lower case; the grains of the
// second follow those of the first. Words are known by HashText() of their NormalForm(), so that
// one unknown word in 10^5 is taken for a known one. Immutable and thread-safe; read in place.
class WordClasses {
 public:
  static constexpr const char* kKind = "words";
  static constexpr size_t kMaxGrains = 8;    // of both tables
  static constexpr uint16_t kNone = 0xffff;  // the class of unknown words
  using Classes = std::array<uint16_t, kMaxGrains>;

  struct Entry {
    std::string word;  // in its normal form
    Classes classes;   // as many as the table has grains
  };
  // What a file is made of; of entries with equal words the first counts.
  struct Table {
    std::vector<Entry> entries;
    size_t grains = 0;
  };

  // No words at all, and no grains.
  WordClasses() = default;

  // From a model file of kind "words", which is kept alive.
  static absl::StatusOr<std::shared_ptr<const WordClasses>> Load(
      std::shared_ptr<const ModelFile> file);

  // Sets those of the word with this hash in *classes; false, and nothing changed, for unknown
  // ones.
  bool Find(uint32_t hash, Classes* classes) const { return cased_.Find(hash, 0, classes); }
  // The same with the grains of the second table for the hash of a word in lower case.
  bool FindFolded(uint32_t hash, Classes* classes) const {
    return folded_.Find(hash, cased_.grains, classes);
  }
  // Of both tables.
  size_t grains() const { return cased_.grains + folded_.grains; }
  // Of the file; 0 for no words.
  uint64_t id() const { return file_ == nullptr ? 0 : file_->id(); }

  // A model holds, in section kIdSection, the id of the classes that it was trained with.
  static constexpr const char* kIdSection = "words";
  std::string IdBytes() const;
  // An error, with a remedy, for a model that was trained with others.
  absl::Status CheckTrainedWithThese(const ModelFile& model) const;

  // *form = `word` with digits as 0 and ’ as an apostrophe; letter case stays.
  static void NormalForm(std::string_view word, std::string* form);

  // The file of these tables, kMaxGrains grains together at most; the words of `folded` are in
  // lower case.
  static ModelFileWriter Encode(const Table& cased, const Table& folded);

 private:
  // Open addressing over a power of two of slots: the hash (0: free), then a class for each grain.
  struct Slots {
    bool Find(uint32_t hash, size_t first_grain, Classes* classes) const;
    bool Read(std::string_view bytes);

    size_t size() const { return sizeof(uint32_t) + grains * sizeof(uint16_t); }
    uint32_t HashAt(size_t slot) const;

    size_t grains = 0;
    size_t mask = 0;              // the number of slots less one
    const char* bytes = nullptr;  // nullptr: no words
  };
  static std::string Encode(const Table& table);

  std::shared_ptr<const ModelFile> file_;
  Slots cased_, folded_;
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_LEARNING_WORD_CLASSES_H_
