#ifndef NEWSMILL_PROCESSORS_CLAIMS_TURNS_H_
#define NEWSMILL_PROCESSORS_CLAIMS_TURNS_H_

#include <cstdint>
#include <vector>

#include "processors/claims/reading.h"

namespace newsmill::claims {

// What one side of an interview says: a paragraph behind its label ("Q:", "Ana Ruiz:", perhaps
// behind a quotation mark), with the paragraphs that follow behind a mark alone where it has one
// itself.
struct Turn {
  uint32_t first_segment = 0;
  uint32_t end_segment = 0;
  uint32_t label = 0;  // items: the label's first, and its colon
  uint32_t colon = 0;
  bool marked = false;  // a quotation mark stands before the label
};

// Clears *turns and fills it if the text is an interview: at least four turns, with labels that
// come back. `reading` stands at the text's own level.
void FindTurns(const Reading& reading, std::vector<Turn>* turns);

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_TURNS_H_
