#include "processors/claims/extraction.h"

#include <algorithm>

namespace newsmill::claims {
namespace {

constexpr uint32_t kFollowingWindow = 40;
constexpr size_t kInheritWindow = 8;  // drafts
constexpr uint32_t kSourceWindow = 60;
constexpr uint32_t kContentBeforeWindow = 300;
constexpr uint32_t kShortestInside = 5;  // tokens of a quotation that may hold an attribution

constexpr float kSure = 0.9F;
constexpr float kLikely = 0.8F;
constexpr float kFair = 0.65F;
constexpr float kWeak = 0.5F;

bool LooksLikeAdjective(std::string_view word) {
  for (const std::string_view suffix : {"s", "al", "ive", "ing", "ed", "ent", "ous", "ic", "ary",
                                        "ory", "ful", "able", "ible", "ian"}) {
    if (word.ends_with(suffix)) return true;
  }
  return false;
}

}  // namespace

TokenRange Extractor::Tokens(uint32_t begin_item, uint32_t end_item) const {
  if (begin_item >= end_item) return {};
  const auto items = reading_.items();
  return {items[begin_item].first_token, items[end_item - 1].end_token};
}

Draft Extractor::NewDraft(uint32_t segment, float confidence) const {
  Draft draft;
  draft.segment = segment;
  draft.level = reading_.level();
  draft.parent = parent_;
  draft.confidence = confidence;
  draft.sentence_token = reading_.items()[reading_.segments()[segment].begin].first_token;
  return draft;
}

void Extractor::Add(const Draft& draft) {
  if (draft.piece_count == 0 || draft.source.nobody) return;
  drafts_->push_back(draft);
  const size_t index = drafts_->size() - 1;
  for (size_t p = 0; p < draft.piece_count; ++p) {
    // Only whole quotations are marked: a scare quote inside a content belongs to nobody.
    const auto items = reading_.items();
    const auto found =
        std::lower_bound(items.begin(), items.end(), draft.pieces[p].first,
                         [](const Item& item, uint32_t token) { return item.first_token < token; });
    for (auto item = found; item != items.end() && item->end_token <= draft.pieces[p].end; ++item) {
      if (item->Is(ItemKind::kQuotation)) Use(*item, index);
    }
  }
}

bool Extractor::IsUsed(int32_t quotation) const {
  return used_by_[static_cast<size_t>(quotation)] != Draft::kNone;
}

void Extractor::Use(const Item& item, size_t draft) {
  used_by_[static_cast<size_t>(item.quotation)] = static_cast<int32_t>(draft);
}

bool Extractor::IsPure(const Segment& segment) const {
  bool quotation = false;
  for (uint32_t i = segment.begin; i < segment.end; ++i) {
    const Item& item = reading_.items()[i];
    quotation = quotation || item.Is(ItemKind::kQuotation);
    if (!item.Is(ItemKind::kQuotation) && !item.Is(ItemKind::kStop) &&
        !item.Is(ItemKind::kSymbol)) {
      return false;
    }
  }
  return quotation;
}

// The item of the quotation that ends right before `end`, a comma between allowed; -1: none.
int32_t Extractor::QuotationBefore(const Segment& segment, uint32_t end) const {
  const auto items = reading_.items();
  uint32_t i = end;
  bool comma = false;
  if (i > segment.begin &&
      (items[i - 1].Is(ItemKind::kComma) || items[i - 1].Is(ItemKind::kDash))) {
    comma = true;
    --i;
  }
  if (i == segment.begin || !items[i - 1].Is(ItemKind::kQuotation)) return -1;
  const Quotation& quotation = reading_.quotations()[static_cast<size_t>(items[i - 1].quotation)];
  const char last = reading_.LastCharacter(quotation);
  const bool introduced = comma || last == ',' || last == '?' || last == '!' || last == '.';
  const bool leads = i - 1 == segment.begin;
  return introduced || leads ? static_cast<int32_t>(i - 1) : -1;
}

// The source of the attribution before in the sentence, else the sentence's subject.
Source Extractor::Inherited(const Segment& segment, uint32_t cue) const {
  const uint32_t token = reading_.items()[cue].first_token;
  const uint32_t first = reading_.items()[segment.begin].first_token;
  const size_t window = std::min(drafts_->size() - level_first_draft_, kInheritWindow);
  for (size_t i = drafts_->size(), stop = i - window; i > stop; --i) {
    const Draft& draft = (*drafts_)[i - 1];
    if (draft.sentence_token != first) break;
    const TokenRange& last = draft.pieces[draft.piece_count - 1];
    const bool around = last.first < token && token < last.end;
    if (draft.source.found && !around) return draft.source;
  }
  return sources_.Main(segment, cue);
}

bool Extractor::IsNoSpeech(const Segment& segment, uint32_t cue, uint32_t after,
                           const CueVerb& verb) const {
  const auto items = reading_.items();
  if (verb.Has(kInfinitive) && after + 1 < segment.end) {
    uint32_t i = after;
    if (items[i].Is(WordClass::kNegation)) ++i;
    if (items[i].Is(WordClass::kTo) && i + 1 < segment.end) {
      const std::string_view word = reading_.Lower(items[i + 1]);
      if (word == "comment" || word == "say" || word == "answer" || word == "discuss" ||
          word == "elaborate" || word == "be" || word == "give" || word == "name" ||
          word == "speak" || word == "reply" || word == "respond" || word == "disclose") {
        return verb.stance == Stance::kDenies || verb.stance == Stance::kAsks;
      }
    }
  }
  return cue > segment.begin && items[cue].capitalised && reading_.field() == Field::kText &&
         !reading_.tokens()[items[cue].first_token].all_caps;
}

// Whether the form stands where a finite verb or a participle can.
bool Extractor::IsVerb(const Segment& segment, uint32_t cue, const VerbGroup& group) const {
  const auto items = reading_.items();
  const Item& item = items[cue];
  if (group.negated || group.passive) return false;
  if (group.infinitive) {  // "rang the police to say that"
    return item.cue->Has(kQuotation) && !item.cue->Has(kThought) && cue + 1 < segment.end &&
           items[cue + 1].Is(WordClass::kThat) && cue >= segment.begin + 3 &&
           items[cue - 2].cue == nullptr;
  }
  if (cue == segment.begin) return item.form == VerbForm::kPast || item.form == VerbForm::kGerund;
  const Item& left = items[cue - 1];
  const bool determined = (left.Is(WordClass::kDeterminer) && !reading_.IsText(left, "both") &&
                           !reading_.IsText(left, "each") && !reading_.IsText(left, "this") &&
                           !reading_.IsText(left, "some") && !reading_.IsText(left, "many")) ||
                          left.Is(ItemKind::kClitic);
  if (determined) return false;
  if (left.Is(WordClass::kPreposition) && item.form != VerbForm::kGerund) return false;
  if (item.form == VerbForm::kBase && group.begin == cue) {
    if (left.Is(WordClass::kPronoun)) {
      return !reading_.IsText(left, "he") && !reading_.IsText(left, "she");
    }
    if (left.Is(WordClass::kRelative)) return true;
    if (left.Is(WordClass::kCoordinator)) {  // "she would look and say, “…”"
      return cue + 2 < segment.end && items[cue + 2].Is(ItemKind::kQuotation) &&
             (items[cue + 1].Is(ItemKind::kComma) || items[cue + 1].Is(ItemKind::kColon));
    }
    if (left.Is(ItemKind::kName)) return !item.cue->Has(kNoun);
    if (left.Is(ItemKind::kComma)) return !item.cue->Has(kNoun);
    return left.Is(WordClass::kOther) &&
           (reading_.Lower(left).ends_with('s') || reading_.IsText(left, "police") ||
            reading_.IsText(left, "people"));
  }
  if (item.form == VerbForm::kThird && item.cue->Has(kNoun)) {
    // "a state of emergency claims"? A noun unless a name, pronoun or singular noun leads.
    if (left.Is(WordClass::kOther)) {
      const bool noun =
          !left.capitalised && left.cue == nullptr && !LooksLikeAdjective(reading_.Lower(left));
      return noun && !(cue >= segment.begin + 2 && items[cue - 2].Is(ItemKind::kClitic));
    }
    return left.Is(ItemKind::kName) || left.Is(WordClass::kPronoun) ||
           left.Is(WordClass::kAdverb) || left.Is(WordClass::kRelative) ||
           left.Is(ItemKind::kParenthesis) || left.Is(ItemKind::kComma) ||
           left.Is(WordClass::kCoordinator);
  }
  return true;
}

// `“…,” X said, “…”`: what follows belongs to the same quotation.
void Extractor::AddFollowingQuotation(const Segment& segment, uint32_t after, Draft* draft) {
  const auto items = reading_.items();
  const uint32_t end = std::min(segment.end, after + kFollowingWindow);
  for (uint32_t i = after; i < end; ++i) {
    if (items[i].cue != nullptr && !items[i].cue->Has(kNoun)) return;
    if (!items[i].Is(ItemKind::kQuotation)) continue;
    if (i == segment.begin) return;
    const Item& before = items[i - 1];
    if (before.Is(ItemKind::kComma) || before.Is(ItemKind::kColon) || before.Is(ItemKind::kDash) ||
        before.Is(ItemKind::kStop)) {
      draft->AddPiece(Tokens(i, i + 1));
    }
    return;
  }
}

// `“…,” said X` and `“…,” X said`.
bool Extractor::TryQuotationBefore(const Segment& segment, uint32_t cue, uint32_t after,
                                   Draft* draft) {
  const auto items = reading_.items();
  if (!draft->cue->Has(kQuotation)) return false;
  int32_t quotation = QuotationBefore(segment, cue);
  uint32_t behind = after;
  if (quotation >= 0) {
    const Source source = sources_.After(segment, after);
    if (!source.found) return false;
    draft->source = source;
    behind = source.end_item;
  } else if (draft->source.found) {
    quotation = QuotationBefore(segment, draft->source.begin_item);
  }
  if (quotation < 0) return false;
  const Item& item = items[static_cast<size_t>(quotation)];
  if (IsUsed(item.quotation)) return false;
  const uint32_t at = static_cast<uint32_t>(quotation);
  // “no time”, they said after words of the sentence: the clause is the content.
  const uint32_t start = sources_.SkipDateline(segment);
  const bool partial =
      at > start && !items[at - 1].Is(ItemKind::kComma) && !items[at - 1].Is(ItemKind::kColon) &&
      !items[at - 1].Is(ItemKind::kSymbol) && !items[at - 1].Is(ItemKind::kStop) &&
      !items[at - 1].Is(ItemKind::kDash) && !items[at - 1].Is(ItemKind::kQuotation);
  const uint32_t from = partial ? ContentStart(segment, at) : at;
  draft->AddPiece(Tokens(from, at + 1));
  draft->quotation = true;
  draft->confidence = kSure;
  AddFollowingQuotation(segment, behind, draft);
  return true;
}

// Where the content of "…, she said" starts: the sentence, or behind a colon or semicolon.
uint32_t Extractor::ContentStart(const Segment& segment, uint32_t comma) const {
  const auto items = reading_.items();
  const uint32_t start = sources_.SkipDateline(segment);
  const uint32_t stop = comma > start + kContentBeforeWindow ? comma - kContentBeforeWindow : start;
  for (uint32_t i = comma; i > stop; --i) {
    if (items[i - 1].Is(ItemKind::kSemicolon) || items[i - 1].Is(ItemKind::kColon)) return i;
  }
  return stop;
}

// "The cause was heart failure, her husband said": `comma` is before the subject.
bool Extractor::TryContentBefore(const Segment& segment, uint32_t comma, uint32_t after,
                                 Draft* draft) {
  const auto items = reading_.items();
  if (comma <= segment.begin || !items[comma].Is(ItemKind::kComma)) return false;
  uint32_t begin = ContentStart(segment, comma);
  if (begin < comma && items[begin].Is(WordClass::kCoordinator)) ++begin;
  if (begin >= comma) return false;
  const bool whole = comma - begin >= 3 && contents_.HasVerb(begin, comma);
  draft->AddPiece(Tokens(begin, comma));
  // A parenthetical: the sentence goes on behind it.
  const uint32_t next = after + 1;
  if (next < segment.end && items[after].Is(ItemKind::kComma)) {
    const Item& item = items[next];
    const bool goes_on = (!item.Is(WordClass::kSubordinator) || reading_.IsText(item, "when") ||
                          reading_.IsText(item, "because") || reading_.IsText(item, "if")) &&
                         !item.Is(WordClass::kRelative) &&
                         !(item.cue != nullptr && item.form == VerbForm::kGerund) &&
                         !reading_.IsText(item, "but");
    if (goes_on) {
      const uint32_t end = contents_.ClauseEnd(segment, next, *draft->cue);
      draft->AddPiece(Tokens(next, end));
    }
  }
  draft->confidence = kLikely;
  return whole || draft->piece_count > 1;
}

// "…, said the ministry."
bool Extractor::TryInverted(const Segment& segment, uint32_t cue, uint32_t after, Draft* draft) {
  const auto items = reading_.items();
  if (cue <= segment.begin || !items[cue - 1].Is(ItemKind::kComma)) return false;
  if (items[cue].form != VerbForm::kPast && items[cue].form != VerbForm::kThird) return false;
  if (!draft->cue->Has(kQuotation) || !draft->cue->Has(kThat)) return false;
  const Source source = sources_.After(segment, after);
  if (!source.found) return false;
  const uint32_t end = source.end_item;
  const bool closed = end >= segment.end || items[end].Is(ItemKind::kStop) ||
                      items[end].Is(ItemKind::kComma) || sources_.TimePhrase(segment, end) != 0;
  if (!closed) return false;
  draft->source = source;
  return TryContentBefore(segment, cue - 1, segment.end, draft);
}

void Extractor::TryCue(uint32_t segment_index, uint32_t cue) {
  const auto items = reading_.items();
  const Segment& segment = reading_.segments()[segment_index];
  const CueVerb* verb = items[cue].cue;
  uint32_t after = cue + 1;
  if (after < segment.end && items[after].Is(ItemKind::kWord)) {
    if (const CueVerb* phrasal = FindPhrasal(*verb, reading_.Lower(items[after]))) {
      verb = phrasal;
      ++after;
    }
  }
  if (verb->Has(kPhrasalOnly)) return;
  const VerbGroup group = sources_.ReadVerbGroup(segment, cue);
  if (!IsVerb(segment, cue, group) || IsNoSpeech(segment, cue, after, *verb)) return;
  const bool inner = reading_.level() > 0 || parent_ != Draft::kNone;
  const bool own =
      cue > segment.begin &&
      items[group.begin - (group.begin > segment.begin ? 1 : 0)].Is(WordClass::kPronoun);
  if (inner && verb->Has(kThought) && own && !reading_.IsText(items[group.begin - 1], "he") &&
      !reading_.IsText(items[group.begin - 1], "she")) {
    return;  // “I think”: the speaker's own words already
  }

  Draft draft = NewDraft(segment_index, kFair);
  draft.cue = verb;
  draft.cue_tokens = Tokens(cue, after);
  draft.future = group.future;
  const bool participle = items[cue].form == VerbForm::kGerund && group.begin == cue;
  if (cue > segment.begin && !participle) draft.source = sources_.Before(segment, group.begin);
  const uint32_t subject = draft.source.begin_item;
  const bool supposed =
      draft.source.found && subject > segment.begin && reading_.IsText(items[subject - 1], "if");
  if (supposed) return;
  if (TryQuotationBefore(segment, cue, after, &draft)) return Add(draft);
  if (TryInverted(segment, cue, after, &draft)) return Add(draft);
  bool inherited = false;
  if (!draft.source.found && cue > segment.begin) {
    if (participle && items[cue - 1].Is(ItemKind::kComma)) {
      const Source named = sources_.Before(segment, cue);
      if (named.mention >= 0 && named.role_first != named.role_end) draft.source = named;
    }
    if (!draft.source.found) draft.source = Inherited(segment, cue);
    inherited = true;
  }
  Content content = contents_.After(segment, after, *verb);
  if (!content.found && draft.source.found && !inherited && verb->Has(kThat) &&
      draft.source.begin_item > segment.begin &&
      items[draft.source.begin_item - 1].Is(WordClass::kRelative) && after < segment.end &&
      items[after].Is(WordClass::kAuxiliary)) {
    // "which he claimed were necessary"
    content = {true, false, after, contents_.ClauseEnd(segment, after, *verb)};
  }
  if (content.found) {
    // "Her hands, she says, “have retired”": one content around the speaker.
    const bool around = content.quotation && draft.source.found && !inherited &&
                        draft.source.begin_item > segment.begin &&
                        items[draft.source.begin_item - 1].Is(ItemKind::kComma) &&
                        content.begin == after + 1 && items[after].Is(ItemKind::kComma);
    if (around) {
      const uint32_t comma = draft.source.begin_item - 1;
      const uint32_t start = ContentStart(segment, comma);
      if (comma >= start + 1 && !items[start].Is(WordClass::kCoordinator))
        draft.AddPiece(Tokens(start, comma));
    }
    draft.AddPiece(Tokens(content.begin, content.end));
    draft.quotation = content.quotation;
    draft.confidence = inherited ? kFair : kLikely;
    if (content.quotation) AddFollowingQuotation(segment, content.end, &draft);
    if (cue == segment.begin && !participle && verb->stance != Stance::kAsks) return;
    if (!draft.source.found && cue != segment.begin && !content.quotation) return;
    return Add(draft);
  }
  const bool speech = verb->Has(kQuotation) && verb->Has(kThat | kThatOnly) && !inherited;
  if (!speech || !draft.source.found || draft.source.begin_item <= segment.begin) return;
  if (items[cue].form == VerbForm::kGerund) return;
  uint32_t end = after;
  uint32_t hearer = 0;
  if (verb->Has(kAddressee) && after < segment.end && !items[after].Is(ItemKind::kComma)) {
    hearer = sources_.PhraseEnd(segment, after, false);
    end = std::max(after, hearer);
  }
  if (TryContentBefore(segment, draft.source.begin_item - 1, end, &draft)) Add(draft);
}

// "…, according to X" and "According to X, …".
void Extractor::TryAccordingTo(uint32_t segment_index, uint32_t item) {
  const auto items = reading_.items();
  const Segment& segment = reading_.segments()[segment_index];
  if (item + 2 >= segment.end || !items[item + 1].Is(WordClass::kTo)) return;
  Draft draft = NewDraft(segment_index, kLikely);
  draft.cue = &kAccordingTo;
  draft.cue_tokens = Tokens(item, item + 2);
  draft.source = sources_.After(segment, item + 2);
  if (!draft.source.found) return;
  uint32_t end = draft.source.end_item;
  // Past what describes the source: "According to X, who leads Y, …" is cut at the last comma.
  if (item == segment.begin || items[item - 1].Is(WordClass::kCoordinator)) {
    const uint32_t limit = std::min(segment.end, end + kSourceWindow);
    while (end < limit && !items[end].Is(ItemKind::kComma)) ++end;
    if (end + 1 >= limit) return;
    draft.AddPiece(Tokens(end + 1, contents_.ClauseEnd(segment, end + 1, kAccordingTo)));
    return Add(draft);
  }
  const bool comma = items[item - 1].Is(ItemKind::kComma);
  const uint32_t before = comma ? item - 1 : item;
  const uint32_t begin = ContentStart(segment, before);
  draft.AddPiece(Tokens(begin, before));
  if (comma && end + 1 < segment.end && items[end].Is(ItemKind::kComma) &&
      !items[end + 1].Is(WordClass::kSubordinator) && !items[end + 1].Is(WordClass::kRelative) &&
      draft.source.role_first == draft.source.role_end && !items[end + 1].Is(ItemKind::kName)) {
    draft.AddPiece(Tokens(end + 1, contents_.ClauseEnd(segment, end + 1, kAccordingTo)));
  }
  Add(draft);
}

// `Yusuf-Elmi denied this: “…”`, `OFFICER: ‘…’`.
void Extractor::TryColon(uint32_t segment_index, size_t first_draft) {
  const auto items = reading_.items();
  const Segment& segment = reading_.segments()[segment_index];
  for (uint32_t i = segment.begin + 1; i + 1 < segment.end; ++i) {
    if (!items[i].Is(ItemKind::kColon) || !items[i + 1].Is(ItemKind::kQuotation)) continue;
    if (IsUsed(items[i + 1].quotation)) continue;
    Draft draft = NewDraft(segment_index, kFair);
    draft.cue = &kColonCue;
    draft.cue_tokens = Tokens(i, i + 1);
    draft.AddPiece(Tokens(i + 1, i + 2));
    draft.quotation = true;
    if (drafts_->size() > first_draft) {
      draft.source = drafts_->back().source;
    } else {
      // "A call from X on Y: “…”": the name behind "by" or "from", else the first noun phrase.
      const uint32_t first = i > segment.begin + kSourceWindow ? i - kSourceWindow : segment.begin;
      for (uint32_t k = first + 1; k < i && !draft.source.found; ++k) {
        const bool leads =
            items[k - 1].Is(WordClass::kPreposition) &&
            (reading_.IsText(items[k - 1], "by") || reading_.IsText(items[k - 1], "from"));
        if (leads) draft.source = sources_.After(segment, k);
      }
      if (!draft.source.found) draft.source = sources_.Main(segment, i);
    }
    Add(draft);
  }
}

// A headline's "Verbič: no new taxes before 2028".
void Extractor::TryLabel(uint32_t segment_index) {
  const auto items = reading_.items();
  const Segment& segment = reading_.segments()[segment_index];
  const uint32_t colon = segment.begin + 1;
  if (colon + 1 >= segment.end || !items[colon].Is(ItemKind::kColon)) return;
  if (!items[segment.begin].Is(ItemKind::kName) || items[colon + 1].Is(ItemKind::kQuotation))
    return;
  Draft draft = NewDraft(segment_index, kWeak);
  draft.source = sources_.After(segment, segment.begin);
  if (draft.source.mention < 0) return;
  const Mention& mention = reading_.document().mentions[static_cast<size_t>(draft.source.mention)];
  if (reading_.document().entities[mention.entity].type == EntityType::kLocation) return;
  draft.cue = &kColonCue;
  draft.cue_tokens = Tokens(colon, colon + 1);
  draft.AddPiece(Tokens(colon + 1, contents_.TrimEnd(colon + 1, segment.end)));
  Add(draft);
}

// What nobody's cue governs: a sentence that is all quotation goes on with the speaker before.
void Extractor::TakeQuotations(uint32_t segment_index, size_t first_draft) {
  const auto items = reading_.items();
  const Segment& segment = reading_.segments()[segment_index];
  if (drafts_->size() > first_draft || !IsPure(segment)) return;
  const Item* quotation = nullptr;
  for (uint32_t i = segment.begin; i < segment.end && quotation == nullptr; ++i) {
    if (items[i].Is(ItemKind::kQuotation)) quotation = &items[i];
  }
  if (IsUsed(quotation->quotation) || quotation->end_token - quotation->first_token < 5) return;
  const bool same = !segment.starts_paragraph && drafts_->size() > level_first_draft_;
  if (same) {
    Draft& last = drafts_->back();
    const bool adjacent = last.segment + 1 == segment_index || last.segment == segment_index;
    if (adjacent && last.quotation && !last.turn && last.piece_count < Draft::kMaxPieces) {
      last.AddPiece({quotation->first_token, quotation->end_token});
      last.segment = segment_index;
      return Use(*quotation, drafts_->size() - 1);
    }
  }
  Draft draft = NewDraft(segment_index, kWeak);
  draft.AddPiece({quotation->first_token, quotation->end_token});
  draft.quotation = true;
  if (!segment.starts_paragraph && segment_index > 0) {
    const Segment& before = reading_.segments()[segment_index - 1];
    if (same && drafts_->back().segment + 1 == segment_index) {
      draft.source = drafts_->back().source;
    } else {
      draft.source = sources_.Main(before, before.end);
    }
  }
  Add(draft);
}

// Paragraphs that begin with a short label and a colon are turns if labels come back.
void Extractor::FindTurns() {
  turns_.clear();
  const auto items = reading_.items();
  const auto segments = reading_.segments();
  if (reading_.level() != 0 || reading_.field() != Field::kText) return;
  for (uint32_t s = 0; s < segments.size(); ++s) {
    if (!segments[s].starts_paragraph && s != 0) {
      if (!turns_.empty() && turns_.back().end_segment == s) turns_.back().end_segment = s + 1;
      continue;
    }
    const uint32_t end = std::min(segments[s].end, segments[s].begin + 5);
    for (uint32_t i = segments[s].begin; i < end; ++i) {
      if (items[i].Is(ItemKind::kColon)) {
        if (i > segments[s].begin && i + 1 < segments[s].end) turns_.push_back({s, s + 1, i});
        break;
      }
      if (!items[i].capitalised) break;
    }
  }
  // Speakers take turns: a label equals the one before last.
  size_t returns = 0;
  for (size_t t = 2; t < turns_.size(); ++t) {
    const Item& a = items[turns_[t].colon - 1];
    const Item& b = items[turns_[t - 2].colon - 1];
    returns += reading_.TokenText(a.end_token - 1) == reading_.TokenText(b.end_token - 1) ? 1U : 0U;
  }
  if (turns_.size() < 4 || returns < 2) turns_.clear();
}

void Extractor::AddTurns() {
  const auto items = reading_.items();
  const auto segments = reading_.segments();
  std::erase_if(turns_, [&](const Turn& turn) {
    Draft draft = NewDraft(turn.first_segment, kLikely);
    const Segment& first = segments[turn.first_segment];
    uint32_t begin = turn.colon + 1;
    while (begin < first.end && items[begin].Is(ItemKind::kParenthesis)) ++begin;
    draft.AddPiece(Tokens(begin, segments[turn.end_segment - 1].end));
    draft.turn = true;
    draft.source = sources_.After(first, first.begin);
    if (!draft.source.found || draft.piece_count == 0) return true;
    drafts_->push_back(draft);
    return false;
  });
}

void Extractor::ExtractSegment(uint32_t segment_index) {
  const auto items = reading_.items();
  const Segment& segment = reading_.segments()[segment_index];
  const size_t first_draft = drafts_->size();
  for (uint32_t i = segment.begin; i < segment.end; ++i) {
    if (items[i].cue != nullptr) {
      TryCue(segment_index, i);
    } else if (items[i].Is(WordClass::kOther) && reading_.IsText(items[i], "according")) {
      TryAccordingTo(segment_index, i);
    }
  }
  TryColon(segment_index, first_draft);
  if (reading_.field() == Field::kTitle && drafts_->size() == first_draft) TryLabel(segment_index);
  TakeQuotations(segment_index, first_draft);
}

void Extractor::ExtractLevel(int32_t quotation) {
  reading_.ReadLevel(quotation);
  parent_ = quotation < 0 ? Draft::kNone : used_by_[static_cast<size_t>(quotation)];
  level_first_draft_ = drafts_->size();
  FindTurns();
  AddTurns();
  const size_t turn_drafts = drafts_->size() - level_first_draft_;
  size_t turn = 0;
  for (uint32_t s = 0; s < reading_.segments().size(); ++s) {
    while (turn < turn_drafts && s >= turns_[turn].end_segment) ++turn;
    const bool inside = turn < turn_drafts && s >= turns_[turn].first_segment;
    if (turn_drafts > 0) {
      parent_ = inside ? static_cast<int32_t>(level_first_draft_ + turn) : Draft::kNone;
    }
    ExtractSegment(s);
  }
}

void Extractor::Extract(const Document& document, Field field, std::vector<Draft>* drafts) {
  drafts_ = drafts;
  drafts->clear();
  reading_.Start(document, field);
  used_by_.assign(reading_.quotations().size(), Draft::kNone);
  ExtractLevel(Quotation::kNone);
  for (size_t q = 0; q < reading_.quotations().size(); ++q) {
    const Quotation& inside = reading_.quotations()[q];
    if (inside.end_token - inside.first_token < kShortestInside) continue;
    ExtractLevel(static_cast<int32_t>(q));
  }
}

}  // namespace newsmill::claims
