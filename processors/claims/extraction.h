#ifndef NEWSMILL_PROCESSORS_CLAIMS_EXTRACTION_H_
#define NEWSMILL_PROCESSORS_CLAIMS_EXTRACTION_H_

#include <cstdint>
#include <span>
#include <vector>

#include "processors/claims/contents.h"
#include "processors/claims/cues.h"
#include "processors/claims/draft.h"
#include "processors/claims/leading_contents.h"
#include "processors/claims/phrases.h"
#include "processors/claims/reading.h"
#include "processors/claims/sources.h"
#include "processors/claims/turns.h"

namespace newsmill::claims {

// Finds the attributions of a field by rule: cues with their sources and contents, quotations
// and where they go on, "according to", colons, interviews. Scratch is kept between calls; linear
// in the number of tokens, since each cue looks a bounded way around itself.
class Extractor {
 public:
  Extractor()
      : phrases_(reading_),
        clauses_(reading_, phrases_),
        cues_(reading_, phrases_),
        sources_(reading_, phrases_),
        contents_(reading_, phrases_, clauses_),
        leading_(reading_, phrases_, sources_, clauses_) {}
  // The parts point at each other.
  Extractor(const Extractor&) = delete;
  Extractor& operator=(const Extractor&) = delete;

  // Clears *drafts and fills it: the field's own level in text order, then each quotation's.
  void Extract(const Document& document, Field field, std::vector<Draft>* drafts);

  const Reading& reading() const { return reading_; }
  // The field of the last Extract() at its own level; valid until the next one.
  const Reading& TopLevel() {
    reading_.ReadLevel(Quotation::kNone);
    return reading_;
  }

 private:
  void ExtractLevel(int32_t quotation);
  void ExtractSegment(uint32_t segment);
  void TryCue(uint32_t segment, uint32_t item);
  bool TryFollowing(const Segment& segment, const Cue& cue, bool borrowed, Draft* draft);
  uint32_t MainClause(const Segment& segment, uint32_t begin, uint32_t end) const;
  bool SaysWhat(const Segment& segment, const Cue& cue) const;
  bool AsksToDo(const Content& content) const;
  Source Signature(uint32_t segment_index) const;
  Source ClauseSubject(const Segment& segment, uint32_t comma) const;
  Source BorrowedSource(const Segment& segment, const Cue& cue) const;
  void TryAccordingTo(uint32_t segment, uint32_t item);
  void TryColon(uint32_t segment, size_t first_draft);
  void TryDash(uint32_t segment);
  void TryLabel(uint32_t segment);
  bool Continues(uint32_t segment, const Item& quotation);
  bool ContinuesClause(uint32_t segment, const Item& quotation);
  void ContinueInside(uint32_t segment);
  bool EndsAt(const Draft& draft, uint32_t token) const;
  bool IsClause(const Draft& draft, const Segment& segment) const;
  Draft* SpokeBefore(uint32_t segment);
  void GoOn(Draft* draft, TokenRange piece, uint32_t segment, const Item& quotation);
  bool Introduced(uint32_t segment, Draft* draft) const;
  void TakeQuotations(uint32_t segment, size_t first_draft);
  void AddTurns();
  Source Inherited(const Segment& segment, uint32_t cue) const;
  bool IsPure(const Segment& segment) const;
  bool IsTitle(const Item& quotation) const;
  bool HasOtherMarks(const Item& quotation) const;
  bool IsUsed(int32_t quotation) const;
  const Quotation& QuotationOf(const Item& item) const {
    return reading_.quotations()[static_cast<size_t>(item.quotation)];
  }
  void Use(const Item& item, size_t draft);
  void Add(const Draft& draft);
  Draft NewDraft(uint32_t segment, float confidence) const;

  Reading reading_;
  PhraseFinder phrases_;
  ClauseFinder clauses_;
  CueFinder cues_;
  SourceFinder sources_;
  ContentFinder contents_;
  LeadingContentFinder leading_;
  std::vector<Draft>* drafts_ = nullptr;
  std::vector<int32_t> used_by_;  // per quotation: the draft whose content it is
  std::vector<Turn> turns_;
  size_t level_first_draft_ = 0;
  int32_t parent_ = Draft::kNone;
};

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_EXTRACTION_H_
