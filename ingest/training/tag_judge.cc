#include "ingest/training/tag_judge.h"

#include <utility>

#include "ingest/training/name_corpus.h"
#include "processors/base/status_macros.h"

namespace newsmill {
namespace {

void Count(const TreebankDocument::Word& word, PartOfSpeech found, TagCounts* counts) {
  if (!word.tag) return;
  ++counts->words;
  counts->hits += *word.tag == found ? 1 : 0;
  ++counts->confused[static_cast<size_t>(*word.tag)][static_cast<size_t>(found)];
}

void TellFaults(const TreebankDocument& marked, const std::vector<PartOfSpeech>& tags,
                const TagJudge::OnFault& on_fault) {
  const std::string_view text = marked.text;
  for (const TreebankDocument::Sentence& sentence : marked.sentences) {
    const uint32_t begin = marked.words[sentence.first].begin;
    const uint32_t end = marked.words[sentence.end - 1].end;
    for (uint32_t i = sentence.first; i < sentence.end; ++i) {
      const TreebankDocument::Word& word = marked.words[i];
      if (!word.tag || *word.tag == tags[i]) continue;
      on_fault(text.substr(begin, end - begin), text.substr(word.begin, word.end - word.begin),
               *word.tag, tags[i]);
    }
  }
}

}  // namespace

absl::StatusOr<TagJudge> TagJudge::Load(const std::string& path) {
  TagJudge judge;
  ASSIGN_OR_RETURN(judge.documents_, ReadTreebank(path));
  return judge;
}

TagCounts TagJudge::Judge(const TagModel& model, const WordClasses& classes,
                          const OnFault& on_fault) const {
  TagCounts counts;
  Tagger tagger(model);
  DocumentWords words(classes);
  Document document;
  std::vector<uint32_t> token_words;
  std::vector<PartOfSpeech> tags;
  for (const TreebankDocument& marked : documents_) {
    LayOutTreebank(marked, TreebankCut::kMarked, &document, &token_words);
    words.Load(document);
    tagger.Tag(words, &tags);
    for (size_t i = 0; i < tags.size(); ++i) Count(marked.words[i], tags[i], &counts);
    if (on_fault != nullptr) TellFaults(marked, tags, on_fault);
  }
  return counts;
}

TagCounts TagJudge::JudgeOwnWords(const TagModel& model, const WordClasses& classes) const {
  TagCounts counts;
  Tagger tagger(model);
  DocumentWords words(classes);
  Document document;
  std::vector<PartOfSpeech> tags;
  for (const TreebankDocument& marked : documents_) {
    LayOut(marked.text, &document);
    words.Load(document);
    tagger.Tag(words, &tags);
    size_t at = 0;
    for (size_t i = 0; i < tags.size(); ++i) {
      const Word& word = words.words()[i];
      while (at < marked.words.size() && marked.words[at].begin < word.begin) ++at;
      if (at == marked.words.size()) break;
      const TreebankDocument::Word& same = marked.words[at];
      if (same.begin == word.begin && same.end == word.end) Count(same, tags[i], &counts);
    }
  }
  return counts;
}

}  // namespace newsmill
