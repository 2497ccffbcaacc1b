#ifndef NEWSMILL_PROCESSORS_ENTITIES_SALIENCE_H_
#define NEWSMILL_PROCESSORS_ENTITIES_SALIENCE_H_

#include "processors/base/document.h"

namespace newsmill {

// Sets Entity::salience, 0..1: how much the article is about it. Three parts: named in the title,
// how early in the text, and how often compared with the entity named most.
void SetSalience(Document& doc);

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_ENTITIES_SALIENCE_H_
