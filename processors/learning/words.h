#ifndef NEWSMILL_PROCESSORS_LEARNING_WORDS_H_
#define NEWSMILL_PROCESSORS_LEARNING_WORDS_H_

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "processors/base/document.h"
#include "processors/learning/word_classes.h"

namespace newsmill {

// A word as the trained models see it: a token of the layout, or a piece of one of at most 256
// bytes that hyphens join ("US", "-" and "led" of "US-led"). Hashes are HashText() of the form
// named, after WordClasses::NormalForm(): `lower` folds letter case too.
struct Word {
  static constexpr size_t kAffixes = 4;

  uint32_t begin = 0;  // byte range in the field
  uint32_t end = 0;
  uint32_t token = 0;  // index in the field's layout
  uint32_t exact = 0;
  uint32_t lower = 0;
  uint32_t shape = 0;        // one letter X, x, d or the character itself for each character
  uint32_t short_shape = 0;  // the same without repetitions
  std::array<uint32_t, kAffixes> prefix{};  // of 1..4 bytes of the lower-case form; 0: too short
  std::array<uint32_t, kAffixes> suffix{};
  // From raw text: of its form, else of its lower-case form, else of its capitalised form. From
  // published vectors: of its lower-case form.
  WordClasses::Classes classes{};
  bool letters = false;  // has a letter
  bool digits = false;
  bool capitalised = false;
  bool upper = false;  // has letters, none of them lower case
  bool space_before = false;
  char initial = 0;  // first byte of the lower-case form
};

// A sentence of Words.
struct WordSentence {
  Field field = Field::kText;
  uint32_t first = 0;  // half-open range
  uint32_t end = 0;
  // Its capitals tell nothing: all letters are upper case, or all are lower case. The words then
  // look lower case.
  bool caseless = false;
};

// The words of a document, title first. Holds scratch: one instance a thread; Load() replaces
// everything and does not allocate once warm.
class DocumentWords {
 public:
  // `classes` must outlive this.
  explicit DocumentWords(const WordClasses& classes) : classes_(classes) {}

  // `caseless`: as if no sentence's capitals told anything.
  void Load(const Document& doc, bool caseless = false);

  std::span<const Word> words() const { return words_; }
  std::span<const WordSentence> sentences() const { return sentences_; }
  const WordClasses& classes() const { return classes_; }
  size_t grains() const { return classes_.grains(); }

  // Appends the words of `token` of `text`, for tables of names.
  void Append(std::string_view text, const Token& token, uint32_t index);
  void Clear();

 private:
  void LoadField(const Document& doc, Field field, bool caseless);
  void AppendPiece(std::string_view text, uint32_t begin, uint32_t end, uint32_t token, bool space);
  void Describe(std::string_view form, Word* word);
  void DescribeShape(std::string_view form, Word* word);
  void Classify(Word* word);
  void MakeCaseless(std::string_view text, std::span<Word> words);

  const WordClasses& classes_;
  std::vector<Word> words_;
  std::vector<WordSentence> sentences_;
  std::string exact_, lower_, title_, caseless_, shape_, short_shape_;
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_LEARNING_WORDS_H_
