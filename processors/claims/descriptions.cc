#include "processors/claims/descriptions.h"

#include <algorithm>

namespace newsmill::claims {
namespace {

constexpr size_t kMaxDescriptions = 512;

bool EndsHead(std::string_view word) {
  return word == "of" || word == "for" || word == "in" || word == "at" || word == "from" ||
         word == "who" || word == "to" || word == "on" || word == "with" || word == "," ||
         word == "familiar";
}

}  // namespace

bool SameWord(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           const auto lower = [](char c) {
             return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
           };
           return lower(x) == lower(y);
         });
}

// The head noun of tokens [first, end): the last before a preposition or comma.
std::string_view HeadNoun(const Reading& reading, uint32_t first, uint32_t end) {
  std::string_view head;
  for (uint32_t t = first; t < end; ++t) {
    const std::string_view word = reading.TokenText(t);
    if (t > first && EndsHead(word)) break;
    const TokenKind kind = reading.tokens()[t].kind;
    if (kind == TokenKind::kWord) head = word;
  }
  return head;
}

void Descriptions::Start(const Document& document, const Reading& text) {
  document_ = &document;
  descriptions_.clear();
  first_person_ = Claim::kNoEntity;
  roles_.assign(document.entities.size(), {});
  genders_.assign(document.entities.size(), Gender::kUnknown);
  first_tokens_.assign(document.entities.size(), UINT32_MAX);
  for (size_t e = 0; e < document.entities.size(); ++e) {
    const Entity& entity = document.entities[e];
    if (entity.type != EntityType::kPerson) continue;
    genders_[e] = GenderOfName(entity.name.substr(0, entity.name.find(' ')));
  }
  DescribeOrganisations();
  for (size_t i = 0; i < text.items().size(); ++i) {
    if (!text.items()[i].Is(ItemKind::kName)) continue;
    DescribeName(text, i);
    const uint32_t entity = document.mentions[static_cast<size_t>(text.items()[i].mention)].entity;
    first_tokens_[entity] = std::min(first_tokens_[entity], text.items()[i].first_token);
    if (first_person_ < 0 && document.entities[entity].type == EntityType::kPerson) {
      first_person_ = static_cast<int32_t>(entity);
    }
  }
}

void Descriptions::Add(const Reading& reading, uint32_t first_token, uint32_t end_token,
                       uint32_t entity) {
  const std::string_view head = HeadNoun(reading, first_token, end_token);
  if (head.empty() || first_token >= end_token || descriptions_.size() >= kMaxDescriptions) return;
  descriptions_.push_back({head, first_token, entity});
  if (roles_[entity].empty()) {
    const TextSpan span = reading.Span(first_token, end_token);
    roles_[entity] = document_->text.substr(span.begin, span.end - span.begin);
  }
  for (uint32_t t = first_token; t < end_token && genders_[entity] == Gender::kUnknown; ++t) {
    if (reading.TokenText(t) == "of" || reading.TokenText(t) == "for") break;
    genders_[entity] = GenderOfWord(reading.TokenText(t));
  }
}

// "finance minister Anja Verbič", "Anja Verbič, the finance minister", "The mediator, X, said".
void Descriptions::DescribeName(const Reading& reading, size_t at) {
  const auto items = reading.items();
  const Mention& mention = document_->mentions[static_cast<size_t>(items[at].mention)];
  const EntityType type = document_->entities[mention.entity].type;
  if (type != EntityType::kPerson && type != EntityType::kOrganisation) return;
  const auto is_word = [&](const Item& item) {
    return item.Is(WordClass::kOther) && (item.cue == nullptr || item.cue->Has(kNoun));
  };
  size_t begin = at;
  while (begin > 0 && at - begin < 4 && is_word(items[begin - 1])) --begin;
  if (begin > 0 && begin < at && IsAdjectiveName(items[begin - 1])) --begin;  // "Russian"
  if (begin < at && type == EntityType::kPerson) {
    Add(reading, items[begin].first_token, items[at].first_token, mention.entity);
  }
  if (at > 1 && items[at - 1].Is(ItemKind::kComma)) {
    size_t first = at - 1;
    while (first > 0 && at - first < 14 &&
           (is_word(items[first - 1]) || items[first - 1].Is(ItemKind::kName) ||
            items[first - 1].Is(WordClass::kPreposition) ||
            items[first - 1].Is(ItemKind::kClitic))) {
      --first;
    }
    const bool closed = at + 1 >= items.size() || items[at + 1].Is(ItemKind::kComma) ||
                        items[at + 1].Is(ItemKind::kStop);
    const bool determined = first > 0 && items[first - 1].Is(WordClass::kDeterminer);
    if (closed && determined && first < at - 1) {
      Add(reading, items[first].first_token, items[at - 1].first_token, mention.entity);
    }
  }
  if (at + 2 < items.size() && items[at + 1].Is(ItemKind::kComma)) {
    size_t first = at + 2;
    const bool determined = items[first].Is(WordClass::kDeterminer);
    if (determined) ++first;
    size_t end = first;
    while (end < items.size() && end - first < 14 &&
           (is_word(items[end]) || items[end].Is(ItemKind::kName) ||
            items[end].Is(ItemKind::kClitic) || items[end].Is(WordClass::kPreposition) ||
            items[end].Is(WordClass::kDeterminer))) {
      ++end;
    }
    const bool described = determined || (end < items.size() && items[end].Is(ItemKind::kComma));
    if (end > first && described && !items[first].Is(ItemKind::kName) &&
        !items[first].Is(WordClass::kPreposition)) {
      Add(reading, items[first].first_token, items[end - 1].end_token, mention.entity);
    }
  }
}

bool Descriptions::IsAdjectiveName(const Item& item) const {
  if (!item.Is(ItemKind::kName)) return false;
  const Mention& mention = document_->mentions[static_cast<size_t>(item.mention)];
  return document_->entities[mention.entity].type == EntityType::kMisc;
}

// "the bureau" for the Bureau of Reintegration Policies, "the commission" for a commission.
void Descriptions::DescribeOrganisations() {
  for (uint32_t e = 0; e < document_->entities.size(); ++e) {
    const Entity& entity = document_->entities[e];
    if (entity.type != EntityType::kOrganisation || entity.name.empty()) continue;
    if (descriptions_.size() >= kMaxDescriptions / 2) break;
    const std::string_view of = " of ";
    const size_t head_end = std::min(entity.name.find(of), entity.name.size());
    const std::string_view head = entity.name.substr(0, head_end);
    const size_t space = head.rfind(' ');
    descriptions_.push_back(
        {space == std::string_view::npos ? head : head.substr(space + 1), 0, e});
  }
}

int32_t Descriptions::Find(std::string_view head, uint32_t token, bool anywhere) const {
  const Description* best = nullptr;
  for (const Description& description : descriptions_) {
    if (!SameWord(description.head, head)) continue;
    if (best == nullptr || (description.token < token && !anywhere)) best = &description;
  }
  return best == nullptr ? Claim::kNoEntity : static_cast<int32_t>(best->entity);
}

}  // namespace newsmill::claims
