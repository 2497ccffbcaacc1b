#include "processors/coreference/passage.h"

#include <algorithm>

namespace newsmill::coreference {
namespace {

bool IsNamed(const Mention& mention) {
  return mention.kind == MentionKind::kName || mention.kind == MentionKind::kAlias;
}

}  // namespace

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
  const std::vector<Mention>& mentions = document_->mentions;
  order_.clear();
  for (uint32_t i = 0; i < mentions.size(); ++i) {
    if (IsNamed(mentions[i]) && mentions[i].span.field == field_) order_.push_back(i);
  }
  std::ranges::sort(order_, {}, [&](uint32_t i) { return mentions[i].span.begin; });
  names_.clear();
  name_at_.assign(layout_->tokens.size(), kNone);
  uint32_t token = 0;
  const auto count = static_cast<uint32_t>(layout_->tokens.size());
  for (const uint32_t i : order_) {
    const TextSpan& span = mentions[i].span;
    while (token < count && layout_->tokens[token].begin < span.begin) ++token;
    uint32_t end = token;
    while (end < count && layout_->tokens[end].end < span.end) ++end;
    if (end == count) break;
    if (layout_->tokens[token].begin != span.begin || layout_->tokens[end].end != span.end)
      continue;
    std::fill(name_at_.begin() + token, name_at_.begin() + end + 1,
              static_cast<int32_t>(names_.size()));
    names_.push_back({token, end + 1, static_cast<int32_t>(i), mentions[i].entity});
    token = end + 1;
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
