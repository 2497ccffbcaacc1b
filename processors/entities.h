#ifndef NEWSMILL_PROCESSORS_ENTITIES_H_
#define NEWSMILL_PROCESSORS_ENTITIES_H_

#include "processors/processor.h"

namespace newsmill {

// Stage `entities`: fills doc.entities and doc.mentions for title and text. Needs `sentences`; uses
// the language where `language` has set it. Three steps, each a file of entities/: candidate names
// with evidence for their types (name_finder.h), merging into entities (entity_merger.h), salience
// (salience.h). A trained tagger replaces the first.
//
// Options: `min_confidence` (0..1, default 0.15): less sure entities are left out.
absl::StatusOr<ProcessorFactory> NewEntities(OptionsReader& options);

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_ENTITIES_H_
