#include "processors/claims/worthiness.h"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace newsmill::claims {
namespace {

constexpr float kBase = 0.15F;
constexpr uint32_t kLongest = 200;  // tokens looked at
constexpr uint32_t kShortest = 5;   // fewer say too little

struct WeightedWords {
  float weight;
  std::string_view words;
};

constexpr WeightedWords kWeights[] = {
    {0.15F, "percent % cent million billion trillion"},
    {0.12F,
     "rose fell risen fallen grew grown increased decreased declined doubled tripled halved "
     "dropped climbed cut"},
    {0.10F,
     "more fewer less than highest lowest largest smallest biggest record average since first "
     "last oldest rate majority third quarter half fifth tenth"},
    {0.08F,
     "killed died dead injured arrested paid spent cost costs sold destroyed convicted charged "
     "voted declared found built lost won published founded"},
    {0.04F, "was were had did has have"},
    {-0.15F, "will would should could may might must hope hopes believe think wish let"},
    {-0.10F, "i we you me us my our if like feel love hate never nobody perhaps maybe"},
};

const std::unordered_map<std::string_view, float>& Weights() {
  static const auto map = [] {
    std::unordered_map<std::string_view, float> weights;
    for (const WeightedWords& row : kWeights) {
      std::string_view words = row.words;
      while (!words.empty()) {
        const size_t space = std::min(words.find(' '), words.size());
        weights.emplace(words.substr(0, space), row.weight);
        words.remove_prefix(std::min(space + 1, words.size()));
      }
    }
    return weights;
  }();
  return map;
}

float WordWeight(std::string_view word) {
  char lower[16];
  if (word.size() >= sizeof(lower)) return 0;
  std::transform(word.begin(), word.end(), lower,
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  const auto found = Weights().find(std::string_view(lower, word.size()));
  return found == Weights().end() ? 0 : found->second;
}

}  // namespace

float CheckWorthiness(std::string_view text, std::span<const Token> tokens, uint32_t first,
                      uint32_t end) {
  if (end < first + kShortest) return 0;
  float score = kBase;
  int numbers = 0;
  for (uint32_t t = first; t < std::min(end, first + kLongest); ++t) {
    const std::string_view word = text.substr(tokens[t].begin, tokens[t].end - tokens[t].begin);
    if (tokens[t].kind == TokenKind::kNumber) {
      if (numbers++ < 2) score += 0.2F;
    } else if (word == "?") {
      score -= 0.3F;
    } else {
      score += WordWeight(word);
    }
  }
  return std::clamp(score, 0.0F, 1.0F);
}

}  // namespace newsmill::claims
