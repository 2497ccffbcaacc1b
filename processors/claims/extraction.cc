#include "processors/claims/extraction.h"

#include <algorithm>

namespace newsmill::claims {
namespace {

constexpr size_t kInheritWindow = 8;     // drafts
constexpr uint32_t kSourceWindow = 60;   // items
constexpr uint32_t kShortestInside = 5;  // tokens of a quotation that may hold an attribution

constexpr float kLikely = 0.8F;
constexpr float kFair = 0.65F;
constexpr uint32_t kClauseWindow = 24;  // items

}  // namespace

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
  if (drafts_->size() >= Draft::kMaxDrafts) return;
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

// The source where the cue has none of its own: a name before a participle ("…, X, the minister,
// saying", "footage of X saying"), else the sentence's.
Source Extractor::BorrowedSource(const Segment& segment, const Cue& cue) const {
  const Item& before = reading_.items()[cue.begin - 1];
  if (cue.participle && before.Is(ItemKind::kComma)) {
    const Source named = sources_.Before(segment, cue.begin);
    if (named.mention >= 0 && named.role_first != named.role_end) return named;
  }
  if (cue.participle && before.Is(ItemKind::kName)) {
    const Source named = sources_.After(segment, cue.begin - 1);
    if (named.mention >= 0) return named;
  }
  if (cue.participle && before.Is(ItemKind::kComma)) {
    const Source nearer = ClauseSubject(segment, cue.begin - 1);
    if (nearer.found) return nearer;
  }
  return Inherited(segment, cue.begin);
}

// "…, when protesters stormed the hall, shouting “…”": who does so in the clause before the comma.
Source Extractor::ClauseSubject(const Segment& segment, uint32_t comma) const {
  const auto items = reading_.items();
  const uint32_t stop =
      comma > segment.begin + kClauseWindow ? comma - kClauseWindow : segment.begin;
  for (uint32_t i = comma; i > stop + 1; --i) {
    const Item& word = items[i - 1];
    if (word.Is(ItemKind::kComma) || word.Is(ItemKind::kSemicolon)) return {};
    if (!reading_.IsText(word, "when") && !reading_.IsText(word, "which")) continue;
    const Item& before = items[i - 2];  // ", when", "in which"
    const bool set_off = before.Is(ItemKind::kComma) || before.Is(WordClass::kPreposition);
    return set_off ? sources_.After(segment, i) : Source{};
  }
  return {};
}

bool Extractor::AsksToDo(const Content& content) const {
  const auto items = reading_.items();
  if (items[content.begin].Is(WordClass::kQuestion)) return false;
  const uint32_t end = std::min(content.end, content.begin + 12);
  for (uint32_t i = content.begin; i < end; ++i) {
    if (items[i].Is(WordClass::kTo)) return true;
    if (items[i].Is(WordClass::kAuxiliary) || items[i].Is(WordClass::kThat)) return false;
  }
  return false;
}

// "Asked why it closed, she said …": the comma before "she", in [begin, end); else `end`.
uint32_t Extractor::MainClause(const Segment& segment, uint32_t begin, uint32_t end) const {
  const auto items = reading_.items();
  for (uint32_t i = begin; i + 2 < end; ++i) {
    if (!items[i].Is(ItemKind::kComma) || !phrases_.StartsPhrase(items[i + 1])) continue;
    const uint32_t verb = items[i + 1].Is(WordClass::kPronoun)
                              ? i + 2
                              : phrases_.PhraseEnd(segment, i + 1, /*with_prepositions=*/true);
    if (verb >= segment.end) break;
    const bool described = items[i + 1].Is(ItemKind::kName) && items[verb].Is(ItemKind::kComma);
    if (items[verb].cue != nullptr || described) return i;
  }
  return end;
}

// Content behind the cue, and before it too where the speaker stands in the middle.
bool Extractor::TryFollowing(const Segment& segment, const Cue& cue, bool borrowed, Draft* draft) {
  const auto items = reading_.items();
  const uint32_t subject = draft->source.begin_item;
  const bool own = draft->source.found && !borrowed && subject > segment.begin;
  Content content = contents_.After(segment, cue.end, *cue.verb);
  if (!content.found && own && cue.verb->Has(kThat) &&
      items[subject - 1].Is(WordClass::kRelative) && cue.end < segment.end &&
      items[cue.end].Is(WordClass::kAuxiliary)) {
    // "which he claimed were necessary"
    content = {true, false, cue.end, clauses_.ClauseEnd(segment, cue.end, *cue.verb)};
  }
  if (!content.found) return false;
  if (cue.begin == segment.begin) content.end = MainClause(segment, content.begin, content.end);
  // "Her hands, she says, “have retired”": one content around the speaker; but "At the gate, she
  // says, “Go home”": the quotation is a sentence of its own.
  const bool around = items[content.begin].Is(ItemKind::kQuotation) && own &&
                      items[subject - 1].Is(ItemKind::kComma) && content.begin == cue.end + 1 &&
                      items[cue.end].Is(ItemKind::kComma) &&
                      !reading_.StartsWithCapital(QuotationOf(items[content.begin]));
  if (around) {
    const uint32_t start = leading_.ContentStart(segment, subject - 1);
    if (start + 1 < subject && !items[start].Is(WordClass::kCoordinator) &&
        items[start].cue == nullptr) {
      draft->AddPiece(TokensOf(reading_, start, subject - 1));
    }
  }
  draft->AddPiece(TokensOf(reading_, content.begin, content.end));
  // "asked the court to exclude them" demands; "asked whether" asks.
  if (cue.verb->lemma == "ask" && !content.quotation && AsksToDo(content)) {
    draft->stance = Stance::kDemands;
  }
  draft->quotation = content.quotation;
  draft->confidence = borrowed ? kFair : kLikely;
  if (content.quotation) leading_.AddFollowingQuotation(segment, content.end, draft);
  return true;
}

// "did not say that it rains", "never promised to go": what was not said is a clause behind the
// cue, where "did not mention the rain" may tell of silence alone.
bool Extractor::SaysWhat(const Segment& segment, const Cue& cue) const {
  const Content content = contents_.After(segment, cue.end, *cue.verb);
  if (!content.found || content.quotation) return false;
  const Item& first = reading_.items()[content.begin];
  return first.Is(WordClass::kThat) || first.Is(WordClass::kQuestion) || first.Is(WordClass::kTo) ||
         reading_.IsText(first, "if") || clauses_.StartsClause(segment, content.begin);
}

void Extractor::TryCue(uint32_t segment_index, uint32_t item) {
  const auto items = reading_.items();
  const Segment& segment = reading_.segments()[segment_index];
  const bool inner = reading_.level() > 0 || parent_ != Draft::kNone;
  const std::optional<Cue> found = cues_.Find(segment, item, inner);
  if (!found) return;
  const Cue& cue = *found;
  const bool leads = cue.begin == segment.begin;
  Draft draft = NewDraft(segment_index, kFair);
  draft.cue = cue.verb;
  draft.stance = cue.verb->stance;
  draft.cue_tokens = TokensOf(reading_, cue.begin, cue.end);
  draft.future = cue.group.future;
  draft.negated = cue.group.negated;
  draft.thought = cue.verb->Has(kThought);
  if (!leads && !cue.participle) draft.source = sources_.Before(segment, cue.group.begin);
  const uint32_t subject = draft.source.begin_item;
  if (draft.source.found && subject > segment.begin && reading_.IsText(items[subject - 1], "if")) {
    return;
  }
  if (cue.group.negated) {
    const bool clause = draft.source.found && !inner &&
                        !reading_.IsOwnVoice(draft.source.first_token) && SaysWhat(segment, cue);
    if (clause && TryFollowing(segment, cue, /*borrowed=*/false, &draft)) Add(draft);
    return;
  }
  if (Draft quoted = draft; leading_.Quoted(segment, cue.begin, cue.end, used_by_, &quoted)) {
    // "On “Fox News Sunday,” X said his running mate …": a title, not what was said.
    const bool whole = quoted.confidence == kSure;
    const bool inverted = quoted.source.begin_item >= cue.end;  // “…,” said X
    if (whole || inverted || !contents_.After(segment, cue.end, *cue.verb).found) {
      return Add(quoted);
    }
  }
  if (leading_.Inverted(segment, cue.begin, cue.end, &draft)) return Add(draft);
  const bool borrowed = !draft.source.found && !leads;
  if (borrowed) draft.source = BorrowedSource(segment, cue);
  if (TryFollowing(segment, cue, borrowed, &draft)) {
    // A sentence that starts with its cue asks ("Asked whether …") or is a participle.
    const bool sourceless = !draft.source.found && !leads && !draft.quotation;
    const bool allowed = !leads || cue.participle || cue.verb->stance == Stance::kAsks;
    if (allowed && !sourceless) Add(draft);
    return;
  }
  const bool speech = cue.verb->Has(kQuotation) && cue.verb->Has(kThat | kThatOnly) && !borrowed;
  if (!speech || !draft.source.found || draft.source.begin_item <= segment.begin) return;
  if (items[cue.begin].form == VerbForm::kGerund) return;
  uint32_t end = cue.end;
  if (cue.verb->Has(kAddressee) && end < segment.end && !items[end].Is(ItemKind::kComma)) {
    end = phrases_.PhraseEnd(segment, end, false);
  }
  if (leading_.Indirect(segment, draft.source.begin_item - 1, end, &draft)) Add(draft);
}

// "…, according to X" and "According to X, …".
void Extractor::TryAccordingTo(uint32_t segment_index, uint32_t item) {
  const auto items = reading_.items();
  const Segment& segment = reading_.segments()[segment_index];
  if (item + 2 >= segment.end || !items[item + 1].Is(WordClass::kTo)) return;
  Draft draft = NewDraft(segment_index, kLikely);
  draft.cue = &kAccordingTo;
  draft.cue_tokens = TokensOf(reading_, item, item + 2);
  draft.source = sources_.After(segment, item + 2);
  if (!draft.source.found) return;
  uint32_t end = draft.source.end_item;
  // Past what describes the source: "According to X, who leads Y, …" is cut at the last comma.
  if (item == segment.begin || items[item - 1].Is(WordClass::kCoordinator)) {
    const uint32_t limit = std::min(segment.end, end + kSourceWindow);
    while (end < limit && !items[end].Is(ItemKind::kComma)) ++end;
    if (end + 1 >= limit) return;
    draft.AddPiece(TokensOf(reading_, end + 1, clauses_.ClauseEnd(segment, end + 1, kAccordingTo)));
    return Add(draft);
  }
  const bool comma = items[item - 1].Is(ItemKind::kComma);
  const uint32_t before = comma ? item - 1 : item;
  const uint32_t begin = leading_.ContentStart(segment, before);
  draft.AddPiece(TokensOf(reading_, begin, before));
  if (comma && end + 1 < segment.end && items[end].Is(ItemKind::kComma) &&
      !items[end + 1].Is(WordClass::kSubordinator) && !items[end + 1].Is(WordClass::kRelative) &&
      draft.source.role_first == draft.source.role_end && !items[end + 1].Is(ItemKind::kName)) {
    draft.AddPiece(TokensOf(reading_, end + 1, clauses_.ClauseEnd(segment, end + 1, kAccordingTo)));
  }
  Add(draft);
}

void Extractor::AddTurns() {
  const auto items = reading_.items();
  const auto segments = reading_.segments();
  std::erase_if(turns_, [&](const Turn& turn) {
    Draft draft = NewDraft(turn.first_segment, kLikely);
    const Segment& first = segments[turn.first_segment];
    uint32_t begin = turn.colon + 1;
    while (begin < first.end && items[begin].Is(ItemKind::kParenthesis)) ++begin;
    draft.AddPiece(TokensOf(reading_, begin, segments[turn.end_segment - 1].end));
    draft.turn = true;
    draft.source = sources_.After(first, turn.label);
    const bool full = drafts_->size() >= Draft::kMaxDrafts;
    if (!draft.source.found || draft.piece_count == 0 || full) return true;
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
  if (drafts_->size() == first_draft) TryDash(segment_index);
  if (reading_.field() == Field::kTitle && drafts_->size() == first_draft) TryLabel(segment_index);
  TakeQuotations(segment_index, first_draft);
}

void Extractor::ExtractLevel(int32_t quotation) {
  reading_.ReadLevel(quotation);
  parent_ = quotation < 0 ? Draft::kNone : used_by_[static_cast<size_t>(quotation)];
  level_first_draft_ = drafts_->size();
  FindTurns(reading_, &turns_);
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
