#include "processors/entities/name_typing.h"

#include <algorithm>
#include <string_view>

namespace newsmill {
namespace {

constexpr EntityType kPer = EntityType::kPerson;
constexpr EntityType kOrg = EntityType::kOrganisation;
constexpr EntityType kLoc = EntityType::kLocation;
constexpr EntityType kMisc = EntityType::kMisc;

class Scorer {
 public:
  Scorer(const SentenceView& sentence, size_t begin, size_t end)
      : sentence_(sentence), begin_(begin), end_(end) {}

  TypeScores Run(int32_t entry, bool titled) {
    if (titled) Add(kPer, 4);
    if (!FromEntry(entry)) FromWords();
    FromBefore();
    FromBehind();
    if (IsDateline()) Add(kLoc, 5);
    if (size() > 1 && entry < 0 && IsQuoted()) Add(kMisc, 4);
    return scores_;
  }

 private:
  void Add(EntityType type, float score) { ScoreOf(scores_, type) += score; }
  bool Is(size_t i, uint32_t roles) const { return sentence_.Is(i, roles); }
  size_t size() const { return end_ - begin_; }

  // Whether the gazetteer vouches for the name so that its words need not be looked at.
  bool FromEntry(int32_t index) {
    if (index < 0) return false;
    const GazetteerEntry& entry = sentence_.gazetteer().entry(index);
    // Towns and people share names; a single word vouches for less.
    const bool shared =
        size() == 1 && Is(begin_, kFirstName | kLastName) &&
        (entry.subtype == "city" || entry.subtype == "region" || entry.subtype == "company");
    Add(entry.type, shared ? kGazetteerScore / 2 : kGazetteerScore);
    if (shared) Add(kPer, 0.6F);
    return true;
  }

  void FromWords() {
    const size_t last = end_ - 1;
    bool ordinary = false;
    bool particle = false;
    bool linked = false;
    bool initial = false;
    for (size_t i = begin_; i < end_; ++i) {
      const std::string_view word = sentence_.Word(i);
      linked |= word == "and" || word == "&" || word == "of" || word == "for";
      if (!sentence_.IsCapitalised(i)) particle |= sentence_.IsWord(i) && !linked;
      initial |= i > begin_ && word.size() == 2 && word[1] == '.';
      ordinary |=
          sentence_.IsCapitalised(i) && Is(i, kOrdinaryWord) && !Is(i, kFirstName | kLastName);
    }
    if (size() > 1) FromHeads(last);
    if (linked) {
      Add(kOrg, 2);
      Add(kPer, -2);
    }
    if (particle && !linked && !Is(begin_, kOrgStart | kLocStart)) Add(kPer, 2);
    if (initial || sentence_.Word(begin_).ends_with(".")) Add(kPer, size() > 1 ? 2.0F : 0.0F);
    if (size() == 1) return FromSingle();
    if (Is(begin_, kFirstName)) Add(kPer, 3);
    if (Is(last, kLastName)) Add(kPer, 1);
    FromKnownParts(last);
    if (ordinary) {
      Add(kOrg, 1.2F);
      Add(kPer, -0.5F);
    } else if (size() <= 4) {
      Add(kPer, 1.5F);
    }
    if (sentence_.token(last).all_caps && !sentence_.headline()) Add(kOrg, 1);
  }

  // "Movistar Venezuela", "Google Maps", "NCT Hollywood".
  void FromKnownParts(size_t last) {
    if (Is(begin_, kFirstName)) return;
    const int32_t first_entry = sentence_.info(begin_).entry;
    const int32_t last_entry = sentence_.info(last).entry;
    const Gazetteer& gazetteer = sentence_.gazetteer();
    if (last_entry >= 0 && gazetteer.entry(last_entry).subtype == "country") Add(kOrg, 2.5F);
    if (first_entry >= 0 && gazetteer.entry(first_entry).type == kOrg) Add(kOrg, 2.5F);
    if (sentence_.token(begin_).all_caps && sentence_.Word(begin_).size() > 2 &&
        !sentence_.headline()) {
      Add(kOrg, 2);
    }
  }

  void FromHeads(size_t last) {
    const bool of = std::ranges::any_of(Links(), [this](std::string_view link) {
      return sentence_.Word(begin_ + 1) == link || sentence_.Word(begin_ + 2) == link;
    });
    if (Is(last, kOrgHead)) Add(kOrg, 5);
    if (Is(last, kLocHead) && !Is(last, kOrgHead)) Add(kLoc, 4);
    if (Is(last, kMiscHead) && !Is(last, kOrgHead)) Add(kMisc, 4);
    for (size_t i = begin_; i < std::min(begin_ + 3, last); ++i) {
      if (i + 1 < end_ && sentence_.Word(i + 1) == "of") {
        if (Is(i, kOrgHead | kOrgStart)) Add(kOrg, 5);
        if (Is(i, kLocHead | kLocStart)) Add(kLoc, 4);
        if (Is(i, kMiscHead | kMiscStart)) Add(kMisc, 5);
      }
    }
    if (Is(begin_, kLocStart) && !of) Add(kLoc, 3);
    if (Is(begin_, kOrgStart)) Add(kOrg, of ? 3.0F : 1.5F);
    if (Is(begin_, kMiscStart)) Add(kMisc, 2);
  }

  static std::span<const std::string_view> Links() {
    static constexpr std::string_view kLinks[] = {"of", "for"};
    return kLinks;
  }

  void FromSingle() {
    const std::string_view word = sentence_.Word(begin_);
    const Token& token = sentence_.token(begin_);
    const bool acronym = token.all_caps && word.size() <= 6 && !sentence_.headline();
    if (acronym) Add(kOrg, 2.5F);
    if (Is(begin_, kFirstName)) Add(kPer, 1);
    if (Is(begin_, kLastName)) Add(kPer, 1);
    if (word.ends_with("ism") || word.ends_with("ist") || word.ends_with("ists") ||
        word.ends_with("ians") || word.ends_with("ian") || word.ends_with("ese")) {
      Add(kMisc, 1.5F);
    }
    if (word.find('-') != std::string_view::npos) Add(kPer, 0.5F);
    Add(kOrg, 0.5F);
    Add(kLoc, 0.45F);
    Add(kPer, 0.3F);
  }

  void FromBefore() {
    if (begin_ == 0) return;
    const size_t before = begin_ - 1;
    const std::string_view word = sentence_.Word(before);
    if (word == "the" || word == "The") {
      Add(kPer, -3);
      Add(kOrg, 1);
      Add(kLoc, 0.5F);
      return;
    }
    if (Is(before, kRoleWord) && !Is(before, kOrgNoun)) Add(kPer, 3);
    if (Is(before, kOrgNoun)) Add(kOrg, 2);
    if (word == "in")
      Add(kLoc, 2);
    else if (Is(before, kPlaceWord))
      Add(kLoc, 1);
    if (word == "of" && begin_ >= 2) FromOf(begin_ - 2);
  }

  // "the town of X", "the mayor of X", "the head of X".
  void FromOf(size_t noun) {
    const std::string_view word = sentence_.Word(noun);
    if (Is(noun, kGeoNoun)) return Add(kLoc, 3);
    if (word == "mayor" || word == "Mayor" || word == "governor" || word == "Governor") {
      return Add(kLoc, 2);
    }
    if (!Is(noun, kRoleWord | kTitleWord)) return;
    Add(kOrg, 1);
    Add(kLoc, 0.8F);
  }

  void FromBehind() {
    if (Is(end_, kSpeechVerb)) Add(kPer, 1.5F);
    if (Is(end_, kGeoNoun)) Add(kLoc, 2);
    if (Is(end_, kOrgNoun)) Add(kOrg, 1.5F);
    if (sentence_.Word(end_) == "language" || sentence_.Word(end_) == "culture") Add(kMisc, 2);
    if (sentence_.Word(end_) == "(" && sentence_.IsCapitalised(end_ + 1) &&
        sentence_.token(end_ + 1).all_caps) {
      Add(kOrg, 1);
    }
    if (sentence_.Word(end_) != ",") return;
    const size_t next = end_ + 1;
    if (next >= sentence_.size()) return;
    const std::string_view word = sentence_.Word(next);
    const int32_t entry = sentence_.info(next).entry;
    if (entry >= 0 && sentence_.gazetteer().entry(entry).type == kLoc) Add(kLoc, 1.5F);
    // ", 44," ", who" ", a nurse"
    if (sentence_.token(next).kind == TokenKind::kNumber && sentence_.Word(next + 1) == ",")
      Add(kPer, 3);
    if (word == "who" || word == "whose") Add(kPer, 2);
    if (word == "which") Add(kOrg, 0.7F);
    if (word != "a" && word != "an" && word != "the") return;
    for (size_t i = next + 1; i < next + 6 && i < sentence_.size(); ++i) {
      if (sentence_.token(i).kind != TokenKind::kWord) return;
      if (Is(i, kRoleWord)) return Add(kPer, 2.5F);
      if (Is(i, kOrgNoun)) return Add(kOrg, 2);
      if (Is(i, kGeoNoun)) return Add(kLoc, 2);
    }
  }

  // The title of a work: “The Mud Book”.
  bool IsQuoted() const {
    if (begin_ == 0 || end_ >= sentence_.size()) return false;
    const TokenKind open = sentence_.token(begin_ - 1).kind;
    const TokenKind close = sentence_.token(end_).kind;
    return (open == TokenKind::kOpenQuote || open == TokenKind::kStraightQuote) &&
           (close == TokenKind::kCloseQuote || close == TokenKind::kStraightQuote);
  }

  // "LJUBLJANA (Adria Wire) –", "Hamburg –", "RABAT, May 6 (Meridian Press) —".
  bool IsDateline() const {
    if (begin_ != 0 || !sentence_.starts_paragraph() || size() > 3) return false;
    const size_t limit = std::min(sentence_.size(), end_ + 10);
    if (end_ >= limit) return false;
    const std::string_view next = sentence_.Word(end_);
    if (next == "–" || next == "—" || next == "-" || next == "--") return true;
    const bool all_caps = sentence_.token(begin_).all_caps;
    if (next != "(" && !(next == "," && all_caps)) return false;
    for (size_t i = end_ + 1; i < limit; ++i) {
      const std::string_view mark = sentence_.Word(i);
      if (mark == "–" || mark == "—" || mark == "-" || mark == "--") return true;
    }
    return false;
  }

  const SentenceView& sentence_;
  const size_t begin_;
  const size_t end_;
  TypeScores scores_{};
};

}  // namespace

TypeScores ScoreTypes(const SentenceView& sentence, size_t begin, size_t end, int32_t entry,
                      bool titled) {
  return Scorer(sentence, begin, end).Run(entry, titled);
}

}  // namespace newsmill
