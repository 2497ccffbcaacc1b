#include "processors/entities/name_shape.h"

#include <algorithm>
#include <array>

#include "processors/entities/compound_words.h"
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

// Words in lower case inside the title of a work.
constexpr std::array<std::string_view, 10> kTitleLinks = {"a",  "an", "and", "at",  "for",
                                                          "in", "of", "on",  "the", "to"};
constexpr size_t kMaxTitleWords = 9;

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

bool NameShape::IsNameWord(size_t i) const {
  if (!view_.IsCapitalised(i)) return view_.IsWord(i) && IsPrefixedName(view_.Word(i));
  if (view_.Is(i, kStopWord)) {
    // "Will Smith", "April Jones"
    return view_.Is(i, kFirstName) && !view_.OpensClause(i) && view_.IsCapitalised(i + 1) &&
           !view_.Is(i + 1, kStopWord);
  }
  if (view_.token(i).end - view_.token(i).begin == 1) return IsBareInitial(i);
  if (view_.headline() && view_.Is(i, kOrdinaryWord)) {
    return view_.Is(i, kNameRoles | kHeads | kTitleWord) && view_.info(i).entry >= 0;
  }
  if (view_.Word(i).find('-') == std::string_view::npos) return true;
  return !IsCompoundAdjective(view_.Word(i)) && !IsOrdinaryCompound(i);
}

// "Forward-looking", "January-March".
bool NameShape::IsOrdinaryCompound(size_t i) const {
  const std::string_view word = view_.Word(i);
  const uint32_t roles = view_.gazetteer().Look(word.substr(0, word.find('-'))).roles;
  return (roles & kStopWord) != 0 || ((roles & kOrdinaryWord) != 0 && view_.OpensClause(i));
}

// "D K Shivakumar", "Gowri Siva S".
bool NameShape::IsBareInitial(size_t i) const {
  if (view_.Word(i) == "I" || view_.Word(i) == "A" || view_.headline()) return false;
  const auto stands_by = [this](size_t k) {
    return view_.IsCapitalised(k) && !view_.Is(k, kStopWord | kOrdinaryWord);
  };
  return stands_by(i + 1) || (i > 0 && stands_by(i - 1) && view_.Is(i - 1, kNameRoles));
}

bool NameShape::StartsName(size_t i) const {
  if (IsNameWord(i)) return true;
  if (!view_.IsWord(i)) return false;
  if (view_.info(i).longest > 0) {
    const Gazetteer::Match match = view_.gazetteer().Longest(view_.words().subspan(i));
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
size_t NameShape::ExtendOverParticles(size_t i) const {
  size_t at = i;
  while (at < i + 3 && view_.IsWord(at) && IsParticle(view_.Word(at))) ++at;
  return at > i && IsNameWord(at) ? at : i;
}

size_t NameShape::EndOfRun(size_t i) const {
  const size_t begin = i;
  if (!IsNameWord(i)) i = ExtendOverParticles(i);
  ++i;
  const size_t limit = std::min(view_.size(), begin + kMaxRun);
  while (i < limit) {
    size_t next = i;
    if (IsNameWord(i) || ContinuesInHeadline(i)) {
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

// "Caño Negro Wildlife Refuge" as a headline: ordinary words go on with the name up to its head.
bool NameShape::ContinuesInHeadline(size_t i) const {
  return view_.headline() && view_.IsCapitalised(i) &&
         (view_.Is(i, kHeads) || (view_.IsCapitalised(i + 1) && view_.Is(i + 1, kHeads)));
}

// "of", "for", "and", "&" between the words of an institution's name. The token behind the words
// that they bring in; i where they do not.
size_t NameShape::ExtendOverLink(size_t begin, size_t i) const {
  const std::string_view word = view_.Word(i);
  size_t next = i + 1;
  if (word == "armed" && view_.Word(next) == "forces") return next + 1;
  if (word == "plc") return next;
  if (word == "&") return IsNameWord(next) ? next + 1 : i;
  const bool the = view_.Word(next) == "the";
  if (the) ++next;
  if (word == "of" || word == "for") {
    if (view_.Is(i - 1, kTitleWord | kPortfolioWord) && !view_.Is(i - 1, kStarts)) return i;
    const bool starts = view_.Is(i - 1, word == "of" ? (kStarts | kHeads) : kOrgStart);
    if (starts && (IsNameWord(next) || (the && view_.IsCapitalised(next)))) return next + 1;
    return IsNameWord(next) && EndsInstitution(begin, next) ? next + 1 : i;
  }
  if (!IsNameWord(next)) return i;
  if (word != "and" || next != i + 1) return i;
  // "Ministry of Health and Welfare", but not "Bank of Canada and NATO".
  bool institution = false;
  for (size_t k = begin; k < i; ++k) {
    institution |=
        view_.Is(k, kOrgStart) && (view_.Word(k + 1) == "of" || view_.Word(k + 1) == "for");
  }
  if (IsSpeltOut(i)) return next + 1;
  return institution && view_.Is(next, kOrdinaryWord | kPortfolioWord) && view_.info(next).entry < 0
             ? next + 1
             : i;
}

// "Sound of Coll Ferries": the words from `next` on end with the head of an institution.
bool NameShape::EndsInstitution(size_t begin, size_t next) const {
  if (view_.OpensClause(begin) || view_.Is(begin, kTitleWord | kRoleWord | kNameRoles) ||
      !view_.Is(begin, kOrdinaryWord) || view_.IsCapitalised(begin + 1)) {
    return false;
  }
  size_t end = next;
  while (IsNameWord(end)) ++end;
  return end > next + 1 && view_.Is(end - 1, kOrgHead);
}

// "Unity and Plenty (UP)": the "and" at i.
bool NameShape::IsSpeltOut(size_t i) const {
  if (view_.Word(i + 2) != "(" || view_.Word(i + 4) != ")" || i == 0) return false;
  const std::string_view acronym = view_.Word(i + 3);
  return view_.token(i + 3).all_caps && acronym.size() >= 2 &&
         acronym.front() == view_.Word(i - 1).front() &&
         acronym.back() == view_.Word(i + 1).front();
}

// The tokens behind a title of a work that opens at i (“The Mud Book”); i where none does.
size_t NameShape::EndOfQuotedTitle(size_t i) const {
  if (i == 0 || view_.headline() || !view_.IsCapitalised(i)) return i;
  const TokenKind open = view_.token(i - 1).kind;
  if (open != TokenKind::kOpenQuote && open != TokenKind::kStraightQuote) return i;
  size_t capitals = 0;
  bool ordinary = false;
  size_t at = i;
  for (; at < view_.size() && at < i + kMaxTitleWords && view_.IsWord(at); ++at) {
    ordinary |= view_.Is(at, kOrdinaryWord | kStopWord);
    if (view_.IsCapitalised(at)) {
      ++capitals;
    } else if (std::ranges::find(kTitleLinks, view_.Word(at)) == kTitleLinks.end()) {
      return i;
    }
  }
  if (at >= view_.size() || capitals < 2 || !ordinary || !view_.IsCapitalised(at - 1)) return i;
  const TokenKind close = view_.token(at).kind;
  return close == TokenKind::kCloseQuote || close == TokenKind::kStraightQuote ? at : i;
}

// José “Zeca” Almada.
size_t NameShape::ExtendOverNickname(size_t begin, size_t i) const {
  const TokenKind open = view_.token(i).kind;
  if ((open != TokenKind::kOpenQuote && open != TokenKind::kStraightQuote) || i - begin > 2)
    return i;
  if (!view_.token(i).space_before || !IsNameWord(i + 1)) return i;
  const size_t close = IsNameWord(i + 2) ? i + 3 : i + 2;
  if (close >= view_.size() || !IsNameWord(close + 1)) return i;
  const TokenKind kind = view_.token(close).kind;
  return kind == TokenKind::kCloseQuote || kind == TokenKind::kStraightQuote ? close + 2 : i;
}

}  // namespace newsmill
