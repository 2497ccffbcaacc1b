#include "processors/claims/draft_words.h"

namespace newsmill::claims {

bool HasQuotation(const Reading& reading, const Draft& draft) {
  for (size_t p = 0; p < draft.piece_count; ++p) {
    for (uint32_t t = draft.pieces[p].first; t < draft.pieces[p].end; ++t) {
      if (reading.DepthOf(t) > 0) return true;
    }
  }
  return false;
}

bool IsClauseOrQuotation(const Reading& reading, const Draft& draft) {
  const uint32_t first = draft.pieces[0].first;
  const Item& word = reading.word(first);
  const bool clause = word.Is(WordClass::kThat) || word.Is(WordClass::kQuestion);
  return clause || draft.quotation || reading.DepthOf(first) > 0;
}

}  // namespace newsmill::claims
