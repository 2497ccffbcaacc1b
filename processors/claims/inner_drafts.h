#ifndef NEWSMILL_PROCESSORS_CLAIMS_INNER_DRAFTS_H_
#define NEWSMILL_PROCESSORS_CLAIMS_INNER_DRAFTS_H_

#include <cstdint>
#include <vector>

#include "processors/claims/draft.h"
#include "processors/claims/reading.h"

namespace newsmill::claims {

// Says which attributions inside the content of another are claims of their own: "X said Y had told
// him that …" is two, "X hopes to praise what he calls “real”" one. Holds scratch.
class InnerDrafts {
 public:
  // `reading` must outlive this and stand at the field's own level during Drop().
  explicit InnerDrafts(const Reading& reading) : reading_(reading) {}

  // Takes out of *drafts those that are none; (*tags)[i] goes with (*drafts)[i].
  void Drop(std::vector<Draft>* drafts, std::vector<int32_t>* tags);

 private:
  void MarkContents(const std::vector<Draft>& drafts);
  bool IsOwnDoing(const Draft& draft) const;
  bool HasTo(const Draft& draft) const;
  bool IsToldInQuotation(const Draft& draft) const;
  bool IsClaim(const Draft& draft) const;
  bool IsSentence(const Draft& draft) const;
  bool IsExplicit(const Draft& draft) const;

  const Reading& reading_;
  std::vector<bool> in_content_;  // per token: whether some draft of the field's own level says it
  std::vector<bool> fronted_;     // whether such a content begins here and its cue comes later
};

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_INNER_DRAFTS_H_
