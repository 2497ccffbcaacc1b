#include "processors/coreference/genders.h"

#include <unordered_map>

#include "embedded/given_names.h"
#include "processors/base/fields.h"
#include "processors/coreference/reference_words.h"

namespace newsmill::coreference {
namespace {

using NameTable = std::unordered_map<std::string_view, Gender>;

// Lines of NAME, tab, m or f.
NameTable ReadNames(std::string_view lines) {
  NameTable names;
  while (!lines.empty()) {
    std::string_view line = TakeField(&lines, '\n');
    const Gender gender = line.ends_with('m') ? Gender::kMale : Gender::kFemale;
    names.emplace(TakeField(&line, '\t'), gender);
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
  const uint64_t facts = FactsOf(word);
  if ((facts & word::kMale) != 0) return Gender::kMale;
  return (facts & word::kFemale) != 0 ? Gender::kFemale : Gender::kUnknown;
}

}  // namespace newsmill::coreference
