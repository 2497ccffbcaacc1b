#ifndef NEWSMILL_PROCESSORS_CLAIMS_CONTENTS_H_
#define NEWSMILL_PROCESSORS_CLAIMS_CONTENTS_H_

#include <cstdint>

#include "processors/claims/clauses.h"
#include "processors/claims/phrases.h"
#include "processors/claims/reading.h"

namespace newsmill::claims {

// Half-open range of items that holds what was said.
struct Content {
  bool found = false;
  bool quotation = false;  // one whole quotation and nothing else
  uint32_t begin = 0;
  uint32_t end = 0;
};

// Decides where content that follows its cue begins. Every look is bounded.
class ContentFinder {
 public:
  ContentFinder(const Reading& reading, const PhraseFinder& phrases, const ClauseFinder& clauses)
      : reading_(reading), phrases_(phrases), clauses_(clauses) {}

  // The content of `verb` in the items from `begin`, which is behind the cue and its particle.
  Content After(const Segment& segment, uint32_t begin, const CueVerb& verb) const;

 private:
  Content Explicit(const Segment& segment, uint32_t begin, const CueVerb& verb) const;
  Content AfterAddressee(const Segment& segment, uint32_t begin, const CueVerb& verb) const;
  Content Anchored(const Segment& segment, uint32_t begin, const CueVerb& verb) const;
  bool EndsName(const Segment& segment, uint32_t quotation, bool behind) const;
  Content Named(const Segment& segment, uint32_t begin, const CueVerb& verb) const;
  Content Object(const Segment& segment, uint32_t begin, const CueVerb& verb) const;
  Content Make(const Segment& segment, uint32_t begin, const CueVerb& verb) const;
  Content Quoted(const Segment& segment, uint32_t quotation, const CueVerb& verb) const;
  bool IsAddressee(const Segment& segment, uint32_t begin, uint32_t* end) const;

  const Reading& reading_;
  const PhraseFinder& phrases_;
  const ClauseFinder& clauses_;
};

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_CONTENTS_H_
