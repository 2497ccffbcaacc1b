#ifndef NEWSMILL_PROCESSORS_CLAIMS_LEADING_CONTENTS_H_
#define NEWSMILL_PROCESSORS_CLAIMS_LEADING_CONTENTS_H_

#include <cstdint>
#include <span>

#include "processors/claims/clauses.h"
#include "processors/claims/draft.h"
#include "processors/claims/phrases.h"
#include "processors/claims/reading.h"
#include "processors/claims/sources.h"

namespace newsmill::claims {

// Confidence of a whole quotation beside its cue.
inline constexpr float kSure = 0.9F;

// The tokens of items [begin_item, end_item).
TokenRange TokensOf(const Reading& reading, uint32_t begin_item, uint32_t end_item);

// Decides about content that stands before its cue. `after` is the item behind the cue. Every
// look is bounded.
class LeadingContentFinder {
 public:
  LeadingContentFinder(const Reading& reading, const PhraseFinder& phrases,
                       const SourceFinder& sources, const ClauseFinder& clauses)
      : reading_(reading), phrases_(phrases), sources_(sources), clauses_(clauses) {}

  // `“…,” said X` and `“…,” X said`, with the rest of a split quotation: adds the pieces (and the
  // source, where it follows) to *draft. A quotation that `used_by` gives to a draft is not
  // taken again.
  bool Quoted(const Segment& segment, uint32_t cue, uint32_t after,
              std::span<const int32_t> used_by, Draft* draft) const;
  // "The cause was heart failure, her husband said", for the comma before the subject; with what
  // follows a parenthetical ("Inflation, he added, had fallen").
  bool Indirect(const Segment& segment, uint32_t comma, uint32_t after, Draft* draft) const;
  // "…, said the ministry."
  bool Inverted(const Segment& segment, uint32_t cue, uint32_t after, Draft* draft) const;

  // Where the content before `comma` starts: the sentence, or behind a colon or semicolon.
  uint32_t ContentStart(const Segment& segment, uint32_t comma) const;
  // Adds the quotation behind a comma after item `after` to *draft: `…,” X said, “…”`.
  void AddFollowingQuotation(const Segment& segment, uint32_t after, Draft* draft) const;

 private:
  bool StartsBehind(const Item& before, const Item& quotation) const;
  int32_t QuotationBefore(const Segment& segment, uint32_t end) const;

  const Reading& reading_;
  const PhraseFinder& phrases_;
  const SourceFinder& sources_;
  const ClauseFinder& clauses_;
};

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_LEADING_CONTENTS_H_
