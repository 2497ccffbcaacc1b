#ifndef NEWSMILL_PROCESSORS_CLAIMS_CONTENTS_H_
#define NEWSMILL_PROCESSORS_CLAIMS_CONTENTS_H_

#include <cstdint>

#include "processors/claims/reading.h"
#include "processors/claims/sources.h"

namespace newsmill::claims {

// Half-open range of items that holds what was said.
struct Content {
  bool found = false;
  bool quotation = false;  // one whole quotation and nothing else
  uint32_t begin = 0;
  uint32_t end = 0;
};

// Decides where content that follows its cue begins and ends. Every look is bounded.
class ContentFinder {
 public:
  ContentFinder(const Reading& reading, const SourceFinder& sources)
      : reading_(reading), sources_(sources) {}

  // The content of `verb` in the items from `begin`, which is behind the cue and its particle.
  Content After(const Segment& segment, uint32_t begin, const CueVerb& verb) const;

  // Where a clause that starts at `begin` ends, without the full stop.
  uint32_t ClauseEnd(const Segment& segment, uint32_t begin, const CueVerb& verb) const;

  // Whether a finite verb, or a quotation, stands in items [begin, end).
  bool HasVerb(uint32_t begin, uint32_t end) const;

  // The end without full stops, commas and stray marks.
  uint32_t TrimEnd(uint32_t begin, uint32_t end) const;

 private:
  Content Explicit(const Segment& segment, uint32_t begin, const CueVerb& verb) const;
  Content AfterAddressee(const Segment& segment, uint32_t begin, const CueVerb& verb) const;
  Content Anchored(const Segment& segment, uint32_t begin, const CueVerb& verb) const;
  Content Named(const Segment& segment, uint32_t begin, const CueVerb& verb) const;
  Content Object(const Segment& segment, uint32_t begin, const CueVerb& verb) const;
  Content Make(const Segment& segment, uint32_t begin, const CueVerb& verb) const;
  Content Quoted(const Segment& segment, uint32_t quotation, const CueVerb& verb) const;
  bool StartsClause(const Segment& segment, uint32_t begin) const;
  bool IsLevelAddressee(const Segment& segment, uint32_t begin, uint32_t* end) const;
  bool HasSubordinator(uint32_t begin, uint32_t end) const;
  bool EndsAtComma(const Segment& segment, uint32_t begin, uint32_t comma) const;
  bool EndsAtCoordinator(const Segment& segment, uint32_t begin, uint32_t coordinator) const;
  bool HasSubjectAndCue(const Segment& segment, uint32_t begin) const;

  const Reading& reading_;
  const SourceFinder& sources_;
};

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_CONTENTS_H_
