#ifndef NEWSMILL_PROCESSORS_COREFERENCE_PASSAGE_H_
#define NEWSMILL_PROCESSORS_COREFERENCE_PASSAGE_H_

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "processors/base/document.h"
#include "processors/coreference/reference_words.h"
#include "processors/entities/name_tokens.h"
#include "processors/text/quotations.h"

namespace newsmill::coreference {

// One field as its words, names, sentences and quotations. Scratch is kept between documents.
class Passage {
 public:
  static constexpr int32_t kNone = -1;

  // Reads `field`; views of `document` are kept until the next call. Linear.
  void Start(const Document& document, Field field);

  const Document& document() const { return *document_; }
  Field field() const { return field_; }
  uint32_t size() const { return static_cast<uint32_t>(facts_.size()); }
  const Token& token(uint32_t t) const { return layout_->tokens[t]; }
  std::string_view Word(uint32_t t) const {
    if (t >= size()) return {};
    return text_.substr(token(t).begin, token(t).end - token(t).begin);
  }
  // Of a word outside names; 0 past the end.
  uint64_t facts(uint32_t t) const { return t < size() ? facts_[t] : 0; }
  bool Is(uint32_t t, uint64_t facts) const { return (this->facts(t) & facts) != 0; }
  bool IsPunctuation(uint32_t t, char mark) const { return Word(t) == std::string_view(&mark, 1); }
  // A full stop or the like, or the field's end.
  bool IsStop(uint32_t t) const;
  // A word that may be part of a noun phrase's core: no name, no function word, no listed verb.
  bool IsContent(uint32_t t) const;
  bool StartsSentence(uint32_t t) const { return t < size() && starts_[t]; }
  bool IsClitic(uint32_t t) const { return t < size() && token(t).kind == TokenKind::kClitic; }

  std::span<const NameTokens> names() const { return names_; }
  // The name that covers a token, as an index into names(), or kNone.
  int32_t name_at(uint32_t t) const { return t < size() ? name_at_[t] : kNone; }
  const Entity& EntityOf(int32_t name) const {
    return document_->entities[names_[static_cast<size_t>(name)].entity];
  }

  std::span<const Quotation> quotations() const { return quotations_; }
  // The innermost quotation around a token, marks included, or kNone.
  int32_t quotation_at(uint32_t t) const { return t < size() ? quotation_at_[t] : kNone; }

  TextSpan Span(uint32_t first_token, uint32_t end_token) const;
  std::string_view Text(uint32_t first_token, uint32_t end_token) const {
    return document_->Text(Span(first_token, end_token));
  }

 private:
  void ReadWords();
  void FindNames();

  const Document* document_ = nullptr;
  Field field_ = Field::kText;
  std::string_view text_;
  const TextLayout* layout_ = nullptr;
  QuotationScanner scanner_;
  std::vector<Quotation> quotations_;
  std::vector<int32_t> quotation_at_;
  std::vector<uint64_t> facts_;
  std::vector<bool> starts_;  // per token: whether a sentence begins there
  NameTokensFinder name_finder_;
  std::vector<NameTokens> names_;
  std::vector<int32_t> name_at_;
};

}  // namespace newsmill::coreference

#endif  // NEWSMILL_PROCESSORS_COREFERENCE_PASSAGE_H_
