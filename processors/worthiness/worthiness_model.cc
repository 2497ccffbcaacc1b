#include "processors/worthiness/worthiness_model.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <span>
#include <string_view>
#include <utility>

#include "embedded/word_classes.h"
#include "embedded/worthiness_model.h"
#include "processors/base/status_macros.h"
#include "processors/learning/logistic_line.h"

namespace newsmill {
namespace {

constexpr const char* kReaders = "readers";
constexpr const char* kCheckers = "checkers";
constexpr const char* kScale = "scale";
// How fast the second detector begins to speak.
constexpr float kSharpness = 3;
constexpr float kSure = 3;

absl::Status ReadScale(const ModelFile& file, WorthinessScale* scale) {
  ASSIGN_OR_RETURN(const std::string_view bytes, file.Section(kScale));
  if (bytes.size() != sizeof(*scale)) {
    return absl::DataLossError(file.origin() + ": section '" + kScale + "' is damaged");
  }
  std::memcpy(scale, bytes.data(), sizeof(*scale));
  return absl::OkStatus();
}

// A line about the text itself.
bool IsRightsNotice(std::string_view text) {
  constexpr std::string_view kOpenings[] = {"©",           "(c) ",          "(C) ",
                                            "Copyright ©", "Copyright (c)", "All rights reserved"};
  return std::ranges::any_of(
      kOpenings, [text](std::string_view opening) { return text.starts_with(opening); });
}

}  // namespace

absl::StatusOr<std::shared_ptr<const WorthinessModel>> WorthinessModel::Load(
    const std::shared_ptr<const ModelFile>& file, std::shared_ptr<const WordClasses> classes) {
  RETURN_IF_ERROR(classes->CheckTrainedWithThese(*file));
  auto model = std::make_shared<WorthinessModel>();
  RETURN_IF_ERROR(ReadScale(*file, &model->scale));
  ASSIGN_OR_RETURN(model->readers, HashedWeights::Load(file, kReaders));
  ASSIGN_OR_RETURN(model->checkers, HashedWeights::Load(file, kCheckers));
  model->classes = std::move(classes);
  return model;
}

ModelFileWriter WorthinessModel::Encode(std::string readers, std::string checkers,
                                        const WorthinessScale& scale, const WordClasses& classes) {
  ModelFileWriter writer(kKind);
  writer.Add(kReaders, std::move(readers));
  writer.Add(kCheckers, std::move(checkers));
  writer.Add(kScale, {reinterpret_cast<const char*>(&scale), sizeof(scale)});
  writer.Add(WordClasses::kIdSection, classes.IdBytes());
  return writer;
}

float WorthinessModel::Sum(const WorthinessFeatures& features) const {
  const std::span<const WeightedFeature> all = features.all();
  const std::span<const WeightedFeature> general = features.general();
  const float sum = readers.Sum(all, WorthinessFeatures::Factor(all.size()));
  const float odds = checkers.Sum(general, WorthinessFeatures::Factor(general.size()));
  const float both =
      sum + scale.gain * std::log1p(std::exp(kSharpness * std::min(odds - scale.floor, 20.0F)));
  // Few examples lie above kSure: there the order is kept, but not the distance.
  return both < kSure ? both : kSure + std::log1p(both - kSure);
}

float WorthinessModel::Probability(float sum) const {
  return static_cast<float>(LogisticLine{scale.slope, scale.offset}.Of(sum));
}

absl::StatusOr<std::shared_ptr<const WorthinessModel>> LoadWorthinessModel(
    const std::string& model, const std::string& words) {
  ASSIGN_OR_RETURN(auto word_file,
                   ModelFile::OpenOrBuiltin(words, embedded::WordClasses(), WordClasses::kKind));
  ASSIGN_OR_RETURN(auto classes, WordClasses::Load(std::move(word_file)));
  ASSIGN_OR_RETURN(auto file, ModelFile::OpenOrBuiltin(model, embedded::WorthinessModel(),
                                                       WorthinessModel::kKind));
  return WorthinessModel::Load(file, std::move(classes));
}

void WorthinessScorer::Start(const Document& document) {
  loaded_.Load(document);
  Use(document, loaded_);
}

void WorthinessScorer::Start(const Document& document, const DocumentWords& words) {
  if (words.classes().id() != model_->classes->id()) return Start(document);
  Use(document, words);
}

void WorthinessScorer::Use(const Document& document, const DocumentWords& words) {
  document_ = &document;
  words_ = words.words();
  title_words_ = 0;
  for (const WordSentence& sentence : words.sentences()) {
    if (sentence.field == Field::kTitle) title_words_ = sentence.end;
  }
  last_.reset();
}

float WorthinessScorer::Score(const TextSpan& span) {
  if (last_ != span) {
    last_ = span;
    last_score_ = Judge(span);
  }
  return last_score_;
}

float WorthinessScorer::Judge(const TextSpan& span) {
  if (IsRightsNotice(document_->Text(span.field).substr(span.begin))) return 0;
  const std::span<const Word> words =
      span.field == Field::kTitle ? words_.first(title_words_) : words_.subspan(title_words_);
  const auto first = std::ranges::lower_bound(words, span.begin + 1, {}, &Word::end);
  const auto end = std::ranges::lower_bound(first, words.end(), span.end, {}, &Word::begin);
  features_.Extract({first, end});
  return model_->Probability(model_->Sum(features_));
}

}  // namespace newsmill
