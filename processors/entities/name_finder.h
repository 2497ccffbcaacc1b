#ifndef NEWSMILL_PROCESSORS_ENTITIES_NAME_FINDER_H_
#define NEWSMILL_PROCESSORS_ENTITIES_NAME_FINDER_H_

#include <vector>

#include "processors/base/document.h"
#include "processors/entities/candidate.h"
#include "processors/entities/gazetteer.h"
#include "processors/entities/name_shape.h"
#include "processors/entities/sentence_view.h"

namespace newsmill {

// Finds spans that may be names, by their shape (capitals, particles, initials, hyphens) and by
// the gazetteer, and gathers evidence for their types. Linear in the text. Holds scratch: one
// instance a thread.
class NameFinder {
 public:
  // `gazetteer` must outlive the finder.
  explicit NameFinder(const Gazetteer& gazetteer)
      : gazetteer_(gazetteer), view_(gazetteer), shape_(view_) {}
  NameFinder(const NameFinder&) = delete;
  NameFinder& operator=(const NameFinder&) = delete;

  // Appends the candidates of `field` in text order, not overlapping. `by_shape` false: only what
  // the gazetteer vouches for, for languages in which capitals do not mark names.
  void Find(const Document& doc, Field field, bool by_shape, std::vector<Candidate>* candidates);

 private:
  // A stretch of tokens of the sentence, half-open.
  struct Run {
    size_t begin = 0;
    size_t end = 0;
    size_t size() const { return end - begin; }
  };

  enum class Verdict : uint8_t { kName, kSurnameAtMost, kNoName };

  void FindInSentence();
  void FindKnown();
  bool IsPartOfInstitution(Run run, size_t i) const;
  bool TakeCompound(size_t i);

  void Segment(Run run);
  bool SkipTitle(Run run, size_t* at);
  size_t EndOfSegment(Run run, size_t at) const;
  void TakeSegment(Run segment, size_t phrase_begin, bool titled);
  size_t KnownPrefixToSplit(Run segment, const Gazetteer::Match& match) const;
  void TakeSingle(Run segment, size_t phrase_begin, int32_t entry, bool titled);
  Verdict JudgeSingle(size_t i, bool titled) const;
  void Add(Run run, size_t phrase_begin, int32_t entry, bool titled);
  void AddPiece(size_t i, uint32_t begin, uint32_t end, int32_t entry);

  const Gazetteer& gazetteer_;
  SentenceView view_;
  NameShape shape_;  // of view_
  Field field_ = Field::kText;
  std::vector<Candidate>* candidates_ = nullptr;
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_ENTITIES_NAME_FINDER_H_
