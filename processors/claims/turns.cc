#include "processors/claims/turns.h"

#include <algorithm>

namespace newsmill::claims {
namespace {

// A mark that opens no quotation.
bool IsQuotationMark(const Reading& reading, const Item& item) {
  if (item.Is(ItemKind::kQuotation)) return false;
  const TokenKind kind = reading.tokens()[item.first_token].kind;
  return kind == TokenKind::kOpenQuote || kind == TokenKind::kStraightQuote;
}

// "Ruiz: 1,769." is a line of a table.
bool HasWord(const Reading& reading, uint32_t begin, uint32_t end) {
  for (uint32_t i = begin; i < end; ++i) {
    const Item& item = reading.items()[i];
    if (!item.Is(ItemKind::kNumber) && !item.Is(ItemKind::kComma) && !item.Is(ItemKind::kStop)) {
      return true;
    }
  }
  return false;
}

void AddTurn(const Turn& turn, std::vector<Turn>* turns) {
  if (!turns->empty() && turns->back().end_segment > turn.first_segment) {
    turns->back().end_segment = turn.first_segment;
  }
  turns->push_back(turn);
}

}  // namespace

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
    uint32_t label = segments[s].begin;
    const bool marked = IsQuotationMark(reading, items[label]);
    if (marked) ++label;
    if (!turns->empty() && turns->back().end_segment == s && turns->back().marked &&
        (marked || items[label].Is(ItemKind::kQuotation))) {
      turns->back().end_segment = s + 1;  // the transcript's next paragraph, perhaps a turn itself
    }
    const uint32_t end = std::min(segments[s].end, label + 5);
    for (uint32_t i = label; i < end; ++i) {
      if (items[i].Is(ItemKind::kColon)) {
        if (i > label && HasWord(reading, i + 1, segments[s].end))
          AddTurn({s, s + 1, label, i, marked}, turns);
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
