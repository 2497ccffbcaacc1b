#include "ingest/training/name_judge.h"

#include <algorithm>
#include <utility>

#include "processors/base/status_macros.h"

namespace newsmill {

absl::StatusOr<NameJudge> NameJudge::Load(const NameCorpus& corpus) {
  ASSIGN_OR_RETURN(std::vector<AnnotatedText> texts, ReadAnnotatedTexts(corpus.path));
  return NameJudge(std::move(texts), corpus.complete);
}

NameJudge::NameJudge(std::vector<AnnotatedText> texts, std::vector<EntityType> complete)
    : types_(std::move(complete)) {
  for (AnnotatedText& text : texts) {
    auto item = std::make_unique<Item>();
    item->text = std::move(text);
    LayOut(item->text.text, &item->document);
    items_.push_back(std::move(item));
  }
}

bool NameJudge::Counts(EntityType type) const {
  return std::find(types_.begin(), types_.end(), type) != types_.end();
}

NameCounts NameJudge::Judge(NameTagger& tagger,
                            std::vector<NameConfidence::Sample>* samples) const {
  NameCounts counts;
  std::vector<TaggedName> found;
  std::vector<bool> right;  // which of them
  for (const std::unique_ptr<Item>& item : items_) {
    tagger.Tag(item->document, &found);
    std::erase_if(found, [this](const TaggedName& name) { return !Counts(name.type); });
    counts.found += static_cast<int>(found.size());
    right.assign(found.size(), false);
    auto at = found.begin();
    for (const AnnotatedText::Name& name : item->text.names) {
      if (!Counts(name.type)) continue;
      ++counts.marked;
      while (at != found.end() && at->span.begin < name.begin) ++at;
      if (at == found.end() || at->type != name.type) continue;
      if (at->span.begin != name.begin || at->span.end != name.end) continue;
      ++counts.hits;
      right[static_cast<size_t>(at - found.begin())] = true;
    }
    for (size_t i = 0; samples != nullptr && i < found.size(); ++i) {
      samples->push_back({found[i].belief, right[i]});
    }
  }
  return counts;
}

}  // namespace newsmill
