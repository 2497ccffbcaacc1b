#ifndef NEWSMILL_PROCESSORS_LEARNING_WORD_CLASSES_H_
#define NEWSMILL_PROCESSORS_LEARNING_WORD_CLASSES_H_

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "processors/learning/model_file.h"

namespace newsmill {

// Classes of words that are used alike, induced from raw text, of several grains: what a model
// knows of words that its corpus does not hold. Words are known by HashText() of their
// NormalForm(), so that one unknown word in 10^5 is taken for a known one. Immutable and
// thread-safe; read in place.
class WordClasses {
 public:
  static constexpr const char* kKind = "words";
  static constexpr size_t kMaxGrains = 4;
  static constexpr uint16_t kNone = 0xffff;  // the class of unknown words
  using Classes = std::array<uint16_t, kMaxGrains>;

  struct Entry {
    std::string word;  // in its normal form
    Classes classes;   // kNone beyond the number of grains
  };

  // No words at all, and no grains.
  WordClasses() = default;

  // From a model file of kind "words", which is kept alive.
  static absl::StatusOr<std::shared_ptr<const WordClasses>> Load(
      std::shared_ptr<const ModelFile> file);

  // *classes = those of the word with this hash; false, and nothing changed, for unknown ones.
  bool Find(uint32_t hash, Classes* classes) const;
  size_t grains() const { return grains_; }
  // Of the file; 0 for no words. A model holds the id of the classes that it was trained with.
  uint64_t id() const { return file_ == nullptr ? 0 : file_->id(); }

  // *form = `word` with digits as 0 and ’ as an apostrophe; letter case stays.
  static void NormalForm(std::string_view word, std::string* form);

  // The file of these classes; of entries with equal words the first counts.
  static ModelFileWriter Encode(std::span<const Entry> entries, size_t grains);

 private:
  struct Slot {
    uint32_t hash;  // 0: free
    Classes classes;
  };

  std::shared_ptr<const ModelFile> file_;
  size_t grains_ = 0;
  std::span<const Slot> slots_;  // open addressing, a power of two
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_LEARNING_WORD_CLASSES_H_
