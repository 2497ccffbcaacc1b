#ifndef NEWSMILL_PROCESSORS_CLAIMS_ATTRIBUTION_DRAFTS_H_
#define NEWSMILL_PROCESSORS_CLAIMS_ATTRIBUTION_DRAFTS_H_

#include <cstdint>
#include <span>
#include <vector>

#include "processors/claims/attribution_tagger.h"
#include "processors/claims/attribution_text.h"
#include "processors/claims/draft.h"
#include "processors/claims/draft_judge.h"
#include "processors/claims/inner_drafts.h"
#include "processors/claims/model_drafts.h"
#include "processors/claims/reading.h"
#include "processors/learning/linear_chain.h"

namespace newsmill::claims {

// Makes one list of drafts of what the model found and of what the rules found. Where both have the
// same attribution, the model has the say about the words of cue and source, the rules about most
// contents, about lemma, stance and names; they also add what the model does not look for: turns of
// interviews, quotations without a cue, attributions inside others. Holds scratch.
class DraftMaker {
 public:
  // `reading` must outlive this and stand at the field's own level during Make(); `trust`, if there
  // is one, too: it says how likely drafts are right. Those below `min_confidence` are left out, of
  // the text's own level; without `trust` all are kept.
  DraftMaker(const Reading& reading, const LinearChain* trust, float min_confidence)
      : reading_(reading),
        found_(reading),
        judge_(reading, trust, min_confidence),
        inner_(reading) {}

  // *drafts: in, those of the rules, as Extractor::Extract gives them; out, all, in the same order.
  void Make(const AttributionText& text, std::span<const PartGuess> guesses,
            std::span<const Attribution> found, std::vector<Draft>* drafts);

 private:
  void IndexRules(std::span<const Draft> rules);
  int32_t RuleOf(const Draft& draft, std::span<const Draft> rules) const;
  void CountContents(const AttributionText& text, std::span<const Attribution> found);
  void LookAround(int32_t rule, Draft* draft) const;
  void TakeSource(const Draft& rule, Draft* draft) const;
  bool KnowsContent(const Draft& rule, const Draft& draft) const;
  void TakeFromRule(const Draft& rule, Draft* draft) const;
  bool IsKept(const Draft& rule) const;
  void AddMade(const Draft& draft);
  void Sort(std::vector<Draft>* drafts);
  void SetParents(std::span<const Draft> rules);

  const Reading& reading_;
  ModelDrafts found_;
  DraftJudge judge_;
  InnerDrafts inner_;
  // Of each token: the rules' draft in whose cue or content it is, or -1; likewise the model's
  // draft in whose content it is; whether it is in a turn.
  std::vector<int32_t> cue_rule_, content_rule_, content_made_;
  std::vector<bool> in_turn_;
  // Likewise in how many contents of the model it is, and of those that the model is sure of.
  std::vector<int32_t> contents_, sure_contents_;
  std::vector<bool> used_;  // of each of the rules' drafts: whether the model found it too
  std::vector<Draft> made_, sorted_;
  // Of each of made_ and sorted_: the rules' draft that it is, or -1.
  std::vector<int32_t> from_rule_, rule_of_;
  std::vector<uint32_t> order_;
};

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_ATTRIBUTION_DRAFTS_H_
