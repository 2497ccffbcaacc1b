#ifndef NEWSMILL_PROCESSORS_ENTITIES_SENTENCE_VIEW_H_
#define NEWSMILL_PROCESSORS_ENTITIES_SENTENCE_VIEW_H_

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "processors/base/annotations.h"
#include "processors/entities/gazetteer.h"

namespace newsmill {

// One sentence with what the gazetteer knows of its words. Indices are relative to the sentence;
// past its ends the accessors answer as for a full stop. Reused: Load() replaces everything.
class SentenceView {
 public:
  explicit SentenceView(const Gazetteer& gazetteer) : gazetteer_(gazetteer) {}

  void Load(std::string_view text, std::span<const Token> tokens, const Sentence& sentence);

  size_t size() const { return tokens_.size(); }
  const Token& token(size_t i) const { return tokens_[i]; }
  uint32_t first_token() const { return first_token_; }
  bool starts_paragraph() const { return starts_paragraph_; }

  std::string_view Word(size_t i) const {
    if (i >= size()) return {};
    return text_.substr(tokens_[i].begin, tokens_[i].end - tokens_[i].begin);
  }
  bool IsWord(size_t i) const { return i < size() && tokens_[i].kind == TokenKind::kWord; }
  bool IsCapitalised(size_t i) const { return IsWord(i) && tokens_[i].capitalised; }
  bool Is(size_t i, uint32_t roles) const { return i < size() && (words_[i].roles & roles) != 0; }
  const WordInfo& info(size_t i) const { return words_[i]; }
  std::span<const WordInfo> words() const { return words_; }

  // Capitalised like a headline: capitals say nothing about names.
  bool headline() const { return headline_; }

  const Gazetteer& gazetteer() const { return gazetteer_; }

 private:
  void JudgeCase();
  WordInfo LookUp(size_t i);

  const Gazetteer& gazetteer_;
  std::string_view text_;
  std::span<const Token> tokens_;
  uint32_t first_token_ = 0;
  bool starts_paragraph_ = false;
  bool headline_ = false;
  bool all_caps_ = false;
  std::vector<WordInfo> words_;
  std::string folded_;
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_ENTITIES_SENTENCE_VIEW_H_
