#include "processors/coreference/mentions.h"

#include <algorithm>
#include <utility>

#include "processors/coreference/reference_words.h"

namespace newsmill {

const Reference* FindReference(const Document& doc, const TextSpan& words) {
  const auto found = std::ranges::lower_bound(
      doc.references, std::pair(words.field, words.begin), {},
      [](const Reference& r) { return std::pair(r.span.field, r.span.begin); });
  if (found == doc.references.end() || found->span.field != words.field) return nullptr;
  return found->span.end <= words.end ? &*found : nullptr;
}

void AddReferences(float min_confidence, Document& doc) {
  const size_t names = doc.mentions.size();
  for (const Reference& reference : doc.references) {
    if (reference.entity == Reference::kNoEntity || reference.confidence < min_confidence) continue;
    const Entity& entity = doc.entities[static_cast<size_t>(reference.entity)];
    if (entity.first_mention == entity.end_mention) continue;
    Mention mention;
    mention.span = reference.span;
    mention.entity = static_cast<uint32_t>(reference.entity);
    mention.confidence = reference.confidence * doc.mentions[entity.first_mention].confidence;
    const bool pronoun =
        (coreference::FactsOf(doc.Text(reference.span)) & coreference::word::kPronoun) != 0;
    mention.kind = pronoun ? MentionKind::kPronoun : MentionKind::kDescription;
    doc.mentions.push_back(mention);
  }
  if (doc.mentions.size() != names) doc.IndexMentions();
}

}  // namespace newsmill
