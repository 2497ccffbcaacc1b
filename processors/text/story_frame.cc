#include "processors/text/story_frame.h"

#include <algorithm>
#include <array>
#include <span>

namespace newsmill {
namespace {

constexpr size_t kFirstSentences = 4;  // where such lines may be, from either end
constexpr size_t kMaxBylineTokens = 16;

// May stand between the names of a byline, in lower case.
constexpr std::array<std::string_view, 22> kBetweenNames = {
    "al", "and", "at", "bin", "da", "de", "del", "della", "der", "di",  "dos",
    "du", "el",  "en", "for", "in", "la", "le",  "ter",   "van", "von", "with"};

std::string_view Word(std::string_view text, const Token& token) {
  return text.substr(token.begin, token.end - token.begin);
}

// "By Jane Doe, Geneva": names and what joins them, no verb, no full stop.
bool IsByline(std::string_view text, std::span<const Token> tokens) {
  const std::string_view by = tokens.empty() ? "" : Word(text, tokens[0]);
  if ((by != "By" && by != "BY") || tokens.size() < 3 || tokens.size() > kMaxBylineTokens) {
    return false;
  }
  size_t names = 0;
  for (const Token& token : tokens.subspan(1)) {
    const std::string_view word = Word(text, token);
    if (token.kind == TokenKind::kWord && token.capitalised) {
      ++names;
    } else if (word != "," && word != "&" && !std::ranges::binary_search(kBetweenNames, word)) {
      return false;
    }
  }
  return names >= 2 && tokens[1].capitalised && tokens.back().capitalised;
}

bool IsReleaseNote(std::string_view line) {
  constexpr std::array<std::string_view, 4> kNotes = {
      "EMBARGOED UNTIL ", "EMBARGO: ", "NOT FOR RELEASE BEFORE ", "STRICTLY EMBARGOED"};
  return line == "FOR IMMEDIATE RELEASE" ||
         std::ranges::any_of(kNotes,
                             [line](std::string_view note) { return line.starts_with(note); });
}

}  // namespace

void MarkStoryFrame(std::string_view text, TextLayout* layout) {
  static_assert(std::ranges::is_sorted(kBetweenNames));
  std::vector<Sentence>& sentences = layout->sentences;
  for (size_t i = 0; i < sentences.size(); ++i) {
    if (i == kFirstSentences && sentences.size() > 2 * kFirstSentences) {
      i = sentences.size() - kFirstSentences;
    }
    Sentence& sentence = sentences[i];
    const bool is_line = sentence.starts_paragraph &&
                         (i + 1 == sentences.size() || sentences[i + 1].starts_paragraph);
    // An article that is nothing but such a line keeps it.
    if (!is_line || sentences.size() == 1) continue;
    const std::span<const Token> tokens(layout->tokens.data() + sentence.first_token,
                                        layout->tokens.data() + sentence.end_token);
    sentence.outside_story =
        IsByline(text, tokens) ||
        IsReleaseNote(text.substr(sentence.begin, sentence.end - sentence.begin));
  }
}

}  // namespace newsmill
