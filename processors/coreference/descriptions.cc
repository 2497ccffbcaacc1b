#include "processors/coreference/descriptions.h"

#include <algorithm>

namespace newsmill::coreference {
namespace {

constexpr size_t kMaxDescriptions = 512;
constexpr uint32_t kLongestTitle = 4;        // words before a name
constexpr uint32_t kLongestApposition = 20;  // tokens
constexpr size_t kLongestModifiers = 6;

bool EndsHead(std::string_view word) {
  return word == "of" || word == "for" || word == "in" || word == "at" || word == "from" ||
         word == "who" || word == "to" || word == "on" || word == "with" || word == "," ||
         word == "familiar";
}

bool IsDescribed(EntityType type) {
  return type == EntityType::kPerson || type == EntityType::kOrganisation;
}

}  // namespace

uint32_t HeadNoun(const Passage& passage, uint32_t first, uint32_t end) {
  uint32_t head = UINT32_MAX;
  for (uint32_t t = first; t < end; ++t) {
    const std::string_view word = passage.Word(t);
    if (t > first && EndsHead(word)) break;
    if (passage.token(t).kind == TokenKind::kWord) head = t;
  }
  return head;
}

void Descriptions::Start(const Passage& text) {
  text_ = &text;
  document_ = &text.document();
  descriptions_.clear();
  const std::vector<Entity>& entities = document_->entities;
  roles_.assign(entities.size(), {});
  described_by_.assign(text.size(), Reference::kNoEntity);
  genders_.assign(entities.size(), Gender::kUnknown);
  for (size_t e = 0; e < entities.size(); ++e) {
    if (entities[e].type != EntityType::kPerson) continue;
    genders_[e] = GenderOfName(entities[e].name.substr(0, entities[e].name.find(' ')));
  }
  DescribeOrganisations();
  for (uint32_t n = 0; n < text.names().size(); ++n) {
    const NameTokens& name = text.names()[n];
    if (!IsDescribed(entities[name.entity].type)) continue;
    DescribeBefore(name);
    DescribeAcrossComma(name);
    DescribeBehind(name);
  }
}

void Descriptions::Add(uint32_t first_token, uint32_t end_token, uint32_t entity) {
  const uint32_t head = HeadNoun(*text_, first_token, end_token);
  if (head == UINT32_MAX || descriptions_.size() >= kMaxDescriptions) return;
  descriptions_.push_back({text_->Word(head), first_token, end_token, entity});
  described_by_[head] = static_cast<int32_t>(entity);
  if (roles_[entity].empty()) roles_[entity] = text_->Text(first_token, end_token);
  for (uint32_t t = first_token; t < end_token && genders_[entity] == Gender::kUnknown; ++t) {
    if (text_->Word(t) == "of" || text_->Word(t) == "for") break;
    genders_[entity] = GenderOfWord(text_->Word(t));
  }
}

// "Russian finance minister Anja Verbič".
void Descriptions::DescribeBefore(const NameTokens& name) {
  if (document_->entities[name.entity].type != EntityType::kPerson) return;
  const uint32_t at = name.first_token;
  uint32_t begin = at;
  while (!text_->StartsSentence(begin) && at - begin < kLongestTitle &&
         text_->IsContent(begin - 1)) {
    --begin;
  }
  if (begin == at) return;
  if (!text_->StartsSentence(begin)) {
    const int32_t before = text_->name_at(begin - 1);
    if (before != Passage::kNone && text_->EntityOf(before).type == EntityType::kMisc) {
      begin = text_->names()[static_cast<size_t>(before)].first_token;
    }
  }
  Add(begin, at, name.entity);
}

// A name that is no adjective.
bool Descriptions::IsNoun(uint32_t t) const {
  const int32_t name = text_->name_at(t);
  return name != Passage::kNone && text_->EntityOf(name).type != EntityType::kMisc;
}

// A word of an apposition: no verb, no comma.
bool Descriptions::IsApposed(uint32_t t) const {
  if (t >= text_->size()) return false;
  return text_->name_at(t) != Passage::kNone || text_->IsContent(t) || text_->IsClitic(t) ||
         (text_->Is(t, word::kPreposition) && text_->quotation_at(t) == Passage::kNone);
}

// "The mediator, Anja Verbič, said", "The chair, Justice Anja Verbič, said".
void Descriptions::DescribeAcrossComma(const NameTokens& name) {
  uint32_t comma = name.first_token;
  while (!text_->StartsSentence(comma) && name.first_token - comma < kLongestTitle &&
         text_->IsContent(comma - 1)) {
    --comma;
  }
  if (comma < 2 || !text_->IsPunctuation(comma - 1, ',')) return;
  --comma;
  uint32_t begin = comma;
  while (!text_->StartsSentence(begin) && comma - begin < kLongestApposition &&
         IsApposed(begin - 1))
    --begin;
  const bool closed = text_->IsStop(name.end_token) || text_->IsPunctuation(name.end_token, ',');
  const bool determined =
      begin > 0 && text_->Is(begin - 1, word::kDefinite | word::kIndefinite | word::kPossessive);
  if (closed && determined && begin < comma) Add(begin, comma, name.entity);
}

// "Anja Verbič, the finance minister of Slovenia,".
void Descriptions::DescribeBehind(const NameTokens& name) {
  if (!text_->IsPunctuation(name.end_token, ',')) return;
  uint32_t first = name.end_token + 1;
  const bool determined = text_->Is(first, word::kDefinite | word::kIndefinite);
  if (determined) ++first;
  uint32_t end = first;
  while (end - first < kLongestApposition &&
         (IsApposed(end) || text_->Is(end, word::kDefinite | word::kIndefinite))) {
    ++end;
  }
  const bool described = determined || text_->IsPunctuation(end, ',');
  if (end > first && described && !IsNoun(first) && !text_->Is(first, word::kPreposition)) {
    Add(first, end, name.entity);
  }
}

// "the bureau" for the Bureau of Reintegration Policies, "the commission" for a commission.
void Descriptions::DescribeOrganisations() {
  for (uint32_t e = 0; e < document_->entities.size(); ++e) {
    const Entity& entity = document_->entities[e];
    if (entity.type != EntityType::kOrganisation || entity.name.empty()) continue;
    if (descriptions_.size() >= kMaxDescriptions / 2) break;
    const std::string_view head = entity.name.substr(0, entity.name.find(" of "));
    const size_t space = head.rfind(' ');
    descriptions_.push_back(
        {space == std::string_view::npos ? head : head.substr(space + 1), 0, 0, e});
  }
}

// Whether the modifiers before `head` do not speak against the description: a nationality in one
// is not another in the other.
bool Descriptions::Fits(const Description& description, const Passage& passage, uint32_t first,
                        uint32_t head) const {
  if (!SameWord(description.head, passage.Word(head))) return false;
  const auto nation = [](const Passage& p, uint32_t begin, uint32_t end) {
    const uint32_t limit = std::min<uint32_t>(end, begin + kLongestModifiers);
    for (uint32_t t = begin; t < limit; ++t) {
      const int32_t at = p.name_at(t);
      if (at != Passage::kNone && p.EntityOf(at).subtype == "norp") {
        return static_cast<int32_t>(p.names()[static_cast<size_t>(at)].entity);
      }
    }
    return Reference::kNoEntity;
  };
  const int32_t wanted = nation(passage, first, head);
  if (wanted == Reference::kNoEntity) return true;
  const int32_t described = nation(*text_, description.first_token, description.end_token);
  return described == Reference::kNoEntity || described == wanted;
}

int32_t Descriptions::Find(const Passage& passage, uint32_t first, uint32_t head, uint32_t token,
                           bool anywhere) const {
  const Description* best = nullptr;
  for (const Description& description : descriptions_) {
    if (!Fits(description, passage, first, head)) continue;
    if (best == nullptr || (description.first_token < token && !anywhere)) best = &description;
  }
  return best == nullptr ? Reference::kNoEntity : static_cast<int32_t>(best->entity);
}

}  // namespace newsmill::coreference
