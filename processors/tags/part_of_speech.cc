#include "processors/tags/part_of_speech.h"

#include <algorithm>

namespace newsmill {

const std::vector<std::string>& PartOfSpeechNames() {
  static const std::vector<std::string> names = {
      "$",    "''",  ",",   "-LRB-", "-RRB-", ".",    ":",   "ADD", "AFX", "CC",
      "CD",   "DT",  "EX",  "FW",    "GW",    "HYPH", "IN",  "JJ",  "JJR", "JJS",
      "LS",   "MD",  "NFP", "NN",    "NNP",   "NNPS", "NNS", "PDT", "POS", "PRP",
      "PRP$", "RB",  "RBR", "RBS",   "RP",    "SYM",  "TO",  "UH",  "VB",  "VBD",
      "VBG",  "VBN", "VBP", "VBZ",   "WDT",   "WP",   "WP$", "WRB", "``"};
  return names;
}

std::string_view PartOfSpeechName(PartOfSpeech tag) {
  return PartOfSpeechNames()[static_cast<size_t>(tag)];
}

std::optional<PartOfSpeech> FindPartOfSpeech(std::string_view name) {
  const std::vector<std::string>& names = PartOfSpeechNames();
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) return std::nullopt;
  return static_cast<PartOfSpeech>(found - names.begin());
}

}  // namespace newsmill
