#ifndef NEWSMILL_PROCESSORS_CLAIMS_DRAFT_JUDGE_H_
#define NEWSMILL_PROCESSORS_CLAIMS_DRAFT_JUDGE_H_

#include <cstdint>
#include <span>
#include <vector>

#include "processors/claims/attribution_tagger.h"
#include "processors/claims/attribution_text.h"
#include "processors/claims/draft.h"
#include "processors/claims/reading.h"
#include "processors/learning/linear_chain.h"

namespace newsmill::claims {

// Says how likely drafts are right, and which to believe. Holds scratch.
class DraftJudge {
 public:
  // `reading` must outlive this and stand at the field's own level meanwhile; `trust`, a regression
  // over what ExtractTrustFeatures() gives, too. Without it (null) everything is believed.
  DraftJudge(const Reading& reading, const LinearChain* trust, float min_confidence)
      : reading_(reading), trust_(trust), min_confidence_(min_confidence) {}

  // Whether it can tell how likely drafts are right.
  bool knows() const { return trust_ != nullptr; }

  // Sets how likely the draft is right, if that is known. False where that is below
  // `min_confidence`.
  bool Judge(const AttributionText& text, std::span<const PartGuess> guesses, Draft* draft);

  // Whether to believe the model that the rules know nothing of: where its convention is ours and
  // it is sure. The draft has been judged.
  bool IsSureAlone(const AttributionText& text, const Draft& draft) const;

 private:
  static bool LeadsSentence(const Draft& draft);
  bool IsPlain(const Draft& draft) const;
  bool IsSilence(const Draft& draft) const;
  bool IsAddressee(const AttributionText& text, const Draft& draft) const;

  const Reading& reading_;
  const LinearChain* const trust_;
  const float min_confidence_;
  FeatureRows rows_;
  LinearChain::Workspace work_;
  std::vector<uint8_t> labels_;
};

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_DRAFT_JUDGE_H_
