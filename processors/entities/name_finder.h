#ifndef NEWSMILL_PROCESSORS_ENTITIES_NAME_FINDER_H_
#define NEWSMILL_PROCESSORS_ENTITIES_NAME_FINDER_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "processors/base/document.h"
#include "processors/entities/candidate.h"
#include "processors/entities/gazetteer.h"
#include "processors/entities/sentence_view.h"

namespace newsmill {

// Finds names by the gazetteer alone, for languages without a trained tagger. Linear in the text.
// Holds scratch: one instance a thread.
class NameFinder {
 public:
  // `gazetteer` must outlive the finder.
  explicit NameFinder(const Gazetteer& gazetteer) : gazetteer_(gazetteer), view_(gazetteer) {}
  NameFinder(const NameFinder&) = delete;
  NameFinder& operator=(const NameFinder&) = delete;

  // Appends the candidates of `field` in text order, not overlapping.
  void Find(const Document& doc, Field field, std::vector<Candidate>* candidates);

 private:
  // A stretch of tokens of the sentence, half-open.
  struct Run {
    size_t begin = 0;
    size_t end = 0;
  };

  void FindInSentence();
  void Add(Run run, size_t phrase_begin, int32_t entry, bool titled);

  const Gazetteer& gazetteer_;
  SentenceView view_;
  Field field_ = Field::kText;
  std::vector<Candidate>* candidates_ = nullptr;
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_ENTITIES_NAME_FINDER_H_
