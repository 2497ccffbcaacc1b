#include "processors/entities/salience.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace newsmill {
namespace {

// Learnt by logistic regression from news articles: is the entity named in the headline, given the
// text alone (processors/models/README.md).
constexpr float kBias = -5.464F;
constexpr float kCount = 0.438F;  // of log2(1 + names)
constexpr float kShare = 2.515F;  // of its names in those of the entity named most
constexpr float kLead = 1.596F;   // named in the first sentence
constexpr float kEarly = 1.316F;
constexpr std::array<float, 4> kType = {-0.122F, 0, -0.11F, -0.488F};
constexpr float kTitleShare = 0.5F;  // of what is missing to 1 that a headline gives

bool IsName(const Mention& m) {
  return m.kind == MentionKind::kName || m.kind == MentionKind::kAlias;
}

// Of an entity in the text.
struct Names {
  uint32_t count = 0;
  uint32_t first = 0;  // byte
  bool title = false;
};

Names NamesOf(std::span<const Mention> mentions) {
  Names names;
  for (const Mention& m : mentions) {
    if (m.span.field == Field::kTitle) names.title = true;
    if (m.span.field == Field::kTitle || !IsName(m)) continue;
    if (names.count++ == 0) names.first = m.span.begin;
  }
  return names;
}

float InHeadline(const Document& doc, EntityType type, const Names& names, uint32_t most) {
  if (names.count == 0) return 0;
  const auto count = static_cast<float>(names.count);
  const auto place = static_cast<float>(names.first) / static_cast<float>(doc.text.size());
  const std::vector<Sentence>& sentences = doc.text_layout.sentences;
  const auto story =
      std::ranges::find(sentences, false, [](const Sentence& s) { return s.outside_story; });
  const bool lead = story != sentences.end() && names.first < story->end;
  const float logit = kBias + kCount * std::log2(1 + count) +
                      kShare * count / static_cast<float>(most) + (lead ? kLead : 0) +
                      kEarly * std::max(0.0F, 1 - 2 * place) + kType[static_cast<size_t>(type)];
  return 1 / (1 + std::exp(-logit));
}

}  // namespace

void SetSalience(Document& doc) {
  uint32_t most = 1;
  for (const Entity& entity : doc.entities) {
    most = std::max(most, NamesOf(doc.mentions_of(entity)).count);
  }
  for (Entity& entity : doc.entities) {
    const Names names = NamesOf(doc.mentions_of(entity));
    const float likely = InHeadline(doc, entity.type, names, most);
    entity.salience = names.title ? likely + kTitleShare * (1 - likely) : likely;
  }
}

}  // namespace newsmill
