#ifndef NEWSMILL_PROCESSORS_ENTITIES_NAME_SHAPE_H_
#define NEWSMILL_PROCESSORS_ENTITIES_NAME_SHAPE_H_

#include <cstddef>

#include "processors/entities/sentence_view.h"

namespace newsmill {

// Where names may begin and end in a sentence, by capitals, particles, initials, linking words
// and quotation marks. Indices are the view's. Holds no state of its own.
class NameShape {
 public:
  // `view` must outlive the shape; it is read anew at every call.
  explicit NameShape(const SentenceView& view) : view_(view) {}

  // Whether the word at i may be a word of a name.
  bool IsNameWord(size_t i) const;
  // Whether a name may begin at i: a name word, a particle before one, or a known name.
  bool StartsName(size_t i) const;
  // The end of the run of name words and what links them ("Ministry of Health and Welfare", "José
  // “Zeca” Almada") that begins at i.
  size_t EndOfRun(size_t i) const;
  // The end of a title of a work that begins at i (“The Mud Book”); i where none does.
  size_t EndOfQuotedTitle(size_t i) const;

 private:
  bool IsOrdinaryCompound(size_t i) const;
  bool IsBareInitial(size_t i) const;
  bool ContinuesInHeadline(size_t i) const;
  size_t ExtendOverParticles(size_t i) const;
  size_t ExtendOverLink(size_t begin, size_t i) const;
  size_t ExtendOverNickname(size_t begin, size_t i) const;
  bool EndsInstitution(size_t begin, size_t next) const;
  bool IsSpeltOut(size_t i) const;

  const SentenceView& view_;
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_ENTITIES_NAME_SHAPE_H_
