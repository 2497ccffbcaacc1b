#include "processors/claims/speakers.h"

#include <algorithm>

#include "processors/claims/sources.h"

namespace newsmill::claims {
namespace {

constexpr float kNamed = 0.95F;
constexpr float kDescribed = 0.75F;
constexpr float kPronoun = 0.7F;
constexpr float kGuess = 0.4F;
constexpr size_t kAntecedentWindow = 12;
constexpr size_t kLabelEntities = 256;
constexpr size_t kIntroductionItems = 200;
// How far back a pronoun reaches, in tokens.
constexpr uint32_t kAntecedentTokens = 400;

// Whether a noun names one person by what they are: "minister", not "ministry" or "spokesman".
bool IsOnePerson(std::string_view head) {
  if (head.starts_with("spokes") || head == "paper" || head == "letter" || head == "order") {
    return false;
  }
  for (const std::string_view suffix : {"er", "or", "ist", "man", "ian", "ant"}) {
    if (head.ends_with(suffix)) return true;
  }
  for (const std::string_view word : {"president", "chief", "judge", "nurse", "chair", "coach"}) {
    if (head == word) return true;
  }
  return false;
}

// "TVR" for The Volta Review.
bool HasInitials(std::string_view name, std::string_view initials) {
  size_t matched = 0;
  for (size_t i = 0; i < name.size(); ++i) {
    const bool starts = (i == 0 || name[i - 1] == ' ') && name[i] >= 'A' && name[i] <= 'Z';
    if (!starts) continue;
    if (matched == initials.size() || name[i] != initials[matched]) return false;
    ++matched;
  }
  return matched >= 2 && matched == initials.size();
}

bool IsCompany(std::string_view head) {
  for (const std::string_view word : {"company", "group", "firm", "airline", "bank", "retailer",
                                      "carmaker", "organisation", "organization", "club"}) {
    if (SameWord(head, word)) return true;
  }
  return false;
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
  speaker.role = descriptions_.role(entity);
  speaker.confidence = confidence;
  return speaker;
}

bool SpeakerResolver::IsPerson(const Speaker& speaker) const {
  return speaker.entity >= 0 &&
         document_->entities[static_cast<size_t>(speaker.entity)].type == EntityType::kPerson;
}

void SpeakerResolver::Start(const Document& document, const Reading& text) {
  document_ = &document;
  descriptions_.Start(document, text);
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
      const Gender known = descriptions_.gender(static_cast<size_t>(candidate.speaker.entity));
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
  const int32_t entity = descriptions_.Find(head, source.first_token, title);
  if (entity < 0 && level == 0 && IsCompany(head)) {
    // "The company": the body that acted or spoke last.
    for (size_t i = antecedents_.size(); i > 0; --i) {
      const Antecedent& last = antecedents_[i - 1];
      if (last.token + kAntecedentTokens < source.first_token) break;
      if (last.speaker.entity >= 0 && last.token < source.first_token &&
          document_->entities[static_cast<size_t>(last.speaker.entity)].type ==
              EntityType::kOrganisation) {
        return OfEntity(static_cast<uint32_t>(last.speaker.entity), kGuess);
      }
    }
  }
  return entity < 0 ? speaker : OfEntity(static_cast<uint32_t>(entity), kDescribed);
}

// An interview's labels: names, or Q and A, where A is whom the article is about.
Speaker SpeakerResolver::ResolveLabel(const Reading& reading, const Draft& draft) const {
  const std::string_view label = reading.TokenText(draft.source.first_token);
  if (label == "Q") return Interviewer(reading);
  if (label == "A" && descriptions_.first_person() >= 0) {
    return OfEntity(static_cast<uint32_t>(descriptions_.first_person()), kDescribed);
  }
  const size_t count = std::min(document_->entities.size(), kLabelEntities);
  for (uint32_t e = 0; e < count && reading.tokens()[draft.source.first_token].all_caps; ++e) {
    if (HasInitials(document_->entities[e].name, label)) return OfEntity(e, kDescribed);
  }
  return ResolvePhrase(reading, draft.source, draft.level);
}

// Whom the introduction says somebody spoke to.
Speaker SpeakerResolver::Interviewer(const Reading& reading) const {
  const auto items = reading.items();
  const size_t end = std::min(items.size(), kIntroductionItems);
  for (size_t i = 1; i < end; ++i) {
    if (!items[i].Is(ItemKind::kName) || !items[i - 1].Is(WordClass::kTo)) continue;
    const Speaker speaker =
        OfEntity(document_->mentions[static_cast<size_t>(items[i].mention)].entity, kDescribed);
    if (IsPerson(speaker)) return speaker;
  }
  return {};
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

// "A customs officer denied … “I checked,” Joris de Wolde said": a name nobody introduces is the
// person who spoke just before.
void SpeakerResolver::LinkEarlierPhrase(const Reading& reading, std::span<const Draft> drafts,
                                        size_t index, std::vector<Speaker>* speakers) {
  const Draft& named = drafts[index];
  const Speaker& speaker = (*speakers)[index];
  if (index == 0 || named.source.mention < 0 || !IsPerson(speaker)) return;
  const uint32_t entity = static_cast<uint32_t>(speaker.entity);
  const bool introduced = !descriptions_.role(entity).empty() || !speaker.role.empty() ||
                          descriptions_.first_token(entity) != named.source.first_token;
  const Draft& before = drafts[index - 1];
  if (introduced || before.level > 0 || before.segment + 2 < named.segment) return;
  if (!before.source.found || before.source.pronoun || (*speakers)[index - 1].entity >= 0) return;
  const uint32_t first = before.source.first_token;
  const std::string_view head = HeadNoun(reading, first, before.source.end_token);
  if (!IsOnePerson(head) || IsEmbedded(drafts, index - 1)) return;
  descriptions_.Add(reading, first, before.source.end_token, entity);
  (*speakers)[index - 1] = OfEntity(entity, kGuess);
}

void SpeakerResolver::Resolve(const Reading& reading, std::span<const Draft> drafts,
                              std::vector<Speaker>* speakers) {
  speakers->assign(drafts.size(), {});
  antecedents_.clear();
  size_t draft = 0;
  const auto resolve = [&](const Draft& d) {
    Speaker& speaker = (*speakers)[draft++];
    speaker = ResolveDraft(reading, d, *speakers);
    if (d.level == 0 && reading.field() == Field::kText) {
      LinkEarlierPhrase(reading, drafts, draft - 1, speakers);
    }
    if (d.level > 0 || speaker.name.empty() || IsEmbedded(drafts, draft - 1)) return;
    const std::string_view word = reading.TokenText(d.source.first_token);
    if (d.source.pronoun && speaker.entity >= 0) {
      if (IsPerson(speaker)) {
        descriptions_.LearnGender(static_cast<size_t>(speaker.entity), GenderOfWord(word));
      }
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
