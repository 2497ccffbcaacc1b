#ifndef NEWSMILL_PROCESSORS_CLAIMS_MODEL_DRAFTS_H_
#define NEWSMILL_PROCESSORS_CLAIMS_MODEL_DRAFTS_H_

#include <cstdint>

#include "processors/claims/attribution_tagger.h"
#include "processors/claims/attribution_text.h"
#include "processors/claims/draft.h"
#include "processors/claims/phrases.h"
#include "processors/claims/reading.h"
#include "processors/claims/sources.h"

namespace newsmill::claims {

// Reads what the model found as the rules would: lemma, stance and negation of the cue, whose name
// the source is.
class ModelDrafts {
 public:
  // `reading` must outlive this and stand at the field's own level during Of().
  explicit ModelDrafts(const Reading& reading)
      : reading_(reading), phrases_(reading), sources_(reading, phrases_) {}
  // The parts point at each other.
  ModelDrafts(const ModelDrafts&) = delete;
  ModelDrafts& operator=(const ModelDrafts&) = delete;

  Draft Of(const AttributionText& text, const Attribution& attribution) const;

 private:
  uint32_t SegmentOf(uint32_t token) const;
  bool IsNegated(const TokenRange& cue) const;
  void ReadCue(Draft* draft) const;
  TokenRange Trimmed(TokenRange range) const;
  bool IsHearer(const Draft& draft) const;

  const Reading& reading_;
  PhraseFinder phrases_;
  SourceFinder sources_;
};

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_MODEL_DRAFTS_H_
