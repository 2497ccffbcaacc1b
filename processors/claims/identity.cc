#include "processors/claims/identity.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <optional>

#include "processors/claims/number_words.h"
#include "processors/claims/word_sieve.h"

namespace newsmill::claims {
namespace {

// What a giant article may leave behind for the next.
constexpr size_t kRetainedSlots = 4096;

// Not the stop words of the lexicon: opposites ("up", "down", "all", "few") are among those.
constexpr std::string_view kDropped[] = {
    "the",       "a",        "an",        "and",     "that",      "very",       "really",
    "just",      "actually", "basically", "simply",  "quite",     "frankly",    "honestly",
    "obviously", "indeed",   "truly",     "clearly", "certainly", "absolutely", "definitely",
    "oh",        "ah",       "um",        "uh",      "er",        "yeah"};
// What contractions hide and brackets replace.
constexpr std::string_view kWeak[] = {
    "he",    "she",   "it",    "they", "him",    "her", "them", "his", "its",  "their", "this",
    "these", "those", "there", "who",  "which",  "to",  "is",   "are", "am",   "be",    "been",
    "being", "has",   "have",  "had",  "having", "do",  "does", "did", "will", "would"};
constexpr std::string_view kOpenings[] = {"but",
                                          "or",
                                          "because",
                                          "so",
                                          "now",
                                          "then",
                                          "again",
                                          "also",
                                          "well",
                                          "look",
                                          "listen",
                                          "okay",
                                          "ok",
                                          "i think",
                                          "i believe",
                                          "i mean",
                                          "i guess",
                                          "i suppose",
                                          "i would say",
                                          "you know",
                                          "you see",
                                          "of course",
                                          "as i said",
                                          "like i said",
                                          "as i have said",
                                          "to be honest",
                                          "to be fair",
                                          "in fact",
                                          "the fact is",
                                          "the truth is",
                                          "let me be clear",
                                          "let's be clear",
                                          "make no mistake",
                                          "first of all",
                                          "in my view",
                                          "in my opinion",
                                          "in the end",
                                          "at the end of the day"};
constexpr std::string_view kClosings[] = {
    "you know",  "i think",      "i believe",  "i guess",    "i suppose",     "i mean",
    "of course", "to be honest", "to be fair", "in my view", "in my opinion", "though",
    "however",   "anyway",       "as well",    "too"};

struct Spelling {
  std::string_view variant, word;
};
constexpr Spelling kSpellings[] = {
    {"one", "1"},        {"two", "2"},      {"three", "3"},     {"four", "4"},
    {"five", "5"},       {"six", "6"},      {"seven", "7"},     {"eight", "8"},
    {"nine", "9"},       {"ten", "10"},     {"eleven", "11"},   {"twelve", "12"},
    {"cent", "percent"}, {"m", "million"},  {"bn", "billion"},  {"dollars", "dollar"},
    {"pounds", "pound"}, {"euros", "euro"}, {"gonna", "going"}, {"ca", "can"},
    {"wo", "will"},      {"sha", "shall"}};
constexpr std::string_view kCurrencies[] = {"dollar", "pound", "euro"};

std::string_view UsualSpelling(std::string_view word) {
  static constexpr WordSieve kSieve(kSpellings, &Spelling::variant);
  if (!kSieve.MayHave(word)) return word;
  const auto found = std::ranges::find(kSpellings, word, &Spelling::variant);
  return found == std::end(kSpellings) ? word : found->word;
}

bool IsDropped(std::string_view word) {
  static constexpr WordSieve kSieve(kDropped);
  return kSieve.MayHave(word) && IsOneOf(word, kDropped);
}

bool IsWeak(std::string_view word) {
  static constexpr WordSieve kSieve(kWeak);
  return kSieve.MayHave(word) && IsOneOf(word, kWeak);
}

std::string_view FirstWord(std::string_view words) { return words.substr(0, words.find(' ')); }
std::string_view LastWord(std::string_view words) { return words.substr(words.rfind(' ') + 1); }

// The words without their first filler, or nothing where there is none.
std::optional<std::string_view> WithoutOpening(std::string_view words) {
  size_t size = IsDropped(FirstWord(words)) ? FirstWord(words).size() : 0;
  for (const std::string_view filler : kOpenings) {
    const bool found = words.starts_with(filler) && words.substr(filler.size()).starts_with(' ');
    if (found) size = std::max(size, filler.size());
  }
  if (size == 0 || size == words.size()) return std::nullopt;
  return words.substr(size + 1);
}

std::optional<std::string_view> WithoutClosing(std::string_view words) {
  size_t size = IsDropped(LastWord(words)) ? LastWord(words).size() : 0;
  for (const std::string_view filler : kClosings) {
    if (words.size() <= filler.size() || !words.ends_with(filler)) continue;
    if (words[words.size() - filler.size() - 1] == ' ') size = std::max(size, filler.size());
  }
  if (size == 0 || size == words.size()) return std::nullopt;
  return words.substr(0, words.size() - size - 1);
}

std::string_view Trimmed(std::string_view words) {
  while (const auto rest = WithoutOpening(words)) words = *rest;
  while (const auto rest = WithoutClosing(words)) words = *rest;
  return words;
}

// Gathers the key of a fingerprint, word for word.
class Key {
 public:
  void AddWord(std::string_view word) {
    if (word == "cannot" || word == "let's") {
      Add(word.substr(0, 3));
      return Add(word == "cannot" ? "not" : "us");
    }
    if (word == "per") return;
    const size_t apostrophe = word.rfind('\'');
    if (apostrophe == std::string_view::npos || apostrophe == 0) return Add(word);
    const std::string_view ending = word.substr(apostrophe + 1);
    if (ending == "t" && word[apostrophe - 1] == 'n') {
      Add(word.substr(0, apostrophe - 1));
      return Add("not");
    }
    const std::string_view verb = Unfold(ending);
    if (verb.empty()) return Add(word);
    Add(word.substr(0, apostrophe));
    Add(verb);
  }

  bool IsEmpty() const { return all_ == 0 && currencies_ == 0; }

  uint64_t Finish() const {
    // In few words a pronoun tells much.
    constexpr size_t kTellingAlone = 4;
    const uint64_t words = telling_count_ >= kTellingAlone ? telling_ : all_;
    const std::array<uint64_t, 2> parts = {words, currencies_};
    return XXH3_64bits(parts.data(), sizeof(parts));
  }

 private:
  static std::string_view Unfold(std::string_view ending) {
    constexpr Spelling kEndings[] = {{"s", "is"},    {"re", "are"},  {"ll", "will"},
                                     {"ve", "have"}, {"d", "would"}, {"m", "am"}};
    const auto found = std::ranges::find(kEndings, ending, &Spelling::variant);
    return found == std::end(kEndings) ? std::string_view() : found->word;
  }

  static void Chain(std::string_view word, uint64_t* hash) {
    *hash = XXH3_64bits_withSeed(word.data(), word.size(), *hash);
  }

  void Add(std::string_view word) {
    word = UsualSpelling(word);
    if (IsDropped(word)) return;
    if (IsOneOf(word, kCurrencies)) {  // "$5 million", "5 million dollars"
      currencies_ += XXH3_64bits(word.data(), word.size());
      return;
    }
    Chain(word, &all_);
    if (IsWeak(word)) return;
    Chain(word, &telling_);
    ++telling_count_;
  }

  uint64_t all_ = 0;
  uint64_t telling_ = 0;
  uint64_t currencies_ = 0;
  size_t telling_count_ = 0;
};

}  // namespace

uint64_t Fingerprint(std::string_view wording) {
  Key key;
  std::string_view words = Trimmed(wording);
  while (!words.empty()) {
    const std::string_view word = FirstWord(words);
    key.AddWord(word);
    words.remove_prefix(std::min(word.size() + 1, words.size()));
  }
  return key.IsEmpty() ? XXH3_64bits(wording.data(), wording.size()) : key.Finish();
}

void ClaimIds::Start(std::string_view article_id) {
  article_ = XXH3_64bits(article_id.data(), article_id.size());
  used_ = 0;
  slots_.assign(std::max<size_t>(slots_.size(), 64), {});
  if (slots_.size() > kRetainedSlots) {
    slots_.resize(kRetainedSlots);
    slots_.shrink_to_fit();
  }
}

ClaimIds::Seen& ClaimIds::Find(uint64_t words) {
  const size_t mask = slots_.size() - 1;
  size_t slot = words & mask;
  while (slots_[slot].count != 0 && slots_[slot].words != words) slot = (slot + 1) & mask;
  return slots_[slot];
}

void ClaimIds::Grow() {
  std::vector<Seen> old(slots_.size() * 2);
  old.swap(slots_);
  for (const Seen& seen : old) {
    if (seen.count != 0) Find(seen.words) = seen;
  }
}

uint64_t ClaimIds::Next(std::string_view wording) {
  const uint64_t words = XXH3_64bits(wording.data(), wording.size());
  if (used_ * 2 >= slots_.size()) Grow();
  Seen& seen = Find(words);
  if (seen.count == 0) ++used_;
  seen.words = words;
  const uint64_t ordinal = seen.count++;
  const std::array<uint64_t, 3> parts = {article_, words, ordinal};
  return XXH3_64bits(parts.data(), sizeof(parts));
}

}  // namespace newsmill::claims
