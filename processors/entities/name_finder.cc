#include "processors/entities/name_finder.h"

#include "processors/entities/name_typing.h"

namespace newsmill {

void NameFinder::Find(const Document& doc, Field field, std::vector<Candidate>* candidates) {
  field_ = field;
  candidates_ = candidates;
  const TextLayout& layout = doc.layout(field);
  for (const Sentence& sentence : layout.sentences) {
    view_.Load(doc.Text(field), layout.tokens, sentence);
    FindInSentence();
  }
}

// Without the help of capitals: names of several words, or of one word that is a place or an
// institution and no ordinary word; and a first name with the name behind it.
void NameFinder::FindInSentence() {
  for (size_t i = 0; i < view_.size();) {
    const Gazetteer::Match match = gazetteer_.Longest(view_.words().subspan(i));
    if (match.words > 1 ||
        (match.words == 1 && view_.IsCapitalised(i) && !view_.Is(i, kOrdinaryWord | kStopWord) &&
         gazetteer_.entry(match.entry).subtype != "company")) {
      Add({i, i + match.words}, i, match.entry, false);
      i += match.words;
      continue;
    }
    const bool person = view_.IsCapitalised(i) && view_.Is(i, kFirstName) &&
                        !view_.Is(i, kOrdinaryWord | kStopWord) && view_.IsCapitalised(i + 1) &&
                        !view_.Is(i + 1, kOrdinaryWord | kStopWord);
    if (person) Add({i, i + 2}, i, -1, true);
    i += person ? 2 : 1;
  }
}

void NameFinder::Add(Run run, size_t phrase_begin, int32_t entry, bool titled) {
  Candidate candidate;
  candidate.span = {view_.token(run.begin).begin, view_.token(run.end - 1).end, field_};
  candidate.first_token = view_.first_token() + static_cast<uint32_t>(run.begin);
  candidate.end_token = view_.first_token() + static_cast<uint32_t>(run.end);
  candidate.phrase_begin = view_.token(phrase_begin).begin;
  candidate.entry = entry;
  candidate.follows_in_brackets = run.begin >= 2 && view_.Word(run.begin - 1) == "(" &&
                                  view_.Word(run.end) == ")" && !candidates_->empty() &&
                                  candidates_->back().end_token == candidate.first_token - 1;
  candidate.scores = ScoreTypes(view_, run.begin, run.end, entry, titled);
  candidates_->push_back(candidate);
}

}  // namespace newsmill
