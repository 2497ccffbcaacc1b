#include "processors/entities/entity_merger.h"

#include <xxhash.h>

#include <algorithm>
#include <cmath>

#include "processors/text/characters.h"
#include "processors/text/letter_case.h"

namespace newsmill {
namespace {

constexpr float kUncertain = 1;  // evidence of one mention that is no more than a guess
constexpr uint32_t kMaxAcronym = 8;
constexpr float kAliasShare = 0.5F;  // of an alias's evidence that counts for the whole

uint64_t Combine(uint64_t phrase, uint64_t word) {
  return (phrase ^ (word >> 31)) * 0x9E3779B97F4A7C15U + word;
}

constexpr float kSure = 0.6F;  // a probability

EntityType TypeOf(const TypeScores& scores) { return ChooseType(scores).type; }

}  // namespace

TypeChoice ChooseType(const TypeScores& scores) {
  size_t best = 0;
  for (size_t i = 1; i < scores.size(); ++i) {
    if (scores[i] > scores[best]) best = i;
  }
  float second = 0;
  for (size_t i = 0; i < scores.size(); ++i) {
    if (i != best) second = std::max(second, scores[i]);
  }
  // Margin and strength, each saturating.
  const float margin = scores[best] - second;
  const float sure = 1 - std::exp(-0.35F * scores[best] - 0.35F * margin);
  return {static_cast<EntityType>(best), std::clamp(sure, 0.05F, 0.99F)};
}

void EntityMerger::Merge(std::span<const Candidate> candidates, float min_confidence, Document& doc,
                         Arena& arena) {
  CollectNames(candidates, doc);
  IndexNames();
  LinkAliases(candidates);
  Emit(candidates, min_confidence, doc, arena);
}

uint64_t EntityMerger::FoldedHash(std::string_view word) {
  FoldCase(word, &folded_);
  std::erase(folded_, '.');  // "U.N." and "UN", "J." and "J"
  return XXH3_64bits(folded_.data(), folded_.size()) | 1U;
}

// The words of the candidate without quotation marks, and its initials.
void EntityMerger::ReadParts(const Candidate& candidate, const Document& doc, Name* name) {
  const std::string_view text = doc.Text(candidate.span.field);
  const std::vector<Token>& tokens = doc.layout(candidate.span.field).tokens;
  name->first_part = static_cast<uint32_t>(parts_.size());
  initials_.clear();
  uint32_t capitals = 0;
  for (uint32_t i = candidate.first_token; i < candidate.end_token; ++i) {
    const Token& token = tokens[i];
    if (token.kind != TokenKind::kWord && token.kind != TokenKind::kNumber) continue;
    const uint32_t begin = std::max(token.begin, candidate.span.begin);
    const uint32_t end = std::min(token.end, candidate.span.end);
    const std::string_view word = text.substr(begin, end - begin);
    parts_.push_back(FoldedHash(word));
    name->key = Combine(name->key, parts_.back());
    if (!token.capitalised) continue;
    ++capitals;
    if (initials_.size() < kMaxAcronym) initials_ += word[0];
  }
  name->end_part = static_cast<uint32_t>(parts_.size());
  if (capitals >= 2 && capitals <= kMaxAcronym) name->acronym = FoldedHash(initials_);
  name->acronym_shape = name->size() == 1 && tokens[candidate.first_token].all_caps &&
                        candidate.span.end - candidate.span.begin <= kMaxAcronym + 4;
}

// The name with this key that a candidate belongs to; -1 for none. One of the same type comes
// first.
int32_t EntityMerger::FindSame(uint64_t key, int32_t type, bool sure) const {
  int32_t found = -1;
  by_key_.ForEach(key, [&](uint32_t value) {
    const int32_t other = names_[value].sure_type;
    if (!sure || other < 0 || other == type) found = static_cast<int32_t>(value);
    return other == type;
  });
  return found;
}

void EntityMerger::CollectNames(std::span<const Candidate> candidates, const Document& doc) {
  names_.clear();
  parts_.clear();
  name_of_.clear();
  by_key_.Reset(candidates.size());
  for (uint32_t c = 0; c < candidates.size(); ++c) {
    const Candidate& candidate = candidates[c];
    Name name;
    ReadParts(candidate, doc, &name);
    // Synonyms meet in their entry.
    if (candidate.entry >= 0) name.key = Combine(77, static_cast<uint64_t>(candidate.entry));
    const auto likeliest = std::ranges::max_element(candidate.probabilities);
    const auto type = static_cast<int32_t>(likeliest - candidate.probabilities.begin());
    const bool sure = *likeliest >= kSure;
    int32_t found = FindSame(name.key, type, sure);
    if (found < 0) {
      found = static_cast<int32_t>(names_.size());
      name.best = c;
      name.entry = candidate.entry;
      names_.push_back(name);
      by_key_.Add(name.key, static_cast<uint32_t>(found));
    } else {
      parts_.resize(name.first_part);
    }
    Name& same = names_[static_cast<size_t>(found)];
    name_of_.push_back(static_cast<uint32_t>(found));
    ++same.count;
    if (same.sure_type < 0 && sure) same.sure_type = type;
    for (size_t t = 0; t < same.scores.size(); ++t) same.scores[t] += candidate.scores[t];
    const Candidate& best = candidates[same.best];
    const bool shouted = doc.layout(best.span.field).tokens[best.first_token].all_caps;
    if (shouted && best.span.end - best.span.begin <= candidate.span.end - candidate.span.begin) {
      same.best = c;
    }
  }
}

void EntityMerger::IndexNames() {
  by_last_.Reset(names_.size());
  by_first_.Reset(names_.size());
  by_acronym_.Reset(names_.size());
  for (size_t i = names_.size(); i-- > 0;) {  // the earliest is found first
    const Name& name = names_[i];
    if (name.size() < 2) continue;
    const auto index = static_cast<uint32_t>(i);
    by_last_.Add(parts_[name.end_part - 1], index);
    by_first_.Add(parts_[name.first_part], index);
    if (name.acronym != 0) by_acronym_.Add(name.acronym, index);
  }
}

bool EntityMerger::IsTail(const Name& tail, const Name& full) const {
  return tail.size() < full.size() &&
         std::equal(parts_.begin() + tail.first_part, parts_.begin() + tail.end_part,
                    parts_.begin() + (full.end_part - tail.size()));
}

bool EntityMerger::IsHead(const Name& head, const Name& full) const {
  return head.size() < full.size() &&
         std::equal(parts_.begin() + head.first_part, parts_.begin() + head.end_part,
                    parts_.begin() + full.first_part);
}

// Whether nothing speaks strongly against `alias` being of `type`, and `full` is.
bool EntityMerger::MayBe(const Name& alias, const Name& full, EntityType type) const {
  if (TypeOf(full.scores) != type) return false;
  if (alias.sure_type >= 0 && alias.sure_type != static_cast<int32_t>(type)) return false;
  if (alias.entry < 0) return true;
  const GazetteerEntry& entry = gazetteer_.entry(alias.entry);
  if (entry.type == type) return true;
  // A place that is also a surname.
  return entry.subtype != "country" && entry.subtype != "norp" &&
         alias.scores[static_cast<size_t>(type)] >=
             alias.scores[static_cast<size_t>(entry.type)] / 2;
}

// A single word of which nothing certain is known.
bool EntityMerger::MayBePerson(const Name& name) const {
  return name.entry < 0 && !name.acronym_shape && name.size() == 1 &&
         *std::ranges::max_element(name.scores) <= kUncertain * static_cast<float>(name.count) &&
         name.scores[static_cast<size_t>(EntityType::kPerson)] > 0;
}

// The fuller name of which names_[index] is a short form; -1 for none.
int32_t EntityMerger::FindFullName(uint32_t index) const {
  const Name& name = names_[index];
  int32_t found = -1;
  const auto take = [&](uint32_t value, bool fits) {
    if (fits && value != index) found = static_cast<int32_t>(value);
    return found >= 0;
  };
  by_last_.ForEach(parts_[name.end_part - 1], [&](uint32_t value) {
    const Name& full = names_[value];
    return take(value, IsTail(name, full) && MayBe(name, full, EntityType::kPerson));
  });
  if (found >= 0) return found;
  by_first_.ForEach(parts_[name.first_part], [&](uint32_t value) {
    const Name& full = names_[value];
    if (!IsHead(name, full)) return false;
    const EntityType type = TypeOf(name.scores);
    const bool person = type == EntityType::kPerson || MayBePerson(name);
    return take(value, (person && MayBe(name, full, EntityType::kPerson)) ||
                           (name.entry < 0 && type != EntityType::kLocation &&
                            MayBe(name, full, EntityType::kOrganisation)));
  });
  if (found >= 0 || !name.acronym_shape) return found;
  by_acronym_.ForEach(parts_[name.first_part], [&](uint32_t value) {
    return take(value, TypeOf(names_[value].scores) != EntityType::kPerson);
  });
  return found;
}

void EntityMerger::LinkAliases(std::span<const Candidate> candidates) {
  for (uint32_t i = 0; i < names_.size(); ++i) {
    if (names_[i].size() == 0) continue;
    names_[i].parent = FindFullName(i);
  }
  // "(SNA)" names what stands before it, whatever its letters.
  for (size_t c = 1; c < candidates.size(); ++c) {
    if (!candidates[c].follows_in_brackets) continue;
    Name& name = names_[name_of_[c]];
    const uint32_t before = Root(name_of_[c - 1]);
    if (name.parent < 0 && name.entry < 0 && name.acronym_shape && before != name_of_[c] &&
        TypeOf(names_[before].scores) == EntityType::kOrganisation) {
      name.parent = static_cast<int32_t>(before);
    }
  }
  for (uint32_t i = 0; i < names_.size(); ++i) {
    if (names_[i].parent < 0) continue;
    Name& root = names_[Root(i)];
    for (size_t t = 0; t < root.scores.size(); ++t) {
      root.scores[t] += kAliasShare * std::max(0.0F, names_[i].scores[t]);
    }
  }
}

// A parent has more words than its child, or is an organisation spelt out: no cycles.
uint32_t EntityMerger::Root(uint32_t name) const {
  while (names_[name].parent >= 0) name = static_cast<uint32_t>(names_[name].parent);
  return name;
}

void EntityMerger::Emit(std::span<const Candidate> candidates, float min_confidence, Document& doc,
                        Arena& arena) {
  entity_of_.assign(names_.size(), -2);
  confidence_of_.assign(names_.size(), 0);
  for (const uint32_t name : name_of_) {
    const uint32_t root = Root(name);
    if (entity_of_[root] == -2) {
      entity_of_[root] = AddEntity(root, candidates, min_confidence, doc, arena);
    }
  }
  AddMentions(candidates, doc);
}

int32_t EntityMerger::AddEntity(uint32_t root, std::span<const Candidate> candidates,
                                float min_confidence, Document& doc, Arena& arena) {
  const Name& name = names_[root];
  const TypeChoice choice = ChooseType(name.scores);
  confidence_of_[root] = choice.confidence;
  if (choice.confidence < min_confidence) return -1;
  Entity entity;
  entity.type = choice.type;
  const std::string_view surface = doc.Text(candidates[name.best].span);
  entity.name = surface;
  if (surface.find('\n') != std::string_view::npos) {
    folded_ = surface;
    std::ranges::replace(folded_, '\n', ' ');
    entity.name = arena.Copy(folded_);
  }
  if (name.entry >= 0 && gazetteer_.entry(name.entry).type == choice.type) {
    const GazetteerEntry& entry = gazetteer_.entry(name.entry);
    entity.name = entry.name;
    entity.subtype = entry.subtype;
    entity.wikidata = entry.wikidata;
    if (!entry.wikidata.empty()) entity.link_confidence = name.size() > 1 ? 0.9F : 0.75F;
  }
  doc.entities.push_back(entity);
  return static_cast<int32_t>(doc.entities.size() - 1);
}

void EntityMerger::AddMentions(std::span<const Candidate> candidates, Document& doc) {
  for (size_t c = 0; c < candidates.size(); ++c) {
    const Candidate& candidate = candidates[c];
    const uint32_t root = Root(name_of_[c]);
    if (entity_of_[root] < 0) continue;
    const auto entity = static_cast<uint32_t>(entity_of_[root]);
    const float known = candidate.probabilities[static_cast<size_t>(doc.entities[entity].type)];
    Mention mention{.span = candidate.span,
                    .entity = entity,
                    .kind = name_of_[c] == root ? MentionKind::kName : MentionKind::kAlias,
                    .confidence = known > 0 ? known : confidence_of_[root]};
    doc.mentions.push_back(mention);
    if (candidate.phrase_begin == candidate.span.begin ||
        doc.entities[entity].type != EntityType::kPerson) {
      continue;
    }
    mention.kind = MentionKind::kDescription;
    mention.span.begin = candidate.phrase_begin;
    doc.mentions.push_back(mention);
  }
  doc.IndexMentions();
}

}  // namespace newsmill
