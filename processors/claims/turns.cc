#include "processors/claims/turns.h"

#include <algorithm>

namespace newsmill::claims {

// Paragraphs that begin with a short label and a colon are turns if labels come back.
void FindTurns(const Reading& reading, std::vector<Turn>* turns) {
  turns->clear();
  const auto items = reading.items();
  const auto segments = reading.segments();
  if (reading.level() != 0 || reading.field() != Field::kText) return;
  for (uint32_t s = 0; s < segments.size(); ++s) {
    if (!segments[s].starts_paragraph && s != 0) {
      if (!turns->empty() && turns->back().end_segment == s) turns->back().end_segment = s + 1;
      continue;
    }
    const uint32_t end = std::min(segments[s].end, segments[s].begin + 5);
    for (uint32_t i = segments[s].begin; i < end; ++i) {
      if (items[i].Is(ItemKind::kColon)) {
        if (i > segments[s].begin && i + 1 < segments[s].end) turns->push_back({s, s + 1, i});
        break;
      }
      if (!items[i].capitalised) break;
    }
  }
  // Speakers take turns: a label equals the one before last.
  size_t returns = 0;
  for (size_t t = 2; t < turns->size(); ++t) {
    const Item& a = items[(*turns)[t].colon - 1];
    const Item& b = items[(*turns)[t - 2].colon - 1];
    returns += reading.TokenText(a.end_token - 1) == reading.TokenText(b.end_token - 1) ? 1U : 0U;
  }
  if (turns->size() < 4 || returns < 2) turns->clear();
}

}  // namespace newsmill::claims
