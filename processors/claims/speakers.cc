#include "processors/claims/speakers.h"

#include <algorithm>

#include "processors/claims/sources.h"

namespace newsmill::claims {
namespace {

constexpr float kNamed = 0.95F;
constexpr float kDescribed = 0.75F;
constexpr float kPronoun = 0.7F;
constexpr float kGuess = 0.4F;
constexpr size_t kMaxDescriptions = 512;
constexpr size_t kAntecedentWindow = 12;
// How far back a pronoun reaches, in tokens.
constexpr uint32_t kAntecedentTokens = 400;

bool SameWord(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           const auto lower = [](char c) {
             return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
           };
           return lower(x) == lower(y);
         });
}

bool IsPlaceOfWords(std::string_view word) {
  return word == "of" || word == "for" || word == "in" || word == "at" || word == "from" ||
         word == "who" || word == "to" || word == "on" || word == "with" || word == "and" ||
         word == "," || word == "familiar";
}

// The head noun of tokens [first, end): the last before a preposition or comma.
std::string_view HeadNoun(const Reading& reading, uint32_t first, uint32_t end) {
  std::string_view head;
  for (uint32_t t = first; t < end; ++t) {
    const std::string_view word = reading.TokenText(t);
    if (t > first && IsPlaceOfWords(word)) break;
    const TokenKind kind = reading.tokens()[t].kind;
    if (kind == TokenKind::kWord) head = word;
  }
  return head;
}

bool IsDocument(std::string_view head) {
  for (const std::string_view word :
       {"statement", "report", "study", "survey", "release", "poll"}) {
    if (SameWord(head, word)) return true;
  }
  return false;
}

}  // namespace

// "She said a fighter had told her that …": the inner one is not who speaks on.
bool SpeakerResolver::IsEmbedded(std::span<const Draft> drafts, size_t index) {
  const Draft& inner = drafts[index];
  if (!inner.source.found) return false;
  for (size_t i = index, stop = index - std::min<size_t>(index, 4); i > stop; --i) {
    const Draft& outer = drafts[i - 1];
    for (size_t p = 0; p < outer.piece_count; ++p) {
      if (outer.pieces[p].first <= inner.source.first_token &&
          inner.source.first_token < outer.pieces[p].end) {
        return true;
      }
    }
  }
  return false;
}

Speaker SpeakerResolver::OfEntity(uint32_t entity, float confidence) const {
  Speaker speaker;
  speaker.entity = static_cast<int32_t>(entity);
  speaker.name = document_->entities[entity].name;
  speaker.role = roles_[entity];
  speaker.confidence = confidence;
  return speaker;
}

bool SpeakerResolver::IsPerson(const Speaker& speaker) const {
  return speaker.entity >= 0 &&
         document_->entities[static_cast<size_t>(speaker.entity)].type == EntityType::kPerson;
}

void SpeakerResolver::AddDescription(const Reading& reading, uint32_t first_token,
                                     uint32_t end_token, uint32_t entity) {
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
void SpeakerResolver::DescribeName(const Reading& reading, size_t at) {
  const auto items = reading.items();
  const Mention& mention = document_->mentions[static_cast<size_t>(items[at].mention)];
  const EntityType type = document_->entities[mention.entity].type;
  if (type != EntityType::kPerson && type != EntityType::kOrganisation) return;
  const auto is_word = [&](const Item& item) {
    return item.Is(WordClass::kOther) && (item.cue == nullptr || item.cue->Has(kNoun));
  };
  size_t begin = at;
  while (begin > 0 && at - begin < 4 && is_word(items[begin - 1])) --begin;
  if (begin < at && type == EntityType::kPerson) {
    AddDescription(reading, items[begin].first_token, items[at].first_token, mention.entity);
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
      AddDescription(reading, items[first].first_token, items[at - 1].first_token, mention.entity);
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
      AddDescription(reading, items[first].first_token, items[end - 1].end_token, mention.entity);
    }
  }
}

// "the bureau" for the Bureau of Reintegration Policies, "the commission" for a commission.
void SpeakerResolver::DescribeOrganisations() {
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

void SpeakerResolver::Start(const Document& document, const Reading& text) {
  document_ = &document;
  descriptions_.clear();
  antecedents_.clear();
  first_person_ = Claim::kNoEntity;
  roles_.assign(document.entities.size(), {});
  genders_.assign(document.entities.size(), Gender::kUnknown);
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
    if (first_person_ < 0 && document.entities[entity].type == EntityType::kPerson) {
      first_person_ = static_cast<int32_t>(entity);
    }
  }
}

void SpeakerResolver::Remember(uint32_t token, const Speaker& speaker, bool person, bool spoke) {
  if (speaker.name.empty()) return;
  antecedents_.push_back({token, segment_, speaker, person, spoke});
}

void SpeakerResolver::NoteSubject(const Reading& reading, const Segment& segment) {
  const PhraseFinder phrases(reading);
  const SourceFinder finder(reading, phrases);
  const Source source = finder.Main(segment, segment.end);
  if (!source.found || source.pronoun || source.mention < 0) return;
  const uint32_t entity = document_->mentions[static_cast<size_t>(source.mention)].entity;
  const Speaker speaker = OfEntity(entity, kPronoun);
  Remember(source.first_token, speaker, IsPerson(speaker), false);
}

const SpeakerResolver::Antecedent* SpeakerResolver::FindAntecedent(const Draft& draft,
                                                                   Gender gender,
                                                                   bool person) const {
  const size_t count = antecedents_.size();
  for (size_t i = count; i > 0 && count - i < kAntecedentWindow; --i) {
    const Antecedent& candidate = antecedents_[i - 1];
    if (candidate.token + kAntecedentTokens < draft.source.first_token) break;
    if (candidate.token >= draft.source.first_token) continue;
    if (candidate.person != person) continue;
    // Nobody calls an unnamed one "he" for long.
    if (candidate.speaker.entity < 0 && candidate.segment + 1 < draft.segment) continue;
    if (candidate.speaker.entity >= 0 && gender != Gender::kUnknown) {
      const Gender known = genders_[static_cast<size_t>(candidate.speaker.entity)];
      if (known != Gender::kUnknown && known != gender) continue;
    }
    return &candidate;
  }
  return nullptr;
}

Speaker SpeakerResolver::ResolvePronoun(const Draft& draft, std::string_view pronoun,
                                        std::span<const Speaker> speakers) const {
  if (SameWord(pronoun, "i") || SameWord(pronoun, "we")) {
    if (draft.parent < 0 || SameWord(pronoun, "we")) return {};
    Speaker speaker = speakers[static_cast<size_t>(draft.parent)];
    speaker.confidence = std::min(speaker.confidence, kPronoun);
    return speaker;
  }
  // Inside somebody's words a third person is whoever they spoke of before: not known here.
  if (SameWord(pronoun, "you")) return {};
  const bool he = SameWord(pronoun, "he");
  const bool person = he || SameWord(pronoun, "she");
  const Gender gender = !person ? Gender::kUnknown : he ? Gender::kMale : Gender::kFemale;
  if (draft.level > 0) return {};
  const Antecedent* antecedent = FindAntecedent(draft, gender, person);
  if (antecedent == nullptr) return {};
  Speaker speaker = antecedent->speaker;
  speaker.confidence = std::min(speaker.confidence, kPronoun);
  return speaker;
}

// "the minister": the last person described so, else the first one later.
Speaker SpeakerResolver::ResolvePhrase(const Reading& reading, const Source& source,
                                       uint8_t level) const {
  Speaker speaker;
  const TextSpan span = reading.Span(source.first_token, source.end_token);
  speaker.name = document_->Text(span.field).substr(span.begin, span.end - span.begin);
  speaker.confidence = kDescribed;
  const std::string_view head = HeadNoun(reading, source.first_token, source.end_token);
  const std::string_view first = reading.TokenText(source.first_token);
  // Bodies speak through their papers: "A JFB statement denied".
  const uint32_t end_item =
      std::min<uint32_t>(source.end_item, static_cast<uint32_t>(reading.items().size()));
  for (uint32_t i = source.begin_item; level == 0 && IsDocument(head) && i < end_item; ++i) {
    const Item& item = reading.items()[i];
    if (!item.Is(ItemKind::kName)) continue;
    return OfEntity(document_->mentions[static_cast<size_t>(item.mention)].entity, kGuess);
  }
  const bool title = reading.field() == Field::kTitle;
  const bool definite = title || SameWord(first, "the") || SameWord(first, "its") ||
                        SameWord(first, "his") || SameWord(first, "her") ||
                        SameWord(first, "their") || reading.tokens()[source.first_token].all_caps;
  if (!definite || head.empty()) return speaker;
  const Description* best = nullptr;
  for (const Description& description : descriptions_) {
    if (!SameWord(description.head, head)) continue;
    if (best == nullptr || description.token < source.first_token || title) best = &description;
  }
  return best == nullptr ? speaker : OfEntity(best->entity, kDescribed);
}

// An interview's labels: names, or Q and A, where A is whom the article is about.
Speaker SpeakerResolver::ResolveLabel(const Reading& reading, const Draft& draft) const {
  const std::string_view label = reading.TokenText(draft.source.first_token);
  if (label == "Q") return {};
  if (label == "A" && first_person_ >= 0) {
    return OfEntity(static_cast<uint32_t>(first_person_), kDescribed);
  }
  return ResolvePhrase(reading, draft.source, draft.level);
}

Speaker SpeakerResolver::ResolveDraft(const Reading& reading, const Draft& draft,
                                      std::span<const Speaker> speakers) const {
  const Source& source = draft.source;
  if (!source.found) {
    if (draft.level > 0 || antecedents_.empty() || draft.turn || draft.cue != nullptr) return {};
    // A paragraph of quotation without a cue: whoever spoke last, as a guess.
    const Antecedent& last = antecedents_.back();
    if (!last.spoke) return {};
    Speaker speaker = last.speaker;
    speaker.confidence = kGuess;
    return speaker;
  }
  if (source.mention >= 0) {
    Speaker speaker =
        OfEntity(document_->mentions[static_cast<size_t>(source.mention)].entity, kNamed);
    if (source.role_first != source.role_end) {
      const TextSpan span = reading.Span(source.role_first, source.role_end);
      speaker.role = document_->Text(span.field).substr(span.begin, span.end - span.begin);
    }
    return speaker;
  }
  if (draft.turn) return ResolveLabel(reading, draft);
  if (source.pronoun) {
    return ResolvePronoun(draft, reading.TokenText(source.first_token), speakers);
  }
  return ResolvePhrase(reading, source, draft.level);
}

void SpeakerResolver::Resolve(const Reading& reading, std::span<const Draft> drafts,
                              std::vector<Speaker>* speakers) {
  speakers->assign(drafts.size(), {});
  antecedents_.clear();
  size_t draft = 0;
  const auto resolve = [&](const Draft& d) {
    Speaker& speaker = (*speakers)[draft++];
    speaker = ResolveDraft(reading, d, *speakers);
    if (d.level > 0 || speaker.name.empty() || IsEmbedded(drafts, draft - 1)) return;
    const std::string_view word = reading.TokenText(d.source.first_token);
    if (d.source.pronoun && speaker.entity >= 0) {
      Gender& gender = genders_[static_cast<size_t>(speaker.entity)];
      if (gender == Gender::kUnknown && IsPerson(speaker)) gender = GenderOfWord(word);
    }
    const Gender hint = d.source.pronoun ? GenderOfWord(word) : Gender::kUnknown;
    // An unnamed single person can be "he" later: "A manager said … he added".
    const bool unnamed = speaker.entity < 0 && (SameWord(word, "a") || SameWord(word, "an"));
    const uint32_t token = d.source.found ? d.source.first_token : d.pieces[0].first;
    Remember(token, speaker, IsPerson(speaker) || hint != Gender::kUnknown || unnamed, true);
    if (unnamed) Remember(token, speaker, false, true);
  };
  // Interview turns come first in order, and are resolved before what stands in them.
  while (draft < drafts.size() && drafts[draft].turn) resolve(drafts[draft]);
  for (uint32_t s = 0; s < reading.segments().size(); ++s) {
    segment_ = s;
    NoteSubject(reading, reading.segments()[s]);
    while (draft < drafts.size() && drafts[draft].level == 0 && drafts[draft].segment <= s) {
      resolve(drafts[draft]);
    }
  }
  while (draft < drafts.size()) resolve(drafts[draft]);
}

}  // namespace newsmill::claims
