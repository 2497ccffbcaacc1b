#ifndef NEWSMILL_PROCESSORS_ENTITIES_NAME_FEATURES_H_
#define NEWSMILL_PROCESSORS_ENTITIES_NAME_FEATURES_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "processors/entities/name_context.h"
#include "processors/entities/name_lists.h"
#include "processors/learning/feature_rows.h"
#include "processors/learning/words.h"

namespace newsmill {

// What the name tagger looks at, in training as in use: words around, their classes, affixes and
// shapes, lists of known names, and what the rest of the article says about a word. A sentence
// whose capitals tell nothing has features, and so weights, of its own. Holds scratch: one instance
// a thread.
class NameFeatures {
 public:
  // `lists` must outlive this.
  explicit NameFeatures(const NameLists& lists) : lists_(lists) {}

  // To be called before the sentences of a document, whose words must stay as they are.
  void Load(const DocumentWords& document);

  // *rows = the features of sentence `index` of the document.
  void Extract(size_t index, FeatureRows* rows);

 private:
  void AddWords(size_t i);
  void AddShapes(size_t i);
  void AddAffixes(size_t i);
  void AddPlace(size_t i);
  void AddLists(size_t i);
  void AddClasses(size_t i);
  void AddContext(size_t i);
  void AddOccurrences(const NameContext::Entry& entry, uint32_t self);
  void AddLongestRun(const NameContext::Run& run);

  void Add(uint32_t kind, uint32_t value) { rows_->Add(kind + salt_, value); }
  uint32_t LowerAt(ptrdiff_t i) const;
  uint32_t ShapeAt(ptrdiff_t i) const;
  uint32_t ClassAt(ptrdiff_t i, size_t grain) const;
  uint32_t ListsAt(ptrdiff_t i) const;
  const Word* InSentence(uint32_t word, int offset) const;

  const NameLists& lists_;
  const DocumentWords* document_ = nullptr;
  NameContext context_;
  std::vector<ListMatches> matches_;   // of each word of the document
  std::vector<uint32_t> sentence_of_;  // of each word
  std::vector<uint32_t> list_values_;  // of each word: all its matches as one value
  std::span<const Word> words_;        // of the sentence
  size_t first_ = 0;                   // of the sentence's words
  size_t index_ = 0;
  FeatureRows* rows_ = nullptr;
  uint32_t salt_ = 0;
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_ENTITIES_NAME_FEATURES_H_
