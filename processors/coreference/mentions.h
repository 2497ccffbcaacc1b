#ifndef NEWSMILL_PROCESSORS_COREFERENCE_MENTIONS_H_
#define NEWSMILL_PROCESSORS_COREFERENCE_MENTIONS_H_

#include "processors/base/document.h"

namespace newsmill {

// Adds a mention for each reference to an entity that is at least `min_confidence` sure: pronouns
// and descriptions. The mention is as sure as the reference and the entity's name together.
void AddReferences(float min_confidence, Document& doc);

// The reference whose words are these, or of which these say more ("the minister, who had"): the
// first within `words`; null if there is none. Logarithmic in the references.
const Reference* FindReference(const Document& doc, const TextSpan& words);

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_COREFERENCE_MENTIONS_H_
