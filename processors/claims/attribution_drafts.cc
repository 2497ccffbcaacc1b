#include "processors/claims/attribution_drafts.h"

#include <algorithm>
#include <numeric>

#include "processors/claims/draft_words.h"

namespace newsmill::claims {
namespace {

// How likely a guessed source must be where the rules have one.
constexpr float kMinSourceMarginOfTwo = -3;
// Rules as sure as this know whose words they are: “…,” X said.
constexpr float kSureRule = 0.9F;
constexpr float kSureMargin = 2;  // as sure the model is of a content that the rules have not

bool Overlap(const TokenRange& a, const TokenRange& b) {
  return a.first < b.end && b.first < a.end;
}

// Whether two contents have at least half their tokens in common (Dice).
bool SameContent(const Draft& a, const Draft& b) {
  size_t common = 0;
  for (size_t p = 0; p < a.piece_count; ++p) {
    for (size_t q = 0; q < b.piece_count; ++q) {
      const uint32_t first = std::max(a.pieces[p].first, b.pieces[q].first);
      const uint32_t end = std::min(a.pieces[p].end, b.pieces[q].end);
      common += first < end ? end - first : 0;
    }
  }
  return 4 * common >= a.content_size() + b.content_size();
}

// The same content, and not one within the other ("X said Y had told …").
bool SameClaim(const Draft& a, const Draft& b) {
  return SameContent(a, b) && !a.ContentHolds(b.cue_tokens.first) &&
         !b.ContentHolds(a.cue_tokens.first);
}

}  // namespace

void DraftMaker::IndexRules(std::span<const Draft> rules) {
  const size_t tokens = reading_.tokens().size();
  cue_rule_.assign(tokens, -1);
  content_rule_.assign(tokens, -1);
  in_turn_.assign(tokens, false);
  content_made_.assign(tokens, -1);
  used_.assign(rules.size(), false);
  for (size_t i = 0; i < rules.size(); ++i) {
    const Draft& rule = rules[i];
    if (rule.level > 0) continue;
    if (rule.turn) {
      std::fill(in_turn_.begin() + rule.source.first_token,
                in_turn_.begin() + rule.pieces[rule.piece_count - 1U].end, true);
      continue;
    }
    const auto number = static_cast<int32_t>(i);
    std::fill(cue_rule_.begin() + rule.cue_tokens.first, cue_rule_.begin() + rule.cue_tokens.end,
              number);
    for (size_t p = 0; p < rule.piece_count; ++p) {
      std::fill(content_rule_.begin() + rule.pieces[p].first,
                content_rule_.begin() + rule.pieces[p].end, number);
    }
  }
}

void DraftMaker::CountContents(const AttributionText& text, std::span<const Attribution> found) {
  contents_.assign(reading_.tokens().size() + 1, 0);
  sure_contents_.assign(contents_.size(), 0);
  for (const Attribution& attribution : found) {
    for (size_t p = 0; p < attribution.piece_count; ++p) {
      const TokenRange piece = text.TokensOf(attribution.pieces[p]);
      ++contents_[piece.first];
      --contents_[piece.end];
      if (attribution.margin <= 0) continue;
      ++sure_contents_[piece.first];
      --sure_contents_[piece.end];
    }
  }
  std::partial_sum(contents_.begin(), contents_.end(), contents_.begin());
  std::partial_sum(sure_contents_.begin(), sure_contents_.end(), sure_contents_.begin());
}

// `rule`: the rules' draft that it is, or -1.
void DraftMaker::LookAround(int32_t rule, Draft* draft) const {
  constexpr int32_t kMost = 3;
  if (!draft->cue_tokens.empty()) {
    const uint32_t cue = draft->cue_tokens.first;
    draft->around = static_cast<uint8_t>(std::min(contents_[cue], kMost));
    draft->around_sure = static_cast<uint8_t>(std::min(sure_contents_[cue], kMost));
    draft->around_rule = content_rule_[cue] >= 0 && content_rule_[cue] != rule;
  }
  const uint32_t middle = draft->pieces[0].first + draft->pieces[0].size() / 2;
  const int32_t own = draft->by_model && draft->margin > 0 ? 1 : 0;
  draft->beside = static_cast<uint8_t>(std::clamp(sure_contents_[middle] - own, 0, kMost));
}

// The rules' draft that is the same attribution, or -1: it has the same cue, or the same content.
int32_t DraftMaker::RuleOf(const Draft& draft, std::span<const Draft> rules) const {
  for (uint32_t t = draft.cue_tokens.first; t < draft.cue_tokens.end; ++t) {
    if (cue_rule_[t] >= 0 && !used_[static_cast<size_t>(cue_rule_[t])]) return cue_rule_[t];
  }
  const TokenRange& first = draft.pieces[0];
  const int32_t rule = first.empty() ? -1 : content_rule_[first.first + first.size() / 2];
  if (rule < 0 || used_[static_cast<size_t>(rule)]) return -1;
  return SameClaim(rules[static_cast<size_t>(rule)], draft) ? rule : -1;
}

// The rules' source where they are sure or the model guesses wildly; where both have the same, the
// rules know whose name it is.
void DraftMaker::TakeSource(const Draft& rule, Draft* draft) const {
  if (!rule.source.found) return;
  const TokenRange name{rule.source.first_token, rule.source.end_token};
  const bool same =
      Overlap(name, draft->source_tokens) || Overlap(rule.SourceTokens(), draft->source_tokens);
  const bool wild = draft->source_margin < kMinSourceMarginOfTwo;
  if (wild || (!same && rule.confidence >= kSureRule)) draft->source_tokens = {};
  const bool none = draft->source_tokens.empty();
  if (none || (same && rule.source.mention >= 0)) draft->source = rule.source;
}

// Whether the model has the say about the content, too: where nothing is quoted, it knows better
// that one ends before the rules' end, and, if sure, what it is where the two have others.
bool DraftMaker::KnowsContent(const Draft& rule, const Draft& draft) const {
  if (HasQuotation(reading_, draft) || HasQuotation(reading_, rule)) return false;
  if (!SameContent(rule, draft)) return draft.margin >= kSureMargin;
  const bool one = rule.piece_count == 1 && draft.piece_count == 1;
  return one && rule.pieces[0].first == draft.pieces[0].first &&
         draft.pieces[0].end < rule.pieces[0].end && draft.margin >= 0;
}

// What the rules know better: lemma and stance, and most contents.
void DraftMaker::TakeFromRule(const Draft& rule, Draft* draft) const {
  if (rule.cue != nullptr && Overlap(rule.cue_tokens, draft->cue_tokens)) {
    draft->cue = rule.cue;
    draft->stance = rule.stance;
    draft->future = rule.future;
    draft->thought = rule.thought;
    draft->negated = rule.negated;
  }
  draft->by_rules = true;
  draft->rule_confidence = rule.confidence;
  if (!KnowsContent(rule, *draft)) {
    draft->pieces = rule.pieces;
    draft->piece_count = rule.piece_count;
  }
  TakeSource(rule, draft);
}

// A draft of the rules alone: the model has not its content.
bool DraftMaker::IsKept(const Draft& rule) const {
  if (rule.level > 0 || rule.turn) return true;
  for (size_t p = 0; p < rule.piece_count; ++p) {
    const int32_t made = content_made_[rule.pieces[p].first + rule.pieces[p].size() / 2];
    if (made >= 0 && SameClaim(made_[static_cast<size_t>(made)], rule)) return false;
  }
  return true;
}

void DraftMaker::AddMade(const Draft& draft) {
  for (size_t p = 0; p < draft.piece_count; ++p) {
    std::fill(content_made_.begin() + draft.pieces[p].first,
              content_made_.begin() + draft.pieces[p].end, static_cast<int32_t>(made_.size()));
  }
  made_.push_back(draft);
  from_rule_.push_back(-1);
}

// A draft inside a quotation or a turn belongs to the draft whose content that is.
void DraftMaker::SetParents(std::span<const Draft> rules) {
  for (size_t i = 0; i < sorted_.size(); ++i) {
    Draft& draft = sorted_[i];
    const int32_t rule = rule_of_[i];
    const int32_t old = rule < 0 ? Draft::kNone : rules[static_cast<size_t>(rule)].parent;
    draft.parent = Draft::kNone;
    if (rule >= 0 && old == Draft::kNone) continue;
    for (size_t k = 0; k < sorted_.size(); ++k) {
      const Draft& other = sorted_[k];
      const bool outer = old >= 0 && rule_of_[k] == old;
      const bool around = other.level + 1 == draft.level || (other.turn && draft.level == 0);
      if (k == i || (!outer && !(around && other.ContentHolds(draft.pieces[0].first)))) continue;
      draft.parent = static_cast<int32_t>(k);
      if (outer) break;
    }
  }
}

void DraftMaker::Make(const AttributionText& text, std::span<const PartGuess> guesses,
                      std::span<const Attribution> found, std::vector<Draft>* drafts) {
  made_.clear();
  from_rule_.clear();
  IndexRules(*drafts);
  CountContents(text, found);
  for (const Attribution& attribution : found) {
    Draft draft = found_.Of(text, attribution);
    const uint32_t cue = draft.cue_tokens.first;
    if (reading_.DepthOf(cue) > 0 || in_turn_[cue]) continue;  // left to the rules
    const int32_t rule = RuleOf(draft, *drafts);
    if (rule >= 0) {
      TakeFromRule((*drafts)[static_cast<size_t>(rule)], &draft);
      used_[static_cast<size_t>(rule)] = true;
    }
    LookAround(rule, &draft);
    const bool trusted = judge_.Judge(text, guesses, &draft);
    if (trusted && (rule >= 0 || judge_.IsSureAlone(text, draft))) AddMade(draft);
  }
  for (size_t i = 0; i < drafts->size() && made_.size() < Draft::kMaxDrafts; ++i) {
    if (used_[i] || !IsKept((*drafts)[i])) continue;
    Draft draft = (*drafts)[i];
    draft.rule_confidence = draft.confidence;
    if (draft.level == 0 && !draft.turn) {
      LookAround(static_cast<int32_t>(i), &draft);
      if (!judge_.Judge(text, guesses, &draft)) continue;
    }
    made_.push_back(draft);
    from_rule_.push_back(static_cast<int32_t>(i));
  }
  if (judge_.knows()) inner_.Drop(&made_, &from_rule_);
  Sort(drafts);
}

// By levels, turns first, as Extractor::Extract gives them.
void DraftMaker::Sort(std::vector<Draft>* drafts) {
  order_.resize(made_.size());
  for (uint32_t i = 0; i < order_.size(); ++i) order_[i] = i;
  std::stable_sort(order_.begin(), order_.end(), [&](uint32_t a, uint32_t b) {
    const Draft& x = made_[a];
    const Draft& y = made_[b];
    if (x.level != y.level) return x.level < y.level;
    if (x.turn != y.turn) return x.turn;
    return x.level == 0 && !x.turn && x.segment < y.segment;
  });
  sorted_.clear();
  rule_of_.clear();
  for (const uint32_t i : order_) {
    sorted_.push_back(made_[i]);
    rule_of_.push_back(from_rule_[i]);
  }
  SetParents(*drafts);
  drafts->swap(sorted_);
}

}  // namespace newsmill::claims
