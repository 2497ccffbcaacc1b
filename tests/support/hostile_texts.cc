#include "tests/support/hostile_texts.h"

#include <array>
#include <cstdint>
#include <utility>

#include "sinks/json_output.h"

namespace newsmill {
namespace {

std::string Repeat(std::string_view piece, size_t bytes) {
  std::string text;
  text.reserve(bytes);
  while (text.size() + piece.size() <= bytes) text += piece;
  return text;
}

// The nth of so many different words that few are the same.
std::string Word(uint32_t number) {
  constexpr std::string_view kSyllables = "babedifogukalemonirusatevizohujy";
  std::string word;
  uint32_t rest = number * 2654435761U;
  for (int syllable = 0; syllable < 3; ++syllable, rest >>= 8U) {
    word += kSyllables.substr(size_t{2} * (rest % 16), 2);
  }
  return word;
}

std::string Capitalised(std::string word) {
  word[0] = static_cast<char>(word[0] - 'a' + 'A');
  return word;
}

// Different words with a space between, each as `write` makes it.
template <typename Write>
std::string Words(size_t bytes, const Write& write) {
  std::string text;
  for (uint32_t number = 0;; ++number) {
    const std::string word = write(number);
    if (text.size() + word.size() + 1 > bytes) return text;
    text += word + ' ';
  }
}

std::string NoFullStop(size_t bytes) { return Words(bytes, Word); }

std::string Names(size_t bytes) {
  return Words(bytes, [](uint32_t number) { return Capitalised(Word(number)); });
}

std::string SpeakingNames(size_t bytes) {
  return Words(bytes, [](uint32_t number) {
    return Capitalised(Word(number)) + " " + Capitalised(Word(number + 7)) + " said it is so.";
  });
}

std::string NestedBrackets(size_t bytes) {
  return Repeat("(a ", bytes / 4 * 3) + Repeat(")", bytes / 4);
}

std::string NestedQuotations(size_t bytes) {
  return Repeat("“a ", bytes / 8 * 5) + Repeat("”", bytes / 8 * 3);
}

std::string OneLongContent(size_t bytes) {
  return "Ann Lee said " + Repeat("that she ", bytes - 16);
}

template <const char* piece>
std::string Repeated(size_t bytes) {
  return Repeat(piece, bytes);
}

constexpr char kMarks[] = "\"";
constexpr char kQuotedLetters[] = "\"a\" ";
constexpr char kCurlyQuotedLetters[] = "“a” ";
constexpr char kApostrophes[] = "‘a’s ";
constexpr char kNeverClosed[] = "“It is so, she said. ";
constexpr char kParagraphs[] = "“It is so, she said.\n";
constexpr char kHeSaid[] = "He said she told them that it ";
constexpr char kPronouns[] = "He said that they told her so. ";
constexpr char kCues[] = "said ";
constexpr char kAppositions[] = "Ann Lee, the mayor, ";
constexpr char kSpeakerLabels[] = "Lee: no\n";
constexpr char kInitials[] = "A. ";
constexpr char kHyphens[] = "a-";
constexpr char kNumbers[] = "1,000 ";
constexpr char kOneWord[] = "A";
constexpr char kLines[] = "a\n";

constexpr auto kTexts = std::to_array<HostileText>({{"no_full_stop", NoFullStop},
                                                    {"names", Names},
                                                    {"speaking_names", SpeakingNames},
                                                    {"nested_brackets", NestedBrackets},
                                                    {"nested_quotations", NestedQuotations},
                                                    {"one_long_content", OneLongContent},
                                                    {"marks", Repeated<kMarks>},
                                                    {"quoted_letters", Repeated<kQuotedLetters>},
                                                    {"curly_quoted", Repeated<kCurlyQuotedLetters>},
                                                    {"apostrophes", Repeated<kApostrophes>},
                                                    {"never_closed", Repeated<kNeverClosed>},
                                                    {"paragraphs", Repeated<kParagraphs>},
                                                    {"he_said", Repeated<kHeSaid>},
                                                    {"pronouns", Repeated<kPronouns>},
                                                    {"cues", Repeated<kCues>},
                                                    {"appositions", Repeated<kAppositions>},
                                                    {"speaker_labels", Repeated<kSpeakerLabels>},
                                                    {"initials", Repeated<kInitials>},
                                                    {"hyphens", Repeated<kHyphens>},
                                                    {"numbers", Repeated<kNumbers>},
                                                    {"one_word", Repeated<kOneWord>},
                                                    {"lines", Repeated<kLines>}});

}  // namespace

std::span<const HostileText> HostileTexts() { return kTexts; }

std::string HostileMessage(const std::string& text) {
  std::string message;
  StringOutput output;
  output.SetTarget(&message);
  JsonWriter json(output);
  json.StartObject();
  WritePlain(json, "id", "hostile");
  WritePlain(json, "title", "");
  WriteMember(json, "body", text);
  WritePlain(json, "language", "en");
  json.EndObject();
  return message;
}

}  // namespace newsmill
