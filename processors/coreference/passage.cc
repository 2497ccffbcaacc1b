#include "processors/coreference/passage.h"

#include <algorithm>

namespace newsmill::coreference {

void Passage::Start(const Document& document, Field field) {
  document_ = &document;
  field_ = field;
  text_ = document.Text(field);
  layout_ = &document.layout(field);
  scanner_.Scan(text_, *layout_, &quotations_);
  quotation_at_.assign(layout_->tokens.size(), kNone);
  // Inner quotations come later; their number is bounded by QuotationScanner::kMaxDepth a token.
  for (size_t q = 0; q < quotations_.size(); ++q) {
    std::fill(quotation_at_.begin() + quotations_[q].first_token,
              quotation_at_.begin() + quotations_[q].end_token, static_cast<int32_t>(q));
  }
  starts_.assign(layout_->tokens.size(), false);
  for (const Sentence& sentence : layout_->sentences) {
    if (sentence.first_token < starts_.size()) starts_[sentence.first_token] = true;
  }
  FindNames();
  ReadWords();
}

void Passage::ReadWords() {
  facts_.assign(layout_->tokens.size(), 0);
  for (uint32_t t = 0; t < facts_.size(); ++t) {
    const TokenKind kind = layout_->tokens[t].kind;
    if (kind != TokenKind::kWord && kind != TokenKind::kClitic) continue;
    if (name_at_[t] == kNone) facts_[t] = FactsOf(Word(t));
  }
}

void Passage::FindNames() {
  name_finder_.Find(*document_, field_, &names_);
  name_at_.assign(layout_->tokens.size(), kNone);
  for (size_t n = 0; n < names_.size(); ++n) {
    std::fill(name_at_.begin() + names_[n].first_token, name_at_.begin() + names_[n].end_token,
              static_cast<int32_t>(n));
  }
}

bool Passage::IsStop(uint32_t t) const {
  if (t >= size()) return true;
  const std::string_view word = Word(t);
  return word == "." || word == "?" || word == "!" || word == "…" || word == "...";
}

bool Passage::IsContent(uint32_t t) const {
  if (t >= size() || name_at_[t] != kNone) return false;
  const TokenKind kind = token(t).kind;
  if (kind != TokenKind::kWord && kind != TokenKind::kNumber) return false;
  const uint64_t facts = facts_[t];
  if ((facts & word::kNoun) != 0) return true;
  return (facts & (word::kFunction | word::kVerb | word::kSpeech | word::kTime)) == 0;
}

TextSpan Passage::Span(uint32_t first_token, uint32_t end_token) const {
  if (first_token >= end_token) return {0, 0, field_};
  return {layout_->tokens[first_token].begin, layout_->tokens[end_token - 1].end, field_};
}

}  // namespace newsmill::coreference
