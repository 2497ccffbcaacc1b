#include "processors/entities/sentence_view.h"

#include "processors/text/letter_case.h"

namespace newsmill {
namespace {

constexpr size_t kLongWord = 4;

}  // namespace

void SentenceView::Load(std::string_view text, std::span<const Token> tokens,
                        const Sentence& sentence) {
  text_ = text;
  first_token_ = sentence.first_token;
  tokens_ = tokens.subspan(sentence.first_token, sentence.end_token - sentence.first_token);
  starts_paragraph_ = sentence.starts_paragraph;
  JudgeCase();
  words_.clear();
  words_.reserve(tokens_.size());
  for (size_t i = 0; i < tokens_.size(); ++i) words_.push_back(LookUp(i));
}

void SentenceView::JudgeCase() {
  size_t capitals = 0;
  size_t all_caps = 0;
  size_t lower = 0;
  for (const Token& token : tokens_) {
    if (token.kind != TokenKind::kWord || token.end - token.begin < kLongWord) continue;
    (token.capitalised ? capitals : lower) += 1;
    all_caps += token.all_caps ? 1 : 0;
  }
  // A headline has no full stop.
  const bool stopped = !tokens_.empty() && text_[tokens_.back().begin] == '.';
  headline_ = capitals >= 3 && capitals >= (stopped ? 6 : 3) * lower && (!stopped || capitals >= 6);
  all_caps_ = all_caps >= 2 && lower == 0 && all_caps * 4 >= capitals * 3;
  headline_ |= all_caps_;
}

WordInfo SentenceView::LookUp(size_t i) {
  const Token& token = tokens_[i];
  if (token.kind != TokenKind::kWord) return gazetteer_.Look(Word(i));
  WordInfo info;
  if (!all_caps_ || !token.all_caps) info = gazetteer_.Look(Word(i));
  const bool unknown = info.roles == 0 && info.entry < 0 && info.longest == 0;
  if (token.all_caps && unknown && (all_caps_ || token.end - token.begin > 3)) {
    TitleCase(Word(i), &folded_);
    info = gazetteer_.Look(folded_);
  }
  return info;
}

}  // namespace newsmill
