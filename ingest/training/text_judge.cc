#include "ingest/training/text_judge.h"

#include <algorithm>
#include <utility>

#include "ingest/training/name_corpus.h"

namespace newsmill {
namespace {

struct Range {
  uint32_t begin = 0;
  uint32_t end = 0;
  friend bool operator==(const Range&, const Range&) = default;
};

// Both in text order.
void Count(const std::vector<Range>& marked, const std::vector<Range>& found, RangeCounts* counts) {
  counts->marked += static_cast<int>(marked.size());
  counts->found += static_cast<int>(found.size());
  auto at = found.begin();
  for (const Range& range : marked) {
    while (at != found.end() && at->begin < range.begin) ++at;
    if (at != found.end() && *at == range) ++counts->hits;
  }
}

std::vector<Range> Words(const TreebankDocument& marked) {
  std::vector<Range> ranges;
  ranges.reserve(marked.words.size());
  for (const TreebankDocument::Word& word : marked.words) ranges.push_back({word.begin, word.end});
  return ranges;
}

// As the tokenizer is meant to join them.
std::vector<Range> JoinedWords(const TreebankDocument& marked) {
  std::vector<Range> ranges;
  bool after_hyphen = false;
  for (size_t i = 0; i < marked.words.size(); ++i) {
    const TreebankDocument::Word& word = marked.words[i];
    const bool touches = !ranges.empty() && ranges.back().end == word.begin;
    const bool hyphen = word.tag == PartOfSpeech::kHYPH && word.end - word.begin == 1;
    const bool inner =
        hyphen && i + 1 < marked.words.size() && marked.words[i + 1].begin == word.end;
    if (touches && (inner || after_hyphen || JoinsBefore(marked, word))) {
      ranges.back().end = word.end;
    } else {
      ranges.push_back({word.begin, word.end});
    }
    after_hyphen = touches && inner;
  }
  return ranges;
}

std::vector<Range> Sentences(const TreebankDocument& marked) {
  std::vector<Range> ranges;
  ranges.reserve(marked.sentences.size());
  for (const TreebankDocument::Sentence& sentence : marked.sentences) {
    ranges.push_back({marked.words[sentence.first].begin, marked.words[sentence.end - 1].end});
  }
  return ranges;
}

template <typename T>
std::vector<Range> Found(const std::vector<T>& items) {
  std::vector<Range> ranges;
  ranges.reserve(items.size());
  for (const T& item : items) ranges.push_back({item.begin, item.end});
  return ranges;
}

}  // namespace

TextCounts JudgeText(
    const std::vector<TreebankDocument>& documents, std::string_view prefix,
    const std::function<void(std::string_view marked, std::string_view found)>& on_fault) {
  TextCounts counts;
  Document document;
  for (const TreebankDocument& marked : documents) {
    if (!marked.id.starts_with(prefix)) continue;
    LayOut(marked.text, &document);
    const TextLayout& layout = document.text_layout;
    const std::vector<Range> tokens = Found(layout.tokens);
    const std::vector<Range> sentences = Sentences(marked);
    const std::vector<Range> found = Found(layout.sentences);
    Count(Words(marked), tokens, &counts.tokens);
    Count(JoinedWords(marked), tokens, &counts.own_tokens);
    Count(sentences, found, &counts.sentences);
    if (!on_fault) continue;
    const std::string_view text = marked.text;
    auto at = found.begin();
    for (const Range& range : sentences) {
      while (at != found.end() && at->end <= range.begin) ++at;
      if (at == found.end() || *at == range) continue;
      on_fault(text.substr(range.begin, range.end - range.begin),
               text.substr(at->begin, at->end - at->begin));
    }
  }
  return counts;
}

}  // namespace newsmill
