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

}  // namespace

absl::StatusOr<TagJudge> TagJudge::Load(const std::string& path) {
  TagJudge judge;
  ASSIGN_OR_RETURN(judge.documents_, ReadTreebank(path));
  return judge;
}

TagCounts TagJudge::Judge(const TagModel& model, const WordClasses& classes) const {
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
