#include "processors/learning/word_corpus.h"

#include <algorithm>
#include <numeric>

#include "processors/learning/word_classes.h"
#include "processors/text/characters.h"
#include "processors/text/sentence_splitter.h"

namespace newsmill {

void WordCorpus::Add(std::string_view text) {
  tokenizer_.Tokenize(text, &tokens_);
  SplitSentences(text, tokens_, &layout_);
  for (const Sentence& sentence : layout_) {
    sequence_.push_back(kEdge);
    ++sentences_;
    for (uint32_t t = sentence.first_token; t < sentence.end_token; ++t) AddToken(text, tokens_[t]);
  }
}

void WordCorpus::AddToken(std::string_view text, const Token& token) {
  uint32_t begin = token.begin;
  const bool may_join = token.kind == TokenKind::kWord || token.kind == TokenKind::kNumber;
  for (uint32_t at = begin; may_join && at < token.end;) {
    const Character c = ReadCharacter(text, at);
    if (c.kind == CharClass::kHyphen) {
      if (at > begin) AddWord(text.substr(begin, at - begin));
      AddWord(text.substr(at, c.size));
      begin = at + c.size;
    }
    at += c.size;
  }
  if (begin < token.end) AddWord(text.substr(begin, token.end - begin));
}

void WordCorpus::AddWord(std::string_view word) {
  WordClasses::NormalForm(word, &form_);
  const auto [entry, added] = numbers_.try_emplace(form_, static_cast<uint32_t>(forms_.size()));
  if (added) {
    forms_.push_back(entry->first);
    counts_.push_back(0);
  }
  ++counts_[entry->second];
  sequence_.push_back(entry->second);
}

std::vector<uint32_t> WordCorpus::Commonest(uint64_t min_count, size_t max_words) const {
  std::vector<uint32_t> order(forms_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::erase_if(order, [&](uint32_t w) { return counts_[w] < min_count; });
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return counts_[a] != counts_[b] ? counts_[a] > counts_[b] : forms_[a] < forms_[b];
  });
  order.resize(std::min(order.size(), max_words));
  return order;
}

NumberedText WordCorpus::Number(uint64_t min_count, size_t max_words) const {
  const std::vector<uint32_t> order = Commonest(min_count, max_words);
  NumberedText text;
  for (const uint32_t word : order) text.words.emplace_back(forms_[word]);
  std::vector<uint32_t> numbers(forms_.size(), text.other());
  for (uint32_t i = 0; i < order.size(); ++i) numbers[order[i]] = i;

  text.counts.assign(order.size() + 2, 0);
  text.sequence.reserve(sequence_.size());
  for (const uint32_t word : sequence_) {
    const uint32_t number = word == kEdge ? text.edge() : numbers[word];
    ++text.counts[number];
    text.sequence.push_back(number);
  }
  return text;
}

}  // namespace newsmill
