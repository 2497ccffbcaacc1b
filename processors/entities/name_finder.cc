#include "processors/entities/name_finder.h"

#include <algorithm>
#include <array>

#include "processors/entities/compound_words.h"
#include "processors/entities/name_typing.h"
#include "processors/text/characters.h"

namespace newsmill {
namespace {

constexpr uint32_t kNameRoles = kFirstName | kLastName;
constexpr uint32_t kHeads = kOrgHead | kLocHead | kMiscHead;
// Longer runs of capitals are cut: they are no name, and the cut bounds the work on each.
constexpr size_t kMaxRun = 24;
constexpr uint32_t kStarts = kOrgStart | kLocStart | kMiscStart;

// Sorted.
constexpr std::array<std::string_view, 28> kParticles = {
    "al",  "af",  "bin", "bint", "da",  "das", "de", "dei", "del", "della",
    "den", "der", "di",  "do",   "dos", "du",  "el", "ibn", "la",  "las",
    "le",  "ten", "ter", "van",  "von", "y",   "zu", "zur"};

bool IsParticle(std::string_view word) {
  return word.size() <= 5 && std::ranges::find(kParticles, word) != kParticles.end();
}

// "al-Mutairi", "el-Mansour", "d'Estaing".
bool IsPrefixedName(std::string_view word) {
  const size_t joint = word.find_first_of("-'");
  if (joint == std::string_view::npos || joint == 0 || joint > 4 || joint + 2 >= word.size()) {
    return false;
  }
  const std::string_view prefix = word.substr(0, joint);
  return (prefix == "d" || IsParticle(prefix) || prefix == "ul" || prefix == "ad" ||
          prefix == "ar" || prefix == "as" || prefix == "at" || prefix == "an" ||
          prefix == "ash") &&
         ReadCharacter(word, joint + 1).kind == CharClass::kUpper;
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
    if (!StartsName(i)) {
      if (view_.IsWord(i)) TakeCompound(i);
      ++i;
      continue;
    }
    const Gazetteer::Match match = gazetteer_.Longest(view_.words().subspan(i));
    const size_t end = std::max(EndOfRun(i), i + match.words);
    Segment({i, end});
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

bool NameFinder::IsNameWord(size_t i) const {
  if (!view_.IsCapitalised(i)) return view_.IsWord(i) && IsPrefixedName(view_.Word(i));
  if (view_.Is(i, kStopWord)) {
    // "Will Smith", "April Jones"
    return view_.Is(i, kFirstName) && !view_.OpensClause(i) && view_.IsCapitalised(i + 1) &&
           !view_.Is(i + 1, kStopWord);
  }
  if (view_.token(i).end - view_.token(i).begin == 1) return false;
  if (view_.headline() && view_.Is(i, kOrdinaryWord)) {
    return view_.Is(i, kNameRoles | kHeads | kTitleWord) && view_.info(i).entry >= 0;
  }
  return !IsCompoundAdjective(view_.Word(i));
}

bool NameFinder::StartsName(size_t i) const {
  if (IsNameWord(i)) return true;
  if (!view_.IsWord(i)) return false;
  if (view_.info(i).longest > 0) {
    const Gazetteer::Match match = gazetteer_.Longest(view_.words().subspan(i));
    if (match.words > 1 || (match.words == 1 && !view_.Is(i, kStopWord | kOrdinaryWord))) {
      return view_.IsCapitalised(i) || view_.IsCapitalised(i + 1);
    }
  }
  // "de Wolde", "van der Aalst"
  if (view_.IsCapitalised(i) || !IsParticle(view_.Word(i))) return false;
  const size_t name = ExtendOverParticles(i);
  return name > i && IsNameWord(name) && view_.Word(i) != "la" && view_.Word(i) != "do";
}

// The token behind the particles that begin at i; i where no name word follows them.
size_t NameFinder::ExtendOverParticles(size_t i) const {
  size_t at = i;
  while (at < i + 3 && view_.IsWord(at) && IsParticle(view_.Word(at))) ++at;
  return at > i && IsNameWord(at) ? at : i;
}

size_t NameFinder::EndOfRun(size_t i) const {
  const size_t begin = i;
  if (!IsNameWord(i)) i = ExtendOverParticles(i);
  ++i;
  const size_t limit = std::min(view_.size(), begin + kMaxRun);
  while (i < limit) {
    size_t next = i;
    if (IsNameWord(i)) {
      next = i + 1;
    } else if (const size_t name = ExtendOverParticles(i); name > i) {
      next = name + 1;
    } else if (const size_t link = ExtendOverLink(begin, i); link > i) {
      next = link;
    } else if (const size_t nickname = ExtendOverNickname(begin, i); nickname > i) {
      next = nickname;
    }
    if (next == i) break;
    i = next;
  }
  return std::min(i, view_.size());
}

// "of", "for", "and", "&" between the words of an institution's name. The token behind the words
// that they bring in; i where they do not.
size_t NameFinder::ExtendOverLink(size_t begin, size_t i) const {
  const std::string_view word = view_.Word(i);
  size_t next = i + 1;
  if (word == "armed" && view_.Word(next) == "forces") return next + 1;
  if (word == "&") return IsNameWord(next) ? next + 1 : i;
  if (view_.Word(next) == "the") ++next;
  if (!IsNameWord(next)) return i;
  if (word == "of" || word == "for") {
    if (view_.Is(i - 1, kTitleWord | kPortfolioWord) && !view_.Is(i - 1, kStarts)) return i;
    const bool starts = view_.Is(i - 1, word == "of" ? (kStarts | kHeads) : kOrgStart);
    return starts ? next + 1 : i;
  }
  if (word != "and" || next != i + 1) return i;
  // "Ministry of Health and Welfare", but not "Bank of Canada and NATO".
  bool institution = false;
  for (size_t k = begin; k < i; ++k) {
    institution |=
        view_.Is(k, kOrgStart) && (view_.Word(k + 1) == "of" || view_.Word(k + 1) == "for");
  }
  return institution && view_.Is(next, kOrdinaryWord | kPortfolioWord) && view_.info(next).entry < 0
             ? next + 1
             : i;
}

// José “Zeca” Almada.
size_t NameFinder::ExtendOverNickname(size_t begin, size_t i) const {
  const TokenKind open = view_.token(i).kind;
  if ((open != TokenKind::kOpenQuote && open != TokenKind::kStraightQuote) || i - begin > 2)
    return i;
  if (!view_.token(i).space_before || !IsNameWord(i + 1)) return i;
  const size_t close = IsNameWord(i + 2) ? i + 3 : i + 2;
  if (close >= view_.size() || !IsNameWord(close + 1)) return i;
  const TokenKind kind = view_.token(close).kind;
  return kind == TokenKind::kCloseQuote || kind == TokenKind::kStraightQuote ? close + 2 : i;
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
    // "King's College", "President Hotel"
    if (i + 1 < run.end && view_.Is(run.end - 1, kHeads) && !view_.Is(i, kPortfolioWord) &&
        i == run.begin && run.size() == 2 && !view_.Is(run.end - 1, kNameRoles)) {
      return false;
    }
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

// The end of the name that begins at `at`: before the next title, unless that ends the run.
size_t NameFinder::EndOfSegment(Run run, size_t at) const {
  for (size_t i = at + 1; i < run.end; ++i) {
    if (!view_.Is(i, kTitleWord) || view_.Is(i, kHeads)) continue;
    const bool surname = i + 1 == run.end && view_.Is(i - 1, kFirstName) && i - 1 == at;
    if (surname) continue;
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
    if (segment.size() == 1 && RejectSingle(segment.begin, titled)) return;
    return Add(segment, phrase_begin, match.entry, titled);
  }
  if (const size_t split = KnownPrefixToSplit(segment, match); split > 0) {
    Add({segment.begin, segment.begin + split}, phrase_begin, match.entry,
        titled && split == segment.size());
    size_t next = segment.begin + split;
    Segment({next, segment.end});
    return;
  }
  if (segment.size() == 1) {
    if (!RejectSingle(segment.begin, titled)) Add(segment, phrase_begin, -1, titled);
    return;
  }
  // The first word of a sentence may owe its capital to its place.
  if (view_.OpensClause(segment.begin) && view_.Is(segment.begin, kOrdinaryWord) && !titled &&
      !view_.Is(segment.begin, kNameRoles | kStarts) && !view_.Is(segment.end - 1, kHeads)) {
    return TakeSegment({segment.begin + 1, segment.end}, segment.begin + 1, false);
  }
  Add(segment, phrase_begin, -1, titled);
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

// Whether a single capitalised word is no name.
bool NameFinder::RejectSingle(size_t i, bool titled) const {
  const bool known = view_.info(i).entry >= 0;
  if (view_.token(i).all_caps && !view_.headline()) return false;
  if (titled) return view_.Is(i, kHeads | kTitleWord);
  const bool opens = view_.OpensClause(i);
  if (view_.Is(i, kOrdinaryWord)) return !known || opens || view_.headline();
  if (known) return false;
  return view_.Is(i, kHeads | kStarts | kTitleWord | kRoleWord | kPortfolioWord);
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
