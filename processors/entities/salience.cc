#include "processors/entities/salience.h"

#include <algorithm>

namespace newsmill {
namespace {

constexpr float kTitleShare = 0.3F;
constexpr float kLeadShare = 0.3F;
constexpr float kCountShare = 0.4F;

size_t CountNames(std::span<const Mention> mentions) {
  return static_cast<size_t>(std::ranges::count_if(
      mentions, [](const Mention& m) { return m.kind != MentionKind::kDescription; }));
}

// 1 at the text's start, 0 from its middle on.
float Earliness(std::span<const Mention> mentions, size_t text_bytes) {
  const auto first =
      std::ranges::find(mentions, Field::kText, [](const Mention& m) { return m.span.field; });
  if (first == mentions.end() || text_bytes == 0) return 0;
  const float place = static_cast<float>(first->span.begin) / static_cast<float>(text_bytes);
  return std::max(0.0F, 1 - 2 * place);
}

}  // namespace

void SetSalience(Document& doc) {
  size_t most = 1;
  for (const Entity& entity : doc.entities) {
    most = std::max(most, CountNames(doc.mentions_of(entity)));
  }
  for (Entity& entity : doc.entities) {
    const std::span<const Mention> mentions = doc.mentions_of(entity);
    const bool in_title = !mentions.empty() && mentions[0].span.field == Field::kTitle;
    const float count = static_cast<float>(CountNames(mentions)) / static_cast<float>(most);
    entity.salience =
        std::min(1.0F, (in_title ? kTitleShare : 0) +
                           kLeadShare * Earliness(mentions, doc.text.size()) + kCountShare * count);
  }
}

}  // namespace newsmill
