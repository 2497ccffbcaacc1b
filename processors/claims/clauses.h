#ifndef NEWSMILL_PROCESSORS_CLAIMS_CLAUSES_H_
#define NEWSMILL_PROCESSORS_CLAIMS_CLAUSES_H_

#include <cstdint>

#include "processors/claims/phrases.h"
#include "processors/claims/reading.h"

namespace newsmill::claims {

// Decides what is a clause and where it ends. Every look is bounded.
class ClauseFinder {
 public:
  ClauseFinder(const Reading& reading, const PhraseFinder& phrases)
      : reading_(reading), phrases_(phrases) {}

  // Where the content of `verb` that starts at `begin` ends, without the full stop: at the
  // sentence's end or where another attribution or the reporter's own words begin.
  uint32_t ClauseEnd(const Segment& segment, uint32_t begin, const CueVerb& verb) const;
  // Whether a finite verb follows soon: "it had not been", against "the complaint".
  bool StartsClause(const Segment& segment, uint32_t begin) const;
  // Whether a finite verb, or a quotation, stands in items [begin, end).
  bool HasVerb(uint32_t begin, uint32_t end) const;
  // The end without full stops, commas and stray marks.
  uint32_t TrimEnd(uint32_t begin, uint32_t end) const;

 private:
  bool IsCitation(const Item& item) const;
  bool HasSubordinator(uint32_t begin, uint32_t end) const;
  bool IsPlainObject(uint32_t begin, uint32_t limit, const CueVerb& verb) const;
  bool EndsObject(const Segment& segment, uint32_t at) const;
  bool IsComparison(const Segment& segment, uint32_t at) const;
  bool IsOccasion(const Segment& segment, uint32_t preposition) const;
  bool EndsAtComma(const Segment& segment, uint32_t begin, uint32_t comma) const;
  bool EndsAtCoordinator(const Segment& segment, uint32_t begin, uint32_t coordinator) const;
  bool HasSubjectAndCue(const Segment& segment, uint32_t begin) const;

  const Reading& reading_;
  const PhraseFinder& phrases_;
};

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_CLAUSES_H_
