#include "processors/coreference/reference_words.h"

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <unordered_map>

#include "embedded/reference_words.h"
#include "processors/base/fields.h"

namespace newsmill::coreference {
namespace {

constexpr size_t kLongestWord = 24;

constexpr std::array<std::string_view, 33> kClasses = {"he",
                                                       "she",
                                                       "it",
                                                       "they",
                                                       "i",
                                                       "we",
                                                       "subject_pronoun",
                                                       "possessive",
                                                       "reflexive",
                                                       "definite",
                                                       "indefinite",
                                                       "preposition",
                                                       "conjunction",
                                                       "relative",
                                                       "auxiliary",
                                                       "negation",
                                                       "copula",
                                                       "adverb",
                                                       "time",
                                                       "verb",
                                                       "speech",
                                                       "deed",
                                                       "pleonastic",
                                                       "male",
                                                       "female",
                                                       "person",
                                                       "group",
                                                       "company",
                                                       "document",
                                                       "place",
                                                       "country",
                                                       "city",
                                                       "people"};

struct StringHash {
  using is_transparent = void;
  size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
using WordMap = std::unordered_map<std::string, uint64_t, StringHash, std::equal_to<>>;

std::string PluralOf(std::string_view noun) {
  std::string plural(noun);
  if (noun.ends_with("man")) {
    plural[plural.size() - 2] = 'e';
    return plural;
  }
  if (noun.ends_with('y') && noun.size() > 1 &&
      std::string_view("aeiou").find(noun[noun.size() - 2]) == std::string_view::npos) {
    plural.pop_back();
    return plural + "ies";
  }
  for (const std::string_view end : {"s", "sh", "ch", "x"}) {
    if (noun.ends_with(end)) return plural + "es";
  }
  return plural + "s";
}

WordMap ReadWords(std::string_view lines) {
  constexpr uint64_t kHasPlural =
      word::kPerson | word::kGroup | word::kCompany | word::kPlace | word::kCountry | word::kCity;
  WordMap words;
  while (!lines.empty()) {
    std::string_view line = TakeField(&lines, '\n');
    if (line.empty() || line[0] == '#') continue;
    const auto found = std::ranges::find(kClasses, TakeField(&line, '\t'));
    const uint64_t fact = uint64_t{1} << (found - kClasses.begin());
    while (!line.empty()) {
      const std::string_view word = TakeField(&line, ' ');
      words[std::string(word)] |= fact;
      if ((fact & kHasPlural) != 0) words[PluralOf(word)] |= fact | word::kPlural;
      if (fact == word::kPeople) words[std::string(word)] |= word::kPlural;
    }
  }
  return words;
}

}  // namespace

uint64_t FactsOf(std::string_view word) {
  static const WordMap words = ReadWords(embedded::ReferenceWords());
  if (word.size() > kLongestWord) return 0;
  char lower[kLongestWord];
  std::ranges::transform(
      word, lower, [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  const auto found = words.find(std::string_view(lower, word.size()));
  return found == words.end() ? 0 : found->second;
}

bool SameWord(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::ranges::equal(a, b, {}, lower, lower);
}

}  // namespace newsmill::coreference
