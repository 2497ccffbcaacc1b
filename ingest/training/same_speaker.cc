#include "ingest/training/same_speaker.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "ingest/training/attribution_score.h"
#include "processors/text/letter_case.h"

namespace newsmill {
namespace {

using Words = std::vector<std::string>;

// Words before a name that do not tell two people apart.
constexpr auto kTitles = std::to_array<std::string_view>(
    {"a",          "ambassador", "an",           "capt",          "captain",  "chancellor",
     "col",        "colonel",    "congressman",  "congresswoman", "dame",     "democrat",
     "democratic", "dr",         "former",       "gen",           "general",  "gov",
     "governor",   "judge",      "justice",      "king",          "lady",     "lieutenant",
     "lord",       "lt",         "mayor",        "minister",      "miss",     "mr",
     "mrs",        "ms",         "pope",         "president",     "prime",    "prince",
     "princess",   "prof",       "professor",    "queen",         "rep",      "representative",
     "republican", "secretary",  "sen",          "senator",       "sergeant", "sgt",
     "sir",        "spokesman",  "spokesperson", "spokeswoman",   "the",      "then"});

bool IsTitle(const std::string& word) { return std::ranges::binary_search(kTitles, word); }

std::string Without(std::string text, std::string_view part) {
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at)) {
    text.erase(at, part.size());
  }
  return text;
}

Words NameWords(std::string_view name) {
  std::string text;
  FoldCase(name, &text);
  text = Without(Without(std::move(text), "’s"), "'s");
  Words words;
  const TextWords cut(text);
  for (const ByteRange& word : cut.ranges()) {
    words.push_back(text.substr(word.begin, word.end - word.begin));
  }
  Words names;
  std::ranges::remove_copy_if(words, std::back_inserter(names), IsTitle);
  return names.empty() ? words : names;
}

// What stands before the first thing that says more of a person than the name.
std::string_view NameAlone(std::string_view name) {
  for (const std::string_view more : {",", " who ", " of the "}) {
    name = name.substr(0, name.find(more));
  }
  return name;
}

bool Within(const Words& part, const Words& whole) {
  return !part.empty() &&
         std::search(whole.begin(), whole.end(), part.begin(), part.end()) != whole.end();
}

// "j" and "john".
bool IsInitial(std::string_view initial, std::string_view word) {
  if (!word.starts_with(initial)) return false;
  return std::ranges::count_if(initial, [](char c) { return (c & 0xC0) != 0x80; }) == 1;
}

bool Agree(const Words& a, const Words& b) {
  if (Within(a, b) || Within(b, a)) return true;
  if (a.empty() || b.empty() || a.back() != b.back()) return false;
  return a[0] == b[0] || IsInitial(a[0], b[0]) || IsInitial(b[0], a[0]);
}

}  // namespace

bool SameSpeaker(std::string_view a, std::string_view b) {
  const Words x = NameWords(a);
  const Words y = NameWords(b);
  if (x.empty() || y.empty()) return false;
  return Agree(x, y) || Agree(NameWords(NameAlone(a)), NameWords(NameAlone(b)));
}

}  // namespace newsmill
