#include "processors/claims/reading.h"

#include <algorithm>

namespace newsmill::claims {
namespace {

constexpr uint8_t kSentenceStart = 1;
constexpr uint8_t kParagraphStart = 2;
constexpr uint32_t kParenthesisWindow = 30;
constexpr uint32_t kTagWindow = 6;

ItemKind PunctuationKind(std::string_view text) {
  if (text == ",") return ItemKind::kComma;
  if (text == "." || text == "?" || text == "!" || text == "…" || text == "..." || text == "?!") {
    return ItemKind::kStop;
  }
  if (text == ":") return ItemKind::kColon;
  if (text == ";") return ItemKind::kSemicolon;
  if (text == "—" || text == "–" || text == "―" || text == "-" || text == "--") {
    return ItemKind::kDash;
  }
  return ItemKind::kSymbol;
}

}  // namespace

std::string_view Reading::TokenText(size_t token) const {
  const Token& t = layout_->tokens[token];
  return text_.substr(t.begin, t.end - t.begin);
}

std::string_view Reading::Lower(const Item& item) const {
  const std::string_view text = TokenText(item.first_token);
  if (text.size() >= sizeof(lower_)) return {};
  std::transform(text.begin(), text.end(), lower_, [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  });
  return {lower_, text.size()};
}

bool Reading::IsOwnVoice(uint32_t token) const {
  const std::string_view word = Lower(words_[token]);
  return word == "i" || word == "we" || word == "you";
}

TextSpan Reading::Span(uint32_t first_token, uint32_t end_token) const {
  if (first_token >= end_token) return {0, 0, field_};
  return {layout_->tokens[first_token].begin, layout_->tokens[end_token - 1].end, field_};
}

char Reading::LastCharacter(const Quotation& quotation) const {
  uint32_t last = quotation.end_token - (quotation.closed ? 2 : 1);
  // ‘“Go home.”’ ends with the inner one's full stop.
  while (last > quotation.first_token + 1 && layout_->tokens[last].kind == TokenKind::kCloseQuote) {
    --last;
  }
  if (last <= quotation.first_token) return '\0';
  const std::string_view text = TokenText(last);
  if (text == "…") return '.';
  return text.empty() ? '\0' : text.back();
}

bool Reading::StartsWithCapital(const Quotation& quotation) const {
  for (uint32_t t = quotation.first_token + 1; t < quotation.end_token; ++t) {
    const Token& token = layout_->tokens[t];
    if (token.kind == TokenKind::kWord || token.kind == TokenKind::kNumber) {
      return token.capitalised || token.kind == TokenKind::kNumber;
    }
  }
  return false;
}

void Reading::MarkBoundaries() {
  boundaries_.assign(layout_->tokens.size(), 0);
  for (const Sentence& sentence : layout_->sentences) {
    if (sentence.first_token == sentence.end_token) continue;
    boundaries_[sentence.first_token] =
        sentence.starts_paragraph ? kParagraphStart : kSentenceStart;
  }
}

void Reading::MeasureDepth() {
  depth_.assign(layout_->tokens.size(), 0);
  for (const Quotation& quotation : quotations_) {
    for (uint32_t t = quotation.first_token; t < quotation.end_token; ++t) ++depth_[t];
  }
}

void Reading::Start(const Document& document, Field field) {
  document_ = &document;
  field_ = field;
  text_ = document.Text(field);
  layout_ = &document.layout(field);
  scanner_.Scan(text_, *layout_, &quotations_);
  ReadTokens();
  MarkBoundaries();
  MeasureDepth();
  name_finder_.Find(document, field, &names_);
}

Item Reading::ReadToken(uint32_t token) const {
  const Token& t = layout_->tokens[token];
  Item item;
  item.first_token = token;
  item.end_token = token + 1;
  item.capitalised = t.capitalised;
  switch (t.kind) {
    case TokenKind::kNumber:
      item.kind = ItemKind::kNumber;
      return item;
    case TokenKind::kPunctuation:
    case TokenKind::kSymbol:
      item.kind = PunctuationKind(TokenText(token));
      return item;
    case TokenKind::kOpenQuote:
    case TokenKind::kCloseQuote:
    case TokenKind::kStraightQuote:
      item.kind = ItemKind::kSymbol;
      return item;
    case TokenKind::kClitic:
      item.kind = ItemKind::kClitic;
      break;
    case TokenKind::kWord:
      item.kind = ItemKind::kWord;
      break;
  }
  const LexiconWord word = FindWord(Lower(item));
  item.word_class = word.word_class;
  item.form = word.form;
  item.cue = word.cue;
  return item;
}

void Reading::ReadTokens() {
  const uint32_t count = static_cast<uint32_t>(layout_->tokens.size());
  words_.clear();
  words_.reserve(count);
  for (uint32_t token = 0; token < count; ++token) words_.push_back(ReadToken(token));
}

uint32_t Reading::ParenthesisEnd(uint32_t token, uint32_t end) const {
  if (words_[token].kind != ItemKind::kSymbol) return 0;
  const std::string_view open = TokenText(token);
  if (open != "(" && open != "[") return 0;
  const std::string_view close = open == "(" ? ")" : "]";
  const uint32_t limit = std::min(end, token + kParenthesisWindow);
  for (uint32_t t = token + 1; t < limit && boundaries_[t] != kParagraphStart; ++t) {
    if (TokenText(t) == close) return t + 1;
  }
  return 0;
}

// `“Who ordered it?” Oražem said.`: a cue verb follows before the sentence ends.
bool Reading::LooksLikeTag(uint32_t token) const {
  const uint32_t end = std::min(static_cast<uint32_t>(layout_->tokens.size()), token + kTagWindow);
  for (uint32_t t = token; t < end && boundaries_[t] != kParagraphStart; ++t) {
    const Item& item = words_[t];
    if (item.Is(ItemKind::kStop)) return false;
    if (item.cue != nullptr && item.cue->Has(kQuotation) && !item.cue->Has(kThought)) return true;
  }
  return false;
}

bool Reading::StartsSegment(uint32_t token, const Item& previous) const {
  if (boundaries_[token] == kParagraphStart) return true;
  if (!previous.Is(ItemKind::kQuotation)) return boundaries_[token] == kSentenceStart;
  const Quotation& quotation = quotations_[static_cast<size_t>(previous.quotation)];
  const bool upper = layout_->tokens[token].capitalised || depth_[token] > level_;
  switch (LastCharacter(quotation)) {
    case '.':
      return upper;
    case '?':
    case '!':
      return upper && (depth_[token] > level_ || !LooksLikeTag(token));
    case ',':
      return false;
    default:
      return boundaries_[token] == kSentenceStart;
  }
}

void Reading::ReadLevel(int32_t quotation) {
  items_.clear();
  segments_.clear();
  uint32_t token = 0;
  uint32_t end = static_cast<uint32_t>(layout_->tokens.size());
  size_t next = 0;
  level_ = 0;
  if (quotation != Quotation::kNone) {
    const Quotation& inside = quotations_[static_cast<size_t>(quotation)];
    level_ = depth_[inside.first_token];
    token = inside.first_token + 1;
    end = inside.end_token - (inside.closed ? 1 : 0);
    next = static_cast<size_t>(quotation) + 1;
  }
  auto name = std::lower_bound(names_.begin(), names_.end(), token,
                               [](const NameTokens& n, uint32_t t) { return n.first_token < t; });
  while (token < end) {
    while (next < quotations_.size() && quotations_[next].first_token < token) ++next;
    while (name != names_.end() && name->first_token < token) ++name;
    Item item;
    if (next < quotations_.size() && quotations_[next].first_token == token &&
        quotations_[next].end_token <= end) {
      item.first_token = token;
      item.end_token = quotations_[next].end_token;
      item.kind = ItemKind::kQuotation;
      item.quotation = static_cast<int32_t>(next);
    } else if (name != names_.end() && name->first_token == token && name->end_token <= end) {
      item.first_token = token;
      item.end_token = name->end_token;
      item.kind = ItemKind::kName;
      item.capitalised = true;
      item.mention = name->mention;
    } else if (const uint32_t close = ParenthesisEnd(token, end); close != 0) {
      item.first_token = token;
      item.end_token = close;
      item.kind = ItemKind::kParenthesis;
    } else {
      item = words_[token];
    }
    const bool first = items_.empty();
    if (first || StartsSegment(token, items_.back())) {
      const uint32_t at = static_cast<uint32_t>(items_.size());
      if (!first) segments_.back().end = at;
      segments_.push_back({at, at, boundaries_[token] == kParagraphStart});
    }
    items_.push_back(item);
    token = item.end_token;
  }
  if (!segments_.empty()) segments_.back().end = static_cast<uint32_t>(items_.size());
}

}  // namespace newsmill::claims
