#include "processors/text/sentence_splitter.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "processors/text/abbreviations.h"
#include "processors/text/characters.h"

namespace newsmill {
namespace {

// Longer is no sentence but a table, a list or worse, and the stages keep much for each of its
// words.
constexpr size_t kMostTokens = 1000;

// How a token stands to a sentence's end.
enum class Ending : uint8_t {
  kNone,
  kFirm,      // ! ?
  kWide,      // 。 and other scripts' full stops: no space need follow
  kFullStop,  // .
  kEllipsis,  // ... or …
  kAbbreviation,
};

constexpr std::array<std::string_view, 24> kParticles = {
    "al", "bin", "da",  "de", "dei", "del", "della", "den", "der", "di", "dos", "du",
    "e",  "el",  "ibn", "la", "le",  "ten", "ter",   "van", "von", "y",  "zu",  "zur"};

// Words at a line's end that cannot end a sentence: the line was only wrapped.
constexpr std::array<std::string_view, 31> kLinkWords = {
    "a",     "an", "and",  "are",  "as",    "at",  "but",  "by",   "for",  "from", "had",
    "has",   "in", "into", "is",   "its",   "of",  "on",   "or",   "than", "that", "the",
    "their", "to", "was",  "were", "which", "who", "will", "with", "would"};

class Splitter {
 public:
  Splitter(std::string_view text, std::span<const Token> tokens, std::vector<Sentence>* sentences)
      : text_(text), tokens_(tokens), sentences_(sentences) {}

  void Run() {
    sentences_->clear();
    size_t first = 0;
    bool paragraph = true;
    Ending ending = Ending::kNone;
    for (size_t i = 0; i + 1 < tokens_.size(); ++i) {
      ending = EndingAfter(i, ending);
      const int breaks = LineBreaksAfter(i);
      if (!EndsAt(i, ending, breaks)) continue;
      Emit(first, i + 1, paragraph);
      first = i + 1;
      paragraph = breaks > 0;
      ending = Ending::kNone;
    }
    if (first < tokens_.size()) Emit(first, tokens_.size(), paragraph);
  }

 private:
  std::string_view Word(size_t i) const {
    return text_.substr(tokens_[i].begin, tokens_[i].end - tokens_[i].begin);
  }

  void Emit(size_t first, size_t end, bool paragraph) {
    sentences_->push_back({.begin = tokens_[first].begin,
                           .end = tokens_[end - 1].end,
                           .first_token = static_cast<uint32_t>(first),
                           .end_token = static_cast<uint32_t>(end),
                           .starts_paragraph = paragraph});
    sentence_start_ = end;
  }

  // 0, 1 or 2 (a blank line) between token i and the next.
  int LineBreaksAfter(size_t i) const {
    int breaks = 0;
    for (size_t at = tokens_[i].end; at < tokens_[i + 1].begin && breaks < 2; ++at) {
      breaks += text_[at] == '\n' ? 1 : 0;
    }
    return breaks;
  }

  // The ending that is in force behind token i, given the one behind token i - 1: closing marks
  // keep it.
  Ending EndingAfter(size_t i, Ending before) const {
    const Token& token = tokens_[i];
    switch (token.kind) {
      case TokenKind::kPunctuation:
        return EndingOfPunctuation(i, before);
      case TokenKind::kCloseQuote:
        return before;
      case TokenKind::kStraightQuote:
        return ClosesHere(i) ? before : Ending::kNone;
      case TokenKind::kNumber:
        return before != Ending::kNone && IsNoteMark(i - 1) ? before : Ending::kNone;
      case TokenKind::kWord:
        return token.end - token.begin > 1 && text_[token.end - 1] == '.' ? Ending::kAbbreviation
                                                                          : Ending::kNone;
      default:
        return Ending::kNone;
    }
  }

  Ending EndingOfPunctuation(size_t i, Ending before) const {
    const std::string_view mark = Word(i);
    if (mark[0] == '.') return mark.size() == 1 ? Ending::kFullStop : Ending::kEllipsis;
    if (mark[0] == ')' || mark[0] == ']' || IsNoteMark(i)) return before;
    if (mark == "…") return Ending::kEllipsis;
    const Character c = ReadCharacter(text_, tokens_[i].begin);
    if (c.kind != CharClass::kTerminator) return Ending::kNone;
    return c.code < 128 ? Ending::kFirm : Ending::kWide;
  }

  // A straight quotation mark with nothing before it closes.
  bool ClosesHere(size_t i) const { return !tokens_[i].space_before; }

  bool EndsAt(size_t i, Ending ending, int breaks) const {
    if (breaks >= 2 || i + 1 - sentence_start_ >= kMostTokens) return true;
    if (breaks == 1) return EndsAtLineBreak(i, ending);
    if (ending == Ending::kNone || IsCloser(i + 1) || IsNoteMark(i + 1)) return false;
    return EndsInLine(i, ending);
  }

  bool IsCloser(size_t i) const {
    const Token& token = tokens_[i];
    if (token.kind == TokenKind::kCloseQuote) return true;
    if (token.kind == TokenKind::kStraightQuote) return ClosesHere(i);
    if (token.kind != TokenKind::kPunctuation) return false;
    const char mark = text_[token.begin];
    return mark == ')' || mark == ']' || mark == '.' || mark == '!' || mark == '?' || mark == ',';
  }

  // "[17]", which stands behind the full stop of what it is a note to.
  bool IsNoteMark(size_t i) const {
    return i > 0 && i + 2 < tokens_.size() && Word(i) == "[" &&
           tokens_[i + 1].kind == TokenKind::kNumber && Word(i + 2) == "]";
  }

  bool EndsAtLineBreak(size_t i, Ending ending) const {
    if (ending != Ending::kNone && ending != Ending::kAbbreviation) return true;
    if (IsListItem(i + 1)) return true;
    const Token& last = tokens_[i];
    const bool comma = last.kind == TokenKind::kPunctuation && text_[last.begin] == ',';
    if (comma || (ending == Ending::kNone && IsLinkWord(i))) return false;
    return !ContinuesSentence(i + 1) || last.kind == TokenKind::kNumber;
  }

  bool IsLinkWord(size_t i) const {
    return tokens_[i].kind == TokenKind::kWord && std::ranges::binary_search(kLinkWords, Word(i));
  }

  // "• item", "- item", "* item", "1. item", "(a) item".
  bool IsListItem(size_t i) const {
    const Token& token = tokens_[i];
    if (token.kind == TokenKind::kSymbol) return true;
    if (i + 1 >= tokens_.size()) return false;
    const std::string_view next = Word(i + 1);
    if (token.kind == TokenKind::kPunctuation) {
      return text_[token.begin] != '(' && tokens_[i + 1].space_before;
    }
    return token.kind == TokenKind::kNumber && (next == "." || next == ")");
  }

  // Whether token i reads as the middle of a sentence: lower case, or an opening mark before it.
  bool ContinuesSentence(size_t i) const {
    while (i + 1 < tokens_.size() && (IsOpener(i) || tokens_[i].kind == TokenKind::kCloseQuote))
      ++i;
    const Token& token = tokens_[i];
    if (token.kind == TokenKind::kWord) return IsLower(token);
    if (token.kind != TokenKind::kPunctuation) return token.kind == TokenKind::kClitic;
    return true;
  }

  bool IsLower(const Token& token) const {
    return ReadCharacter(text_, token.begin).kind == CharClass::kLower;
  }

  bool IsOpener(size_t i) const {
    const Token& token = tokens_[i];
    if (token.kind == TokenKind::kOpenQuote) return true;
    if (token.kind == TokenKind::kStraightQuote) return token.space_before;
    return token.kind == TokenKind::kPunctuation &&
           (text_[token.begin] == '(' || text_[token.begin] == '[');
  }

  bool EndsInLine(size_t i, Ending ending) const {
    const Token& next = tokens_[i + 1];
    if (ending == Ending::kWide) return true;
    if (!next.space_before && next.kind != TokenKind::kOpenQuote) {
      return ending == Ending::kFullStop && next.capitalised &&
             tokens_[i].kind == TokenKind::kPunctuation;
    }
    if (!StartsSentence(i + 1, ending)) return false;
    if (ending == Ending::kAbbreviation) return AbbreviationEnds(i);
    if (ending == Ending::kFullStop) return !IsListNumber(i);
    return !(ending == Ending::kFirm && SpeakerFollows(i));
  }

  // "1. First": the full stop at token i belongs to the number that opens the sentence.
  bool IsListNumber(size_t i) const {
    return i == sentence_start_ + 1 && tokens_[i - 1].kind == TokenKind::kNumber;
  }

  // Whether a sentence may start at token i.
  bool StartsSentence(size_t i, Ending ending) const {
    const Token& token = tokens_[i];
    if (token.kind == TokenKind::kClitic) return false;
    if (token.kind == TokenKind::kPunctuation) {
      return IsOpener(i) ||
             (i + 1 < tokens_.size() && tokens_[i + 1].capitalised && ending != Ending::kEllipsis);
    }
    if (token.kind != TokenKind::kWord || !IsLower(token)) return true;
    if (ending != Ending::kFullStop && ending != Ending::kFirm) return false;
    return StartedInLowerCase() || (ending == Ending::kFullStop && StartsWithParticle(i));
  }

  // The writer does without capitals at least here: the next sentence may do so too.
  bool StartedInLowerCase() const {
    const Token& token = tokens_[sentence_start_];
    return token.kind == TokenKind::kWord && IsLower(token);
  }

  // "de Wolde faces", "al-Mutairi said".
  bool StartsWithParticle(size_t i) const {
    const std::string_view word = Word(i);
    if (word.size() > 4 && (word.starts_with("al-") || word.starts_with("el-"))) {
      return ReadCharacter(word, 3).kind == CharClass::kUpper;
    }
    return i + 1 < tokens_.size() && (tokens_[i + 1].capitalised || IsParticle(i + 1)) &&
           IsParticle(i);
  }

  bool IsParticle(size_t i) const { return std::ranges::binary_search(kParticles, Word(i)); }

  // The abbreviation before the closing marks that end with token i also ends the sentence.
  bool AbbreviationEnds(size_t i) const {
    if (tokens_[i].kind != TokenKind::kWord) return true;  // closed by a quotation mark
    const Token& next = tokens_[i + 1];
    const std::string_view word = Word(i).substr(0, Word(i).size() - 1);
    switch (FindAbbreviation(word)) {
      case Abbreviation::kTitle:
      case Abbreviation::kInner:
      case Abbreviation::kBeforeNumber:
        return false;
      case Abbreviation::kTime:
        return !IsTimeSuffix(Word(i + 1)) && next.kind != TokenKind::kPunctuation;
      case Abbreviation::kLast:
        return true;
      case Abbreviation::kCompany:
      case Abbreviation::kState:
      case Abbreviation::kNone:
        break;
    }
    if (IsOpener(i + 1))
      return next.kind != TokenKind::kPunctuation && i + 2 < tokens_.size() &&
             tokens_[i + 2].capitalised;
    return next.kind == TokenKind::kWord && IsSentenceOpener(Word(i + 1));
  }

  // "Who ordered it?" Lavrov asked: the sentence goes on behind the quotation.
  bool SpeakerFollows(size_t i) const {
    if (tokens_[i].kind != TokenKind::kCloseQuote && tokens_[i].kind != TokenKind::kStraightQuote) {
      return false;
    }
    size_t at = i + 1;
    while (at < tokens_.size() && at < i + 4 && tokens_[at].kind == TokenKind::kWord &&
           tokens_[at].capitalised && !IsSentenceOpener(Word(at))) {
      ++at;
    }
    if (at == i + 1 || at >= tokens_.size()) return false;
    const std::string_view verb = Word(at);
    return verb == "said" || verb == "asked" || verb == "says" || verb == "asks" ||
           verb == "added" || verb == "wrote" || verb == "told";
  }

  const std::string_view text_;
  const std::span<const Token> tokens_;
  std::vector<Sentence>* const sentences_;
  size_t sentence_start_ = 0;
};

}  // namespace

void SplitSentences(std::string_view text, std::span<const Token> tokens,
                    std::vector<Sentence>* sentences) {
  static_assert(std::ranges::is_sorted(kParticles) && std::ranges::is_sorted(kLinkWords));
  Splitter(text, tokens, sentences).Run();
}

}  // namespace newsmill
