#include "processors/entities/tagged_candidates.h"

#include <algorithm>
#include <string_view>

#include "processors/entities/name_typing.h"

namespace newsmill {
namespace {

// Evidence of a mention whose type is certain, on the scale of the other evidence.
constexpr float kCertain = 4;
// How much the rules add to the tagger's word about types.
constexpr float kRuleShare = 0.25F;

constexpr uint32_t kTitleRoles = kTitleWord | kRoleWord | kPortfolioWord;

}  // namespace

void TaggedCandidates::Add(const Document& doc, const DocumentWords& words,
                           std::span<const TaggedName> names, std::vector<Candidate>* candidates) {
  size_t sentence = 0;
  Field field = Field::kTitle;
  bool loaded = false;
  for (const TaggedName& name : names) {
    if (name.span.field != field) sentence = 0;
    loaded = loaded && name.span.field == field;
    field = name.span.field;
    const TextLayout& layout = doc.layout(field);
    const uint32_t first_token = words.words()[name.first_word].token;
    while (layout.sentences[sentence].end_token <= first_token) {
      ++sentence;
      loaded = false;
    }
    if (!loaded) view_.Load(doc.Text(field), layout.tokens, layout.sentences[sentence]);
    loaded = true;
    Candidate candidate = Make(words, name);
    const size_t before = candidate.first_token - view_.first_token();
    const size_t behind = candidate.end_token - view_.first_token();
    candidate.follows_in_brackets = before >= 2 && view_.Word(before - 1) == "(" &&
                                    view_.Word(behind) == ")" && !candidates->empty() &&
                                    candidates->back().end_token == candidate.first_token - 1;
    candidates->push_back(candidate);
  }
}

Candidate TaggedCandidates::Make(const DocumentWords& words, const TaggedName& name) const {
  Candidate candidate;
  candidate.span = name.span;
  candidate.first_token = words.words()[name.first_word].token;
  candidate.end_token = words.words()[name.end_word - 1].token + 1;
  candidate.phrase_begin = PhraseBegin(candidate.first_token, name);
  const size_t first = candidate.first_token - view_.first_token();
  const size_t size = candidate.end_token - candidate.first_token;
  const bool whole = view_.token(first).begin == name.span.begin &&
                     view_.token(first + size - 1).end == name.span.end;
  if (whole) {
    const Gazetteer::Match match = gazetteer_.Longest(view_.words().subspan(first, size));
    if (match.words == size) candidate.entry = match.entry;
  } else if (size == 1) {
    const std::string_view piece = view_.Word(first).substr(
        name.span.begin - view_.token(first).begin, name.span.end - name.span.begin);
    candidate.entry = gazetteer_.Look(piece).entry;
  }
  const bool titled = candidate.phrase_begin != name.span.begin;
  const TypeScores rules =
      whole ? ScoreTypes(view_, first, first + size, candidate.entry, titled) : TypeScores{};
  const float chosen = name.types[static_cast<size_t>(name.type)];
  for (size_t type = 0; type < candidate.scores.size(); ++type) {
    const float share = chosen > 0 ? std::min(name.types[type] / chosen, 1.0F) : 0;
    candidate.probabilities[type] = name.confidence * share;
    candidate.scores[type] = kCertain * name.types[type] + kRuleShare * rules[type];
  }
  return candidate;
}

// Where "Foreign Minister" begins before a person's name.
uint32_t TaggedCandidates::PhraseBegin(uint32_t first_token, const TaggedName& name) const {
  if (name.type != EntityType::kPerson) return name.span.begin;
  size_t begin = first_token - view_.first_token();
  for (size_t i = begin; i > 0; --i) {
    const std::string_view word = view_.Word(i - 1);
    const bool joint = word == "of" || word == "and" || word == "for";
    if (!joint && !(view_.IsCapitalised(i - 1) && view_.Is(i - 1, kTitleRoles))) break;
    if (!joint) begin = i - 1;
  }
  return begin + view_.first_token() == first_token ? name.span.begin : view_.token(begin).begin;
}

}  // namespace newsmill
