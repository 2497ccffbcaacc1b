#ifndef NEWSMILL_PROCESSORS_CLAIMS_TURNS_H_
#define NEWSMILL_PROCESSORS_CLAIMS_TURNS_H_

#include <cstdint>
#include <vector>

#include "processors/claims/reading.h"

namespace newsmill::claims {

// What one side of an interview says: a paragraph behind its label ("Q:", "Ana Ruiz:"), with the
// paragraphs that follow without one.
struct Turn {
  uint32_t first_segment = 0;
  uint32_t end_segment = 0;
  uint32_t colon = 0;  // item
};

// Clears *turns and fills it if the text is an interview: at least four turns, with labels that
// come back. `reading` stands at the text's own level.
void FindTurns(const Reading& reading, std::vector<Turn>* turns);

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_TURNS_H_
