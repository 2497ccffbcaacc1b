#ifndef NEWSMILL_PROCESSORS_ENTITIES_SALIENCE_H_
#define NEWSMILL_PROCESSORS_ENTITIES_SALIENCE_H_

#include "processors/base/document.h"

namespace newsmill {

// Sets Entity::salience, 0..1: how likely a headline names it, given how often the text does (also
// beside the entity named most), how early, and whether in its first sentence; where the headline
// does, half of the way from there to 1.
void SetSalience(Document& doc);

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_ENTITIES_SALIENCE_H_
