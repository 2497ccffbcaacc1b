#include "processors/entities/name_finder.h"

#include <algorithm>

#include "processors/entities/compound_words.h"
#include "processors/entities/name_typing.h"

namespace newsmill {
namespace {

constexpr uint32_t kHeads = kOrgHead | kLocHead | kMiscHead;
constexpr uint32_t kStarts = kOrgStart | kLocStart | kMiscStart;
constexpr uint32_t kNameRoles = kFirstName | kLastName;

bool IsPluralAcronym(std::string_view word) {
  return word.size() > 2 && word.back() == 's' &&
         std::ranges::all_of(word.substr(0, word.size() - 1),
                             [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

void NameFinder::Find(const Document& doc, Field field, bool by_shape,
                      std::vector<Candidate>* candidates) {
  field_ = field;
  candidates_ = candidates;
  const TextLayout& layout = doc.layout(field);
  for (const Sentence& sentence : layout.sentences) {
    view_.Load(doc.Text(field), layout.tokens, sentence);
    by_shape ? FindInSentence() : FindKnown();
  }
}

void NameFinder::FindInSentence() {
  for (size_t i = 0; i < view_.size();) {
    if (const size_t title = shape_.EndOfQuotedTitle(i); title > i) {
      Add({i, title}, i, -1, false);
      i = title;
      continue;
    }
    if (!shape_.StartsName(i)) {
      if (view_.IsWord(i)) TakeCompound(i);
      ++i;
      continue;
    }
    const Gazetteer::Match match = gazetteer_.Longest(view_.words().subspan(i));
    const size_t end = std::max(shape_.EndOfRun(i), i + match.words);
    // A capital "The" in mid-sentence belongs to the name.
    const bool the = i > 1 && view_.Word(i - 1) == "The" && !view_.OpensClause(i - 1) &&
                     !view_.headline() && match.words < end - i && end > i + 1;
    if (the) {
      Add({i - 1, end}, i - 1, -1, false);
    } else {
      Segment({i, end});
    }
    i = end;
  }
}

// Without the help of capitals: names of several words, or of one word that is a place or an
// institution and no ordinary word; and a first name with the name behind it.
void NameFinder::FindKnown() {
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

// "Rome-based", "pro-Russian", "U.S.-Egypt": the names inside one word.
bool NameFinder::TakeCompound(size_t i) {
  bool taken = false;
  const CompoundPieces pieces = SplitCompound(view_.Word(i));
  for (const CompoundPiece& piece : pieces) {
    if (piece.begin == piece.end) continue;
    const WordInfo info =
        gazetteer_.Look(view_.Word(i).substr(piece.begin, piece.end - piece.begin));
    AddPiece(i, view_.token(i).begin + piece.begin, view_.token(i).begin + piece.end, info.entry);
    taken = true;
  }
  return taken;
}

// Cuts a run of capitalised words into titles and names.
void NameFinder::Segment(Run run) {
  size_t phrase = run.begin;
  bool titled = false;
  for (size_t at = run.begin; at < run.end;) {
    if (const size_t before = at; SkipTitle(run, &at)) {
      if (!titled) phrase = before;
      titled = true;
      continue;
    }
    const size_t end = EndOfSegment(run, at);
    TakeSegment({at, end}, titled ? phrase : at, titled);
    titled = false;
    at = end;
  }
}

// "Foreign Minister", "Secretary of State", "Mr.": moves *at behind one word of it.
bool NameFinder::SkipTitle(Run run, size_t* at) {
  const size_t i = *at;
  if (view_.Word(i) == "of" || view_.Word(i) == "and" || view_.Word(i) == "for") {
    ++*at;
    return true;
  }
  if (gazetteer_.Longest(view_.words().subspan(i, run.end - i)).words > 1) return false;
  if (view_.Is(i, kTitleWord | kRoleWord)) {
    // "Stephen King": a surname.
    if (i > run.begin && i + 1 == run.end && view_.Is(i - 1, kFirstName)) return false;
    if (i == run.begin && IsPartOfInstitution(run, i)) return false;
    *at = i + 1;
    return true;
  }
  if (!view_.Is(i, kPortfolioWord)) return false;
  // Before a title ("Foreign Minister"), or behind one ("Secretary of State").
  size_t next = i + 1;
  while (next < run.end && view_.Is(next, kPortfolioWord)) ++next;
  const bool before_title = next < run.end && view_.Is(next, kTitleWord);
  const bool behind_title =
      i > run.begin + 1 && view_.Is(i - 2, kTitleWord) && view_.Word(i - 1) == "of";
  if (!before_title && !behind_title) return false;
  *at = i + 1;
  return true;
}

// "King Saud University", "Prosperous Justice Party": the title at i is a word of the whole.
bool NameFinder::IsPartOfInstitution(Run run, size_t i) const {
  if (i + 1 >= run.end || !view_.Is(run.end - 1, kOrgHead | kLocHead)) return false;
  for (size_t k = i + 1; k + 1 < run.end; ++k) {
    if (view_.Is(k, kTitleWord) && !view_.Is(k, kPortfolioWord)) return false;
  }
  return !view_.Is(run.end - 1, kNameRoles) || view_.Is(run.end - 1, kOrdinaryWord);
}

// The end of the name that begins at `at`: before the next title, unless that ends the run.
size_t NameFinder::EndOfSegment(Run run, size_t at) const {
  for (size_t i = at + 1; i < run.end; ++i) {
    if (!view_.Is(i, kTitleWord) || view_.Is(i, kHeads)) continue;
    const bool surname = i + 1 == run.end && view_.Is(i - 1, kFirstName) && i - 1 == at;
    if (!view_.IsCapitalised(i - 1)) continue;  // "Court of Justice"
    if (surname || IsPartOfInstitution(run, i)) continue;
    size_t end = i;
    while (end > at + 1 && view_.Is(end - 1, kPortfolioWord)) --end;
    return end;
  }
  return run.end;
}

void NameFinder::TakeSegment(Run segment, size_t phrase_begin, bool titled) {
  const Gazetteer::Match match =
      gazetteer_.Longest(view_.words().subspan(segment.begin, segment.size()));
  if (match.words == segment.size()) {
    if (segment.size() == 1) return TakeSingle(segment, phrase_begin, match.entry, titled);
    return Add(segment, phrase_begin, match.entry, titled);
  }
  if (const size_t split = KnownPrefixToSplit(segment, match); split > 0) {
    Add({segment.begin, segment.begin + split}, phrase_begin, match.entry,
        titled && split == segment.size());
    size_t next = segment.begin + split;
    Segment({next, segment.end});
    return;
  }
  if (segment.size() == 1) return TakeSingle(segment, phrase_begin, -1, titled);
  // The first word of a sentence may owe its capital to its place.
  if (view_.OpensClause(segment.begin) && view_.Is(segment.begin, kOrdinaryWord) && !titled &&
      !view_.Is(segment.begin, kNameRoles | kStarts) && !view_.Is(segment.end - 1, kHeads)) {
    return TakeSegment({segment.begin + 1, segment.end}, segment.begin + 1, false);
  }
  Add(segment, phrase_begin, -1, titled);
}

void NameFinder::TakeSingle(Run segment, size_t phrase_begin, int32_t entry, bool titled) {
  const Verdict verdict = JudgeSingle(segment.begin, titled);
  if (verdict == Verdict::kNoName) return;
  const bool surname = verdict == Verdict::kSurnameAtMost;
  Add(segment, phrase_begin, surname ? -1 : entry, titled);
  candidates_->back().needs_support = surname;
}

// Words of the known name at the segment's start that stand for themselves ("Russian" in "Russian
// Vladimir Putin"); 0 where it is a part of the longer name ("Russian Academy").
size_t NameFinder::KnownPrefixToSplit(Run segment, const Gazetteer::Match& match) const {
  if (match.words == 0) return 0;
  if (view_.Is(segment.end - 1, kHeads)) return 0;
  for (size_t i = segment.begin; i < segment.end; ++i) {
    if (view_.Word(i) == "of") return 0;
  }
  const GazetteerEntry& entry = gazetteer_.entry(match.entry);
  const bool first_name = match.words == 1 && view_.Is(segment.begin, kFirstName);
  const size_t rest = segment.begin + match.words;
  if (entry.subtype == "norp") return first_name && !view_.Is(rest, kFirstName) ? 0 : match.words;
  if (match.words > 1)
    return entry.type == EntityType::kPerson || view_.Is(rest, kFirstName) ? match.words : 0;
  return view_.Is(rest, kFirstName) && !first_name ? match.words : 0;
}

// What to make of a single capitalised word.
NameFinder::Verdict NameFinder::JudgeSingle(size_t i, bool titled) const {
  const bool known = view_.info(i).entry >= 0;
  const bool ordinary = view_.Is(i, kOrdinaryWord);
  if (view_.token(i).all_caps && !view_.headline()) {
    // "SAR 50,000"
    const bool unit = i + 1 < view_.size() && view_.token(i + 1).kind == TokenKind::kNumber;
    return unit && !known ? Verdict::kNoName : Verdict::kName;
  }
  // "SMEs", "PDFs"
  if (!known && IsPluralAcronym(view_.Word(i))) return Verdict::kNoName;
  if (titled) return view_.Is(i, kHeads | kTitleWord) ? Verdict::kNoName : Verdict::kName;
  if (known) {
    const std::string_view subtype = gazetteer_.entry(view_.info(i).entry).subtype;
    if (!ordinary || subtype == "country" || subtype == "norp") return Verdict::kName;
    if (!view_.OpensClause(i) && !view_.headline()) return Verdict::kName;
  }
  constexpr uint32_t kNoNames = kHeads | kStarts | kTitleWord | kRoleWord | kPortfolioWord;
  if (!ordinary && !view_.Is(i, kNoNames)) return Verdict::kName;
  return view_.Is(i, kLastName) ? Verdict::kSurnameAtMost : Verdict::kNoName;
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

void NameFinder::AddPiece(size_t i, uint32_t begin, uint32_t end, int32_t entry) {
  Candidate candidate;
  candidate.span = {begin, end, field_};
  candidate.first_token = view_.first_token() + static_cast<uint32_t>(i);
  candidate.end_token = candidate.first_token + 1;
  candidate.phrase_begin = begin;
  candidate.entry = entry;
  candidate.needs_support = entry < 0;
  if (entry >= 0) ScoreOf(candidate.scores, gazetteer_.entry(entry).type) = kGazetteerScore;
  candidates_->push_back(candidate);
}

}  // namespace newsmill
