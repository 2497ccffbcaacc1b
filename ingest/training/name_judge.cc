#include "ingest/training/name_judge.h"

#include <algorithm>
#include <utility>

#include "processors/base/status_macros.h"

namespace newsmill {

absl::StatusOr<NameJudge> NameJudge::Load(const NameCorpus& corpus) {
  ASSIGN_OR_RETURN(std::vector<AnnotatedText> texts, ReadAnnotatedTexts(corpus.path));
  NameJudge judge;
  judge.types_ = corpus.complete;
  for (AnnotatedText& text : texts) {
    auto item = std::make_unique<Item>();
    item->text = std::move(text);
    LayOut(item->text.text, &item->document);
    judge.items_.push_back(std::move(item));
  }
  return judge;
}

bool NameJudge::Counts(EntityType type) const {
  return std::find(types_.begin(), types_.end(), type) != types_.end();
}

NameCounts NameJudge::Judge(NameTagger& tagger) const {
  NameCounts counts;
  std::vector<TaggedName> found;
  for (const std::unique_ptr<Item>& item : items_) {
    tagger.Tag(item->document, &found);
    std::erase_if(found, [this](const TaggedName& name) { return !Counts(name.type); });
    counts.found += static_cast<int>(found.size());
    auto at = found.begin();
    for (const AnnotatedText::Name& name : item->text.names) {
      if (!Counts(name.type)) continue;
      ++counts.marked;
      while (at != found.end() && at->span.begin < name.begin) ++at;
      if (at == found.end() || at->type != name.type) continue;
      if (at->span.begin == name.begin && at->span.end == name.end) ++counts.hits;
    }
  }
  return counts;
}

}  // namespace newsmill
