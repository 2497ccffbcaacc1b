#include "processors/claims/speakers.h"

#include <algorithm>

#include "processors/coreference/mentions.h"
#include "processors/coreference/reference_words.h"

namespace newsmill::claims {
namespace {

constexpr float kNamed = 0.95F;
constexpr float kDescribed = 0.75F;
constexpr float kPronoun = 0.7F;
constexpr float kGuess = 0.4F;
constexpr size_t kLabelEntities = 256;
constexpr size_t kIntroductionItems = 200;
constexpr size_t kDraftWindow = 64;

using coreference::SameWord;

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

// Whether the source is a paper that somebody issued.
bool IsDocument(const Reading& reading, const Source& source) {
  std::string_view head;
  for (uint32_t t = source.first_token; t < source.end_token; ++t) {
    const std::string_view word = reading.TokenText(t);
    if ((coreference::FactsOf(word) & coreference::word::kPreposition) != 0 && !head.empty()) break;
    head = word;
  }
  return (coreference::FactsOf(head) & coreference::word::kDocument) != 0;
}

}  // namespace

// "She said a fighter had told her that …": the inner one is not who speaks on.
bool SpeakerResolver::IsEmbedded(std::span<const Draft> drafts, size_t index) {
  const Draft& inner = drafts[index];
  if (!inner.source.found) return false;
  for (size_t i = index, stop = index - std::min<size_t>(index, 4); i > stop; --i) {
    if (drafts[i - 1].ContentHolds(inner.source.first_token)) return true;
  }
  return false;
}

Speaker SpeakerResolver::OfEntity(uint32_t entity, float confidence) const {
  Speaker speaker;
  speaker.entity = static_cast<int32_t>(entity);
  speaker.name = document_->entities[entity].name;
  speaker.role = document_->entities[entity].role;
  speaker.confidence = confidence;
  return speaker;
}

bool SpeakerResolver::IsPerson(uint32_t entity) const {
  return document_->entities[entity].type == EntityType::kPerson;
}

void SpeakerResolver::Start(const Document& document, const Reading& text) {
  document_ = &document;
  first_person_ = Claim::kNoEntity;
  for (const Item& item : text.items()) {
    if (!item.Is(ItemKind::kName)) continue;
    const uint32_t entity = document.mentions[static_cast<size_t>(item.mention)].entity;
    if (!IsPerson(entity)) continue;
    first_person_ = static_cast<int32_t>(entity);
    return;
  }
}

// Whom the text does not name: as the source that introduced them has it, else by the words.
Speaker SpeakerResolver::OfIntroduced(const Reading& reading, const Reference& reference,
                                      std::span<const Draft> drafts,
                                      std::span<const Speaker> speakers) const {
  const TextSpan& words = reference.introduced;
  for (size_t i = drafts.size(); i > 0 && drafts.size() - i < kDraftWindow; --i) {
    const Source& source = drafts[i - 1].source;
    if (!source.found || source.pronoun || speakers[i - 1].name.empty()) continue;
    const TextSpan span = reading.Span(source.first_token, source.end_token);
    if (words.begin < span.end && span.begin < words.end) return speakers[i - 1];
  }
  Speaker speaker;
  speaker.name = document_->Text(words);
  return speaker;
}

Speaker SpeakerResolver::ResolvePronoun(const Reading& reading, const Draft& draft,
                                        std::span<const Draft> drafts,
                                        std::span<const Speaker> speakers) const {
  const uint32_t token = draft.source.first_token;
  if (SameWord(reading.TokenText(token), "i")) {
    if (draft.parent < 0) return {};
    Speaker speaker = speakers[static_cast<size_t>(draft.parent)];
    speaker.confidence = std::min(speaker.confidence, kPronoun);
    return speaker;
  }
  // Inside somebody's words a third person is whoever they spoke of before: too seldom right.
  if (draft.level > 0) return {};
  const Reference* reference = FindReference(*document_, reading.Span(token, token + 1));
  if (reference == nullptr) return {};
  Speaker speaker = reference->entity >= 0 ? OfEntity(static_cast<uint32_t>(reference->entity), 1)
                                           : OfIntroduced(reading, *reference, drafts, speakers);
  speaker.confidence = reference->confidence;
  return speaker;
}

// "the minister": whom the text describes so; else the source's own words.
Speaker SpeakerResolver::ResolvePhrase(const Reading& reading, const Draft& draft) const {
  const Source& source = draft.source;
  const TextSpan span = reading.Span(source.first_token, source.end_token);
  // Bodies speak through their papers: "A JFB statement denied".
  const auto end_item = std::min(source.end_item, static_cast<uint32_t>(reading.items().size()));
  for (uint32_t i = source.begin_item; draft.level == 0 && i < end_item; ++i) {
    const Item& item = reading.items()[i];
    if (!item.Is(ItemKind::kName)) continue;
    if (!IsDocument(reading, source)) break;
    return OfEntity(document_->mentions[static_cast<size_t>(item.mention)].entity, kGuess);
  }
  if (const Reference* reference = FindReference(*document_, span); reference != nullptr) {
    if (reference->entity >= 0) {
      return OfEntity(static_cast<uint32_t>(reference->entity), reference->confidence);
    }
  }
  Speaker speaker;
  speaker.name = document_->Text(span);
  speaker.confidence = kDescribed;
  return speaker;
}

// An interview's labels: names, or Q and A, where A is whom the article is about.
Speaker SpeakerResolver::ResolveLabel(const Reading& reading, const Draft& draft) const {
  const std::string_view label = reading.TokenText(draft.source.first_token);
  if (label == "Q") return Interviewer(reading);
  if (label == "A" && first_person_ >= 0) {
    return OfEntity(static_cast<uint32_t>(first_person_), kDescribed);
  }
  const size_t count = std::min(document_->entities.size(), kLabelEntities);
  for (uint32_t e = 0; e < count && reading.tokens()[draft.source.first_token].all_caps; ++e) {
    if (HasInitials(document_->entities[e].name, label)) return OfEntity(e, kDescribed);
  }
  return ResolvePhrase(reading, draft);
}

// Whom the introduction says somebody spoke to.
Speaker SpeakerResolver::Interviewer(const Reading& reading) const {
  const auto items = reading.items();
  const size_t end = std::min(items.size(), kIntroductionItems);
  for (size_t i = 1; i < end; ++i) {
    if (!items[i].Is(ItemKind::kName) || !items[i - 1].Is(WordClass::kTo)) continue;
    const uint32_t entity = document_->mentions[static_cast<size_t>(items[i].mention)].entity;
    if (IsPerson(entity)) return OfEntity(entity, kDescribed);
  }
  return {};
}

Speaker SpeakerResolver::ResolveDraft(const Reading& reading, const Draft& draft,
                                      std::span<const Draft> drafts,
                                      std::span<const Speaker> speakers) const {
  const Source& source = draft.source;
  if (!source.found) {
    // A paragraph of quotation without a cue: whoever spoke last, as a guess.
    if (draft.level > 0 || !last_.known || draft.turn || draft.cue != nullptr) return {};
    Speaker speaker = last_.speaker;
    speaker.confidence = kGuess;
    return speaker;
  }
  if (source.mention >= 0) {
    Speaker speaker =
        OfEntity(document_->mentions[static_cast<size_t>(source.mention)].entity, kNamed);
    if (source.role_first != source.role_end) {
      speaker.role = document_->Text(reading.Span(source.role_first, source.role_end));
    }
    return speaker;
  }
  if (draft.turn) return ResolveLabel(reading, draft);
  return source.pronoun ? ResolvePronoun(reading, draft, drafts, speakers)
                        : ResolvePhrase(reading, draft);
}

void SpeakerResolver::Resolve(const Reading& reading, std::span<const Draft> drafts,
                              std::vector<Speaker>* speakers) {
  speakers->assign(drafts.size(), {});
  last_ = {};
  for (size_t i = 0; i < drafts.size(); ++i) {
    Speaker& speaker = (*speakers)[i];
    speaker = ResolveDraft(reading, drafts[i], drafts.first(i), *speakers);
    if (drafts[i].level > 0 || speaker.name.empty() || IsEmbedded(drafts, i)) continue;
    last_ = {true, speaker};
  }
}

void SpeakerResolver::AddFirstPersons(const Reading& reading, std::span<const Draft> drafts,
                                      std::span<const Speaker> speakers,
                                      std::vector<Mention>* mentions) {
  words_of_.assign(reading.tokens().size(), Draft::kNone);
  for (size_t i = 0; i < drafts.size(); ++i) {
    for (size_t p = 0; p < drafts[i].piece_count; ++p) {
      for (uint32_t t = drafts[i].pieces[p].first; t < drafts[i].pieces[p].end; ++t) {
        const uint8_t depth = static_cast<uint8_t>(drafts[i].level + (drafts[i].turn ? 0 : 1));
        if (reading.DepthOf(t) == depth) words_of_[t] = static_cast<int32_t>(i);
      }
    }
  }
  for (uint32_t t = 0; t < words_of_.size(); ++t) {
    if (words_of_[t] == Draft::kNone || reading.tokens()[t].kind != TokenKind::kWord) continue;
    const Speaker& speaker = speakers[static_cast<size_t>(words_of_[t])];
    if (speaker.entity == Claim::kNoEntity) continue;
    const auto entity = static_cast<uint32_t>(speaker.entity);
    const bool body = document_->entities[entity].type == EntityType::kOrganisation;
    const uint64_t wanted = body ? coreference::word::kWe : coreference::word::kI;
    if ((coreference::FactsOf(reading.TokenText(t)) & wanted) == 0) continue;
    Mention mention;
    mention.span = reading.Span(t, t + 1);
    mention.entity = entity;
    mention.kind = MentionKind::kPronoun;
    mention.confidence = speaker.confidence;
    mentions->push_back(mention);
  }
}

}  // namespace newsmill::claims
