#include "tests/quality/score.h"

#include <algorithm>
#include <set>

namespace newsmill::quality {
namespace {

template <typename T>
void Count(const std::set<T>& gold, const std::set<T>& predicted, Counts* counts) {
  counts->gold += static_cast<int>(gold.size());
  counts->predicted += static_cast<int>(predicted.size());
  counts->hits += static_cast<int>(std::count_if(
      gold.begin(), gold.end(), [&](const T& item) { return predicted.contains(item); }));
}

}  // namespace

void AddEntities(const GoldArticle& gold, const Document& document, Scores* scores) {
  std::map<EntityType, std::set<Range>> wanted;
  std::map<EntityType, std::set<Range>> found;
  std::set<Range> wanted_spans;
  std::set<Range> found_spans;
  for (const GoldEntity& entity : gold.entities) {
    wanted[entity.type].insert(entity.range);
    wanted_spans.insert(entity.range);
  }
  for (const Mention& mention : document.mentions) {
    const bool name = mention.kind == MentionKind::kName || mention.kind == MentionKind::kAlias;
    if (!name || mention.span.field != Field::kText) continue;
    found[document.entities[mention.entity].type].insert({mention.span.begin, mention.span.end});
    found_spans.insert({mention.span.begin, mention.span.end});
  }
  for (const EntityType type :
       {EntityType::kPerson, EntityType::kOrganisation, EntityType::kLocation, EntityType::kMisc}) {
    Count(wanted[type], found[type], &scores->entity_types[type]);
    Count(wanted[type], found[type], &scores->entities);
  }
  Count(wanted_spans, found_spans, &scores->entity_spans);
}

void AddSentences(const GoldArticle& gold, const Document& document, Scores* scores) {
  if (gold.sentences.empty()) return;
  std::set<uint32_t> wanted;
  std::set<uint32_t> found;
  for (const Range& sentence : gold.sentences) wanted.insert(sentence.begin);
  for (const Sentence& sentence : document.text_layout.sentences) found.insert(sentence.begin);
  wanted.erase(0);  // where the text begins is no achievement
  found.erase(0);
  Count(wanted, found, &scores->sentences);
}

}  // namespace newsmill::quality
