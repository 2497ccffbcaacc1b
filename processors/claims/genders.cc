#include "processors/claims/genders.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "embedded/given_names.h"

namespace newsmill::claims {
namespace {

constexpr std::string_view kMaleWords =
    "mr sir lord king prince spokesman chairman businessman salesman policeman congressman "
    "councilman husband father son brother uncle nephew grandfather boyfriend widower duke monk "
    "fisherman he him man boy";
constexpr std::string_view kFemaleWords =
    "mrs ms miss dame lady queen princess spokeswoman chairwoman businesswoman policewoman "
    "congresswoman councilwoman wife mother daughter sister aunt niece grandmother girlfriend "
    "widow duchess nun actress waitress heroine she her woman girl";

std::unordered_set<std::string_view> Split(std::string_view words) {
  std::unordered_set<std::string_view> set;
  while (!words.empty()) {
    const size_t space = std::min(words.find(' '), words.size());
    set.insert(words.substr(0, space));
    words.remove_prefix(std::min(space + 1, words.size()));
  }
  return set;
}

using NameTable = std::unordered_map<std::string_view, Gender>;

// Lines of NAME, tab, m or f.
NameTable ReadNames(std::string_view lines) {
  NameTable names;
  while (!lines.empty()) {
    const size_t end = std::min(lines.find('\n'), lines.size());
    const std::string_view line = lines.substr(0, end);
    const size_t tab = std::min(line.find('\t'), line.size());
    names.emplace(line.substr(0, tab), line.ends_with('m') ? Gender::kMale : Gender::kFemale);
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
  return names;
}

}  // namespace

Gender GenderOfName(std::string_view first_name) {
  static const NameTable names = ReadNames(embedded::GivenNames());
  const auto found = names.find(first_name);
  return found == names.end() ? Gender::kUnknown : found->second;
}

Gender GenderOfWord(std::string_view word) {
  static const auto male = Split(kMaleWords);
  static const auto female = Split(kFemaleWords);
  char lower[16];
  if (word.size() >= sizeof(lower)) return Gender::kUnknown;
  for (size_t i = 0; i < word.size(); ++i) {
    lower[i] = word[i] >= 'A' && word[i] <= 'Z' ? static_cast<char>(word[i] + 32) : word[i];
  }
  const std::string_view key(lower, word.size());
  if (male.contains(key)) return Gender::kMale;
  return female.contains(key) ? Gender::kFemale : Gender::kUnknown;
}

}  // namespace newsmill::claims
