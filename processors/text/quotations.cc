#include "processors/text/quotations.h"

#include <algorithm>

namespace newsmill {
namespace {

constexpr uint32_t kOpenEnd = UINT32_MAX;

bool IsSpace(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\0'; }
bool IsWordByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         (static_cast<unsigned char>(c) & 0x80) != 0;
}
bool OpensBefore(char c) { return IsSpace(c) || c == '(' || c == '[' || c == '-'; }

std::string_view TokenText(std::string_view text, const Token& token) {
  return text.substr(token.begin, token.end - token.begin);
}

}  // namespace

char QuotationScanner::Before(size_t token) const {
  const uint32_t begin = layout_->tokens[token].begin;
  return begin == 0 ? '\0' : text_[begin - 1];
}

char QuotationScanner::After(size_t token) const {
  const uint32_t end = layout_->tokens[token].end;
  return end >= text_.size() ? '\0' : text_[end];
}

// Whether the mark stands where one closes; behind a figure it may be a unit's (6'2").
bool QuotationScanner::EndsWord(size_t token) const {
  const char before = Before(token);
  const char after = After(token);
  if (before == ',' || before == '.' || before == '?' || before == '!') {
    return (static_cast<unsigned char>(after) & 0x80) != 0 || !IsWordByte(after);
  }
  return !OpensBefore(before) && !(before >= '0' && before <= '9') && !IsWordByte(after);
}

QuotationScanner::MarkUse QuotationScanner::Classify(size_t token) const {
  const std::string_view mark = TokenText(text_, layout_->tokens[token]);
  if (mark.empty() || mark.size() > 3) return {};
  // Closes „, and what it opened itself where it stands behind a word: some write “so“.
  if (mark == "“") return {Mark::kDouble, !EndsWord(token), true, EndsWord(token)};
  if (mark == "”") return {Mark::kDouble, false, true, EndsWord(token)};
  if (mark == "„") return {Mark::kLow, true, false};
  if (mark == "«") return {Mark::kAngle, true, false};
  if (mark == "»") return {Mark::kAngle, false, true};
  if (mark == "‘") return {Mark::kSingle, true, false};
  const TokenKind kind = layout_->tokens[token].kind;
  if (mark == "’") return {Mark::kSingle, false, kind == TokenKind::kCloseQuote};
  const bool opening = OpensBefore(Before(token)) && !IsSpace(After(token));
  if (mark == "\"" || mark == "''" || mark == "``")
    return {Mark::kStraight, opening, true, EndsWord(token)};
  if (mark != "'") return {};
  return {Mark::kStraightSingle, opening, !IsSpace(Before(token)) && !IsWordByte(After(token))};
}

bool QuotationScanner::Closes(Mark opened, const MarkUse& use) const {
  if (opened == Mark::kLow) return use.mark == Mark::kDouble && use.closes;
  const bool mixed = (opened == Mark::kDouble && use.mark == Mark::kStraight) ||
                     (opened == Mark::kStraight && use.mark == Mark::kDouble);
  if (mixed) return use.ends_word;
  if (use.mark == Mark::kDouble && use.opens) return false;  // “ closes nothing else
  return opened == use.mark && use.closes;
}

void QuotationScanner::Close(size_t depth, size_t token) {
  const Open& open = open_[depth];
  Quotation& quotation = (*quotations_)[open.quotation];
  quotation.end_token = static_cast<uint32_t>(token + 1);
  quotation.closed = true;
  // Marks opened inside and never closed were none.
  open_.resize(depth);
}

void QuotationScanner::Use(size_t token, const MarkUse& use) {
  const bool straight = use.mark == Mark::kStraight;
  for (size_t depth = open_.size(); depth-- > 0;) {
    if (!Closes(open_[depth].mark, use)) continue;
    Close(depth, token);
    return;
  }
  // A straight mark that is not closing opens, whatever stands around it ("… a "b" …").
  if (!use.opens && !(straight && !IsSpace(After(token)))) return;
  if (open_.size() >= kMaxDepth) return;
  Quotation quotation;
  quotation.first_token = static_cast<uint32_t>(token);
  quotation.end_token = kOpenEnd;
  quotation.parent =
      open_.empty() ? Quotation::kNone : static_cast<int32_t>(open_.back().quotation);
  open_.push_back({use.mark, static_cast<uint32_t>(quotations_->size()), false});
  quotations_->push_back(quotation);
}

// A quotation left open goes on if the new paragraph repeats its mark; else it ended before.
void QuotationScanner::StartParagraph(size_t token) {
  paragraph_first_ = token;
  if (open_.empty()) return;
  const MarkUse use = Classify(token);
  const Quotation& quotation = (*quotations_)[open_.front().quotation];
  if (use.opens && use.mark == open_.front().mark && !quotation.closed) {
    open_.resize(1);
    open_.front().inherited = true;
    return;
  }
  open_.clear();
}

// What is open at the end of a paragraph ends there, but a mark in the middle of a sentence that
// nobody closes is a stray one.
void QuotationScanner::EndParagraph(size_t token) {
  for (const Open& open : open_) {
    Quotation& quotation = (*quotations_)[open.quotation];
    const bool leads = open.inherited || quotation.first_token == paragraph_first_;
    const size_t first = quotation.first_token;
    const std::string_view before = first == 0 ? "" : TokenText(text_, layout_->tokens[first - 1]);
    const bool introduced = before == "," || before == ":" || open.mark == Mark::kDouble;
    const bool single = open.mark == Mark::kSingle || open.mark == Mark::kStraightSingle;
    if ((leads && open.mark != Mark::kStraightSingle) || (introduced && !single)) {
      quotation.end_token = static_cast<uint32_t>(token);
      quotation.closed = false;
    }
  }
}

// Whether a paragraph begins at `token` with a mark and the label of a speaker: "ANN LEE: Well, …
bool QuotationScanner::IsLabelled(size_t token) const {
  constexpr size_t kLongestLabel = 4;  // tokens
  const auto& tokens = layout_->tokens;
  if (token + 2 >= tokens.size() || !Classify(token).opens) return false;
  size_t end = token + 1;
  const size_t limit = std::min(tokens.size(), end + kLongestLabel);
  while (end < limit && tokens[end].kind == TokenKind::kWord && tokens[end].all_caps) ++end;
  return end > token + 1 && end < tokens.size() && TokenText(text_, tokens[end]) == ":";
}

bool QuotationScanner::IsTranscript() const {
  constexpr size_t kFewestTurns = 4;
  size_t labels = 0;
  for (const Sentence& sentence : layout_->sentences) {
    if (!sentence.starts_paragraph || sentence.first_token == sentence.end_token) continue;
    if (IsLabelled(sentence.first_token) && ++labels == kFewestTurns) return true;
  }
  return false;
}

void QuotationScanner::DropInvalid() {
  renumbered_.assign(quotations_->size(), Quotation::kNone);
  size_t kept = 0;
  for (size_t i = 0; i < quotations_->size(); ++i) {
    Quotation quotation = (*quotations_)[i];
    // Parents come first, so theirs are settled; a dropped one passes on its own parent.
    const int32_t parent = quotation.parent < 0
                               ? Quotation::kNone
                               : renumbered_[static_cast<size_t>(quotation.parent)];
    if (quotation.end_token == kOpenEnd || quotation.end_token <= quotation.first_token + 2) {
      renumbered_[i] = parent;
      continue;
    }
    quotation.parent = parent;
    renumbered_[i] = static_cast<int32_t>(kept);
    (*quotations_)[kept++] = quotation;
  }
  quotations_->resize(kept);
}

void QuotationScanner::Scan(std::string_view text, const TextLayout& layout,
                            std::vector<Quotation>* quotations) {
  text_ = text;
  layout_ = &layout;
  quotations_ = quotations;
  quotations->clear();
  open_.clear();
  const bool transcript = IsTranscript();
  for (const Sentence& sentence : layout.sentences) {
    size_t token = sentence.first_token;
    if (sentence.starts_paragraph) {
      EndParagraph(token);
      const bool label = transcript && token < sentence.end_token && IsLabelled(token);
      if (label) {
        open_.clear();
      } else if (token < sentence.end_token) {
        StartParagraph(token);
      }
      // A repeated mark opens nothing new.
      if (label || !open_.empty()) ++token;
    }
    for (; token < sentence.end_token; ++token) {
      const TokenKind kind = layout.tokens[token].kind;
      if (kind == TokenKind::kWord || kind == TokenKind::kNumber || kind == TokenKind::kClitic) {
        continue;
      }
      const MarkUse use = Classify(token);
      if (use.mark != Mark::kNone) Use(token, use);
    }
  }
  EndParagraph(layout.tokens.size());
  open_.clear();
  DropInvalid();
}

}  // namespace newsmill
