#include "processors/learning/words.h"

#include <algorithm>

#include "processors/learning/hashing.h"
#include "processors/text/characters.h"
#include "processors/text/letter_case.h"

namespace newsmill {
namespace {

constexpr size_t kLongestShape = 12;
constexpr uint32_t kLongestCompound = 256;  // bytes; longer ones are not cut at their hyphens
// Fewer words tell nothing about the use of capitals.
constexpr size_t kCaselessWords = 3;

char ShapeOf(const Character& c, char byte) {
  switch (c.kind) {
    case CharClass::kUpper:
      return 'X';
    case CharClass::kLower:
    case CharClass::kCaseless:
      return 'x';
    case CharClass::kDigit:
      return 'd';
    default:
      return byte;
  }
}

// "paris" to "Paris"; words that do not begin with an ASCII letter stay as they are.
void Capitalise(std::string_view lower, std::string* title) {
  *title = lower;
  char& first = title->front();
  if (first >= 'a' && first <= 'z') first = static_cast<char>(first - 'a' + 'A');
}

bool IsCaseless(std::span<const Word> words) {
  size_t letters = 0;
  size_t upper = 0;
  size_t capitalised = 0;
  for (const Word& word : words) {
    if (!word.letters) continue;
    ++letters;
    upper += word.upper ? 1 : 0;
    capitalised += word.capitalised ? 1 : 0;
  }
  return letters >= kCaselessWords && (capitalised == 0 || upper * 10 >= letters * 9);
}

}  // namespace

void DocumentWords::Clear() {
  words_.clear();
  sentences_.clear();
}

void DocumentWords::Load(const Document& doc, bool caseless) {
  Clear();
  LoadField(doc, Field::kTitle, caseless);
  LoadField(doc, Field::kText, caseless);
}

void DocumentWords::LoadField(const Document& doc, Field field, bool caseless) {
  const std::string_view text = doc.Text(field);
  const TextLayout& layout = doc.layout(field);
  for (const Sentence& sentence : layout.sentences) {
    WordSentence out{field, static_cast<uint32_t>(words_.size()), 0, false};
    for (uint32_t t = sentence.first_token; t < sentence.end_token; ++t) {
      Append(text, layout.tokens[t], t);
    }
    out.end = static_cast<uint32_t>(words_.size());
    const std::span<Word> words(words_.data() + out.first, out.end - out.first);
    out.caseless = caseless || IsCaseless(words);
    if (out.caseless) MakeCaseless(text, words);
    sentences_.push_back(out);
  }
}

void DocumentWords::Append(std::string_view text, const Token& token, uint32_t index) {
  uint32_t begin = token.begin;
  bool space = token.space_before;
  const bool may_join = (token.kind == TokenKind::kWord || token.kind == TokenKind::kNumber) &&
                        token.end - token.begin <= kLongestCompound;
  for (uint32_t at = begin; may_join && at < token.end;) {
    const Character c = ReadCharacter(text, at);
    if (c.kind == CharClass::kHyphen) {
      if (at > begin) AppendPiece(text, begin, at, index, space);
      AppendPiece(text, at, at + c.size, index, space && at == begin);
      space = false;
      begin = at + c.size;
    }
    at += std::max<uint32_t>(c.size, 1);
  }
  if (begin < token.end) AppendPiece(text, begin, token.end, index, space);
}

void DocumentWords::AppendPiece(std::string_view text, uint32_t begin, uint32_t end, uint32_t token,
                                bool space) {
  Word& word = words_.emplace_back();
  word.begin = begin;
  word.end = end;
  word.token = token;
  word.space_before = space;
  Describe(text.substr(begin, end - begin), &word);
}

void DocumentWords::Describe(std::string_view form, Word* word) {
  WordClasses::NormalForm(form, &exact_);
  FoldCase(exact_, &lower_);
  word->exact = HashText(exact_);
  word->lower = HashText(lower_);
  word->initial = lower_.empty() ? '\0' : lower_[0];
  const std::string_view lower = lower_;
  for (size_t k = 0; k < Word::kAffixes; ++k) {
    const bool fits = lower.size() > k;
    word->prefix[k] = fits ? HashText(lower.substr(0, k + 1)) : 0;
    word->suffix[k] = fits ? HashText(lower.substr(lower.size() - k - 1)) : 0;
  }
  DescribeShape(form, word);
  Classify(word);
}

void DocumentWords::Classify(Word* word) {
  word->classes.fill(WordClasses::kNone);
  if (classes_.grains() == 0) return;
  classes_.FindFolded(word->lower, &word->classes);
  if (classes_.Find(word->exact, &word->classes) || classes_.Find(word->lower, &word->classes)) {
    return;
  }
  Capitalise(lower_, &title_);
  classes_.Find(HashText(title_), &word->classes);
}

void DocumentWords::DescribeShape(std::string_view form, Word* word) {
  shape_.clear();
  short_shape_.clear();
  bool any_upper = false;
  bool any_lower = false;
  for (size_t at = 0; at < form.size();) {
    const Character c = ReadCharacter(form, at);
    if (at == 0) word->capitalised = c.kind == CharClass::kUpper;
    any_upper |= c.kind == CharClass::kUpper;
    any_lower |= c.kind == CharClass::kLower || c.kind == CharClass::kCaseless;
    word->digits |= c.kind == CharClass::kDigit;
    const char shape = ShapeOf(c, form[at]);
    if (shape_.size() < kLongestShape) shape_ += shape;
    if (short_shape_.empty() || short_shape_.back() != shape) short_shape_ += shape;
    at += std::max<uint32_t>(c.size, 1);
  }
  word->letters = any_upper || any_lower;
  word->upper = any_upper && !any_lower;
  word->shape = HashText(shape_);
  word->short_shape = HashText(short_shape_);
}

void DocumentWords::MakeCaseless(std::string_view text, std::span<Word> words) {
  for (Word& word : words) {
    if (!word.letters) continue;
    FoldCase(text.substr(word.begin, word.end - word.begin), &caseless_);
    word.capitalised = word.upper = word.digits = false;
    Describe(caseless_, &word);
  }
}

}  // namespace newsmill
