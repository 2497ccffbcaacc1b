#include "processors/entities/linker.h"

#include <algorithm>

#include "processors/coreference/reference_words.h"

namespace newsmill {
namespace {

constexpr float kNone = 12;          // the weight of "none of these"
constexpr float kNoneOfPersons = 4;  // persons' full names are seldom shared
constexpr float kOtherType = 0.15F;
constexpr float kBody = 0.5F;      // an organisation taken for a place
constexpr float kTeam = 0.01F;     // a country's team is not the country
constexpr float kSpokenForm = 12;  // a government that speaks
constexpr float kSilentForm = 0.1F;
constexpr float kNamedBehind = 20;  // "Paris, Texas"
constexpr float kContext = 4;       // of a candidate whose country is all the article is about
constexpr size_t kMaxCandidates = 32;
constexpr size_t kMaxMentions = 64;
constexpr size_t kMaxCountries = 64;

bool IsName(const Mention& mention) {
  return mention.kind == MentionKind::kName || mention.kind == MentionKind::kAlias;
}

float TypeAgreement(EntityType entity, EntityType entry) {
  if (entity == entry) return 1;
  if (entity == EntityType::kOrganisation && entry == EntityType::kLocation) return kTeam;
  return entity == EntityType::kLocation && entry == EntityType::kOrganisation ? kBody : kOtherType;
}

}  // namespace

void Linker::AddCountry(int64_t entry, float amount) {
  if (entry < 0) return;
  const auto country = static_cast<uint32_t>(entry);
  total_ += amount;
  const auto known = std::ranges::find(countries_, country, &Count::country);
  if (known != countries_.end()) {
    known->amount += amount;
  } else if (countries_.size() < kMaxCountries) {
    countries_.push_back({country, amount});
  }
}

float Linker::Support(uint32_t entry) const {
  if (total_ <= 0) return 0;
  const int32_t stated = kb_.entry(entry).country;
  const uint32_t country = stated < 0 ? entry : static_cast<uint32_t>(stated);
  const auto known = std::ranges::find(countries_, country, &Count::country);
  return known == countries_.end() ? 0 : known->amount / total_;
}

std::span<const KbForm> Linker::Candidates(const Document& doc, const Entity& entity) {
  auto forms = kb_.Find(KnowledgeBase::FormHash(entity.name, &scratch_));
  for (const Mention& mention : doc.mentions_of(entity)) {
    if (!forms.empty() || mention.kind != MentionKind::kName) break;
    forms = kb_.Find(KnowledgeBase::FormHash(doc.Text(mention.span), &scratch_));
  }
  return forms.first(std::min(forms.size(), kMaxCandidates));
}

// Names with one meaning, and nationalities, say what countries the article is about.
void Linker::CountCountries(const Document& doc) {
  countries_.clear();
  total_ = 0;
  for (const Entity& entity : doc.entities) {
    const auto forms = Candidates(doc, entity);
    const auto amount = static_cast<float>(entity.end_mention - entity.first_mention);
    // Something far weightier than its namesakes counts too.
    if (forms.empty() || (forms.size() > 1 && forms[1].prior > forms[0].prior / 4)) continue;
    const uint32_t entry = forms[0].entry;
    if (TypeAgreement(entity.type, kb_.type(entry)) < kBody && entity.subtype != "norp") {
      continue;
    }
    const int32_t country = kb_.entry(entry).country;
    if (country >= 0) {
      AddCountry(country, amount);
    } else if (kb_.subtype(entry) == "country") {
      AddCountry(entry, amount);
    }
  }
}

// The name after the comma behind a mention: "Paris, Texas".
void Linker::ReadPlaceBehind(const Document& doc, const Entity& entity) {
  behind_.clear();
  size_t looked_at = 0;
  for (const Mention& mention : doc.mentions_of(entity)) {
    if (!IsName(mention) || ++looked_at > kMaxMentions) continue;
    const std::string_view text = doc.Text(mention.span.field);
    const auto& tokens = doc.layout(mention.span.field).tokens;
    auto next = std::ranges::lower_bound(tokens, mention.span.end, {}, &Token::begin);
    if (next == tokens.end() || text[next->begin] != ',') continue;
    const auto first = ++next;
    for (size_t words = 0; words < 2 && next != tokens.end() && next->capitalised; ++words) {
      const auto name = text.substr(first->begin, next->end - first->begin);
      for (const KbForm& form : kb_.Find(KnowledgeBase::FormHash(name, &scratch_))) {
        if (behind_.size() < kMaxCandidates) behind_.push_back(form.entry);
      }
      ++next;
    }
  }
}

// Whether each mention is who does something in words.
bool Linker::Speaks(const Document& doc, const Entity& entity) const {
  size_t names = 0;
  size_t deeds = 0;
  for (const Mention& mention : doc.mentions_of(entity)) {
    if (!IsName(mention) || names >= kMaxMentions) continue;
    ++names;
    const auto& tokens = doc.layout(mention.span.field).tokens;
    auto next = std::ranges::lower_bound(tokens, mention.span.end, {}, &Token::begin);
    if (next == tokens.end()) continue;
    const std::string_view word =
        doc.Text(mention.span.field).substr(next->begin, next->end - next->begin);
    if ((coreference::FactsOf(word) & coreference::word::kDeed) != 0) ++deeds;
  }
  return names > 0 && deeds == names;
}

float Linker::Affinity(const Document& doc, const Entity& entity, uint32_t entry) {
  float affinity = TypeAgreement(entity.type, kb_.type(entry)) * (1 + kContext * Support(entry));
  if (kb_.subtype(entry) == "government") {
    affinity *= speaks_ || kb_.name(entry) == entity.name ? kSpokenForm : kSilentForm;
  }
  const KbEntry& candidate = kb_.entry(entry);
  for (const uint32_t place : behind_) {
    if (place == entry) continue;
    const KbEntry& container = kb_.entry(place);
    const bool country = candidate.country == static_cast<int64_t>(place);
    const bool region = kb_.subtype(place) == "region" && candidate.country >= 0 &&
                        candidate.country == container.country && kb_.subtype(entry) != "region";
    if (country || region) return affinity * kNamedBehind;
  }
  // One word alone names a person only where the article has no fuller name.
  const bool single = entity.name.find(' ') == std::string_view::npos;
  return single && kb_.type(entry) == EntityType::kPerson &&
                 doc.Text(doc.mentions[entity.first_mention].span) == entity.name
             ? affinity / 4
             : affinity;
}

Linker::Choice Linker::Choose(const Document& doc, const Entity& entity,
                              std::span<const KbForm> forms) {
  speaks_ = Speaks(doc, entity);
  ReadPlaceBehind(doc, entity);
  Choice best;
  float best_score = 0;
  float all = entity.type == EntityType::kPerson ? kNoneOfPersons : kNone;
  for (const KbForm& form : forms) {
    const float score = form.prior * Affinity(doc, entity, form.entry);
    all += score;
    if (score <= best_score) continue;
    best_score = score;
    best.entry = form.entry;
  }
  best.confidence = std::min(best_score / all, 0.99F);
  return best;
}

void Linker::Link(Document& doc) {
  CountCountries(doc);
  for (Entity& entity : doc.entities) {
    if (entity.subtype == "norp") continue;  // linked by the list of demonyms
    const auto forms = Candidates(doc, entity);
    if (forms.empty()) continue;
    const Choice choice = Choose(doc, entity, forms);
    if (choice.confidence < min_confidence_) {
      // Several meanings, none likely: better none than the first of a list.
      entity.wikidata = {};
      entity.link_confidence = 0;
      continue;
    }
    const bool same = entity.wikidata == kb_.wikidata(choice.entry);
    entity.wikidata = kb_.wikidata(choice.entry);
    entity.link_confidence = entity.wikidata.empty() ? 0 : choice.confidence;
    if (!same && kb_.type(choice.entry) == entity.type &&
        kb_.subtype(choice.entry) != "government") {
      entity.subtype = kb_.subtype(choice.entry);
      entity.name = kb_.name(choice.entry);
    }
  }
}

}  // namespace newsmill
