#ifndef NEWSMILL_PROCESSORS_CLAIMS_READING_H_
#define NEWSMILL_PROCESSORS_CLAIMS_READING_H_

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "processors/base/document.h"
#include "processors/claims/lexicon.h"
#include "processors/entities/name_tokens.h"
#include "processors/text/quotations.h"

namespace newsmill::claims {

enum class ItemKind : uint8_t {
  kWord,
  kName,  // a whole mention
  kNumber,
  kClitic,       // ’s
  kQuotation,    // a whole quotation, marks included
  kParenthesis,  // a short parenthesis, brackets included
  kComma,
  kStop,  // . ? ! …
  kColon,
  kSemicolon,
  kDash,
  kSymbol,
};

// What the rules step over at once: a token, a name, a quotation or a short parenthesis.
struct Item {
  uint32_t first_token = 0;
  uint32_t end_token = 0;
  ItemKind kind = ItemKind::kSymbol;
  WordClass word_class = WordClass::kOther;
  VerbForm form = VerbForm::kNone;
  bool capitalised = false;
  const CueVerb* cue = nullptr;
  int32_t mention = -1;    // of a kName: index into Document::mentions
  int32_t quotation = -1;  // of a kQuotation: index into Reading::quotations()

  bool Is(ItemKind wanted) const { return kind == wanted; }
  bool Is(WordClass wanted) const { return kind == ItemKind::kWord && word_class == wanted; }
};

// A sentence of one level: items [begin, end). Sentences inside a quotation do not end it.
struct Segment {
  uint32_t begin = 0;
  uint32_t end = 0;
  bool starts_paragraph = false;
};

// One level of one field as items and segments: the field without what is inside its quotations,
// or the inside of one quotation. Scratch is kept between documents; one document at a time.
class Reading {
 public:
  // Finds the quotations and names of `field`; views of `document` are kept until the next call.
  void Start(const Document& document, Field field);

  // Fills items() and segments() with the inside of quotations()[quotation], or with the field's
  // own level for Quotation::kNone.
  void ReadLevel(int32_t quotation);

  const Document& document() const { return *document_; }
  Field field() const { return field_; }
  std::span<const Token> tokens() const { return layout_->tokens; }
  std::span<const Quotation> quotations() const { return quotations_; }
  // A token as an item of its own, whatever names, quotations or parentheses lie around it.
  const Item& word(size_t token) const { return words_[token]; }
  std::span<const Item> items() const { return items_; }
  std::span<const Segment> segments() const { return segments_; }
  // How many quotations the items of this level lie in.
  uint8_t level() const { return level_; }
  // How many quotations lie around a token; its marks count as inside.
  uint8_t DepthOf(size_t token) const { return depth_[token]; }

  std::string_view TokenText(size_t token) const;
  // The lower-case text of an item of one token, up to 31 bytes (ASCII letters only are lowered);
  // valid until the next call.
  std::string_view Lower(const Item& item) const;
  // Whether the item's lower-case text is `lower`.
  bool IsText(const Item& item, std::string_view lower) const {
    const Token& t = layout_->tokens[item.first_token];
    return t.end - t.begin == lower.size() && Lower(item) == lower;
  }
  TextSpan Span(uint32_t first_token, uint32_t end_token) const;
  // Whether the token is "I", "we" or "you": who writes, or to whom.
  bool IsOwnVoice(uint32_t token) const;
  // The last byte before a quotation's closing mark, or '\0'.
  char LastCharacter(const Quotation& quotation) const;
  // Whether a quotation's first word has a capital: it begins a sentence, or is a name.
  bool StartsWithCapital(const Quotation& quotation) const;

 private:
  void ReadTokens();
  void MarkBoundaries();
  void MeasureDepth();
  Item ReadToken(uint32_t token) const;
  uint32_t ParenthesisEnd(uint32_t token, uint32_t end) const;
  bool StartsSegment(uint32_t token, const Item& item) const;
  bool LooksLikeTag(uint32_t token) const;

  const Document* document_ = nullptr;
  Field field_ = Field::kText;
  std::string_view text_;
  const TextLayout* layout_ = nullptr;
  QuotationScanner scanner_;
  std::vector<Quotation> quotations_;
  NameTokensFinder name_finder_;
  std::vector<NameTokens> names_;
  std::vector<uint8_t> boundaries_;  // per token: 1 starts a sentence, 2 a paragraph
  std::vector<uint8_t> depth_;
  std::vector<Item> words_;  // per token, as an item of its own
  std::vector<Item> items_;
  std::vector<Segment> segments_;
  uint8_t level_ = 0;
  mutable char lower_[32];
};

}  // namespace newsmill::claims

#endif  // NEWSMILL_PROCESSORS_CLAIMS_READING_H_
