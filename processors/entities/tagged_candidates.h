#ifndef NEWSMILL_PROCESSORS_ENTITIES_TAGGED_CANDIDATES_H_
#define NEWSMILL_PROCESSORS_ENTITIES_TAGGED_CANDIDATES_H_

#include <span>
#include <vector>

#include "processors/base/document.h"
#include "processors/entities/candidate.h"
#include "processors/entities/gazetteer.h"
#include "processors/entities/name_tagger.h"
#include "processors/entities/sentence_view.h"

namespace newsmill {

// Makes candidates of the names that a tagger found: adds the gazetteer's entry of exactly this
// name and the titles before it. Linear. Holds scratch: one instance a thread.
class TaggedCandidates {
 public:
  // `gazetteer` must outlive this.
  explicit TaggedCandidates(const Gazetteer& gazetteer) : gazetteer_(gazetteer), view_(gazetteer) {}

  // Appends the candidates of `names`, which are those of `doc` in text order, title first; `words`
  // are the words they were found in.
  void Add(const Document& doc, const DocumentWords& words, std::span<const TaggedName> names,
           std::vector<Candidate>* candidates);

 private:
  Candidate Make(const DocumentWords& words, const TaggedName& name) const;
  uint32_t PhraseBegin(uint32_t first_token, const TaggedName& name) const;

  const Gazetteer& gazetteer_;
  SentenceView view_;
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_ENTITIES_TAGGED_CANDIDATES_H_
