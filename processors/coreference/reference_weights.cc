#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "processors/base/fields.h"
#include "processors/coreference/antecedents.h"

namespace newsmill::coreference {
namespace {

constexpr std::array<std::string_view, kFeatures> kNames = {
    "any",
    "same_sentence",
    "sentence_before",
    "two_sentences_before",
    "farther",
    "nearest",
    "second_nearest",
    "other_paragraph",
    "subject",
    "subject_of_subject",
    "first_in_sentence",
    "speaks",
    "speaks_both",
    "possessor",
    "after_preposition",
    "pronoun_before",
    "same_pronoun",
    "same_gender",
    "gender_unknown",
    "frequency",
    "most_frequent",
    "in_title",
    "unnamed",
    "unnamed_indefinite",
    "unnamed_unlisted",
    "organisation",
    "location",
    "misc",
    "person",
    "group_noun",
    "plural",
    "into_quotation",
    "out_of_quotation",
    "same_quotation",
    "possessive_of_subject",
    "object_of_subject",
    "speaker_of_quotation",
    "reflexive",
    "none",
    "none_pleonastic",
    "none_subject",
    "none_in_quotation",
    "none_only",
};

bool ReadRow(std::string_view line, ReferenceWeights* weights) {
  const auto found = std::ranges::find(kNames, TakeField(&line, '\t'));
  if (found == kNames.end()) return false;
  for (FeatureVector& group : weights->groups) {
    const std::string_view number = TakeField(&line, '\t');
    float& weight = group[static_cast<size_t>(found - kNames.begin())];
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), weight);
    if (error != std::errc() || end != number.data() + number.size()) return false;
  }
  return line.empty();
}

}  // namespace

std::span<const std::string_view, kFeatures> FeatureNames() { return kNames; }

absl::StatusOr<ReferenceWeights> ReferenceWeights::Parse(std::string_view lines) {
  ReferenceWeights weights;
  for (size_t number = 1; !lines.empty(); ++number) {
    const std::string_view line = TakeField(&lines, '\n');
    if (line.empty() || line[0] == '#' || ReadRow(line, &weights)) continue;
    return absl::InvalidArgumentError(
        fmt::format("line {}: not a known feature and {} numbers", number, kPronounGroups));
  }
  return weights;
}

std::string ReferenceWeights::Format() const {
  std::string lines;
  for (size_t i = 0; i < kFeatures; ++i) {
    lines += kNames[i];
    for (const FeatureVector& group : groups) lines += fmt::format("\t{:.3f}", group[i]);
    lines += '\n';
  }
  return lines;
}

void ReferenceWeights::Judge(PronounGroup group, std::span<Antecedent> antecedents) const {
  const FeatureVector& weights = groups[static_cast<size_t>(group)];
  float most = -1e30F;
  for (Antecedent& antecedent : antecedents) {
    float score = 0;
    for (size_t i = 0; i < kFeatures; ++i) score += weights[i] * antecedent.features[i];
    antecedent.probability = score;
    most = std::max(most, score);
  }
  float sum = 0;
  for (Antecedent& antecedent : antecedents) {
    antecedent.probability = std::exp(antecedent.probability - most);
    sum += antecedent.probability;
  }
  for (Antecedent& antecedent : antecedents) antecedent.probability /= sum;
}

}  // namespace newsmill::coreference
