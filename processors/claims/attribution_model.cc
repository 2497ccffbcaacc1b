#include "processors/claims/attribution_model.h"

#include <utility>

#include "processors/base/status_macros.h"
#include "processors/claims/attribution_labels.h"
#include "processors/claims/speech_features.h"
#include "processors/claims/trust_features.h"

namespace newsmill::claims {
namespace {

constexpr const char* kParts = "parts";
constexpr const char* kOfCue = "of_cue";
constexpr const char* kSpeech = "speech";
constexpr const char* kTrust = "trust";
constexpr const char* kOdds = "odds";

absl::StatusOr<LinearChain> LoadChain(const std::shared_ptr<const ModelFile>& file,
                                      const char* name, const LabelSet& labels) {
  ASSIGN_OR_RETURN(LinearChain chain, LinearChain::Load(file, name));
  if (chain.labels() != labels.names) {
    return absl::DataLossError(file->origin() + ": the labels of section '" + name +
                               "' are not as expected");
  }
  return chain;
}

}  // namespace

absl::StatusOr<std::shared_ptr<const AttributionModel>> AttributionModel::Load(
    const std::shared_ptr<const ModelFile>& file, std::shared_ptr<const WordClasses> classes) {
  auto model = std::make_shared<AttributionModel>();
  ASSIGN_OR_RETURN(model->parts, LoadChain(file, kParts, AttributionLabels()));
  ASSIGN_OR_RETURN(model->of_cue, LoadChain(file, kOfCue, CueLabels()));
  ASSIGN_OR_RETURN(model->speech, LoadChain(file, kSpeech, LabelSet::Free(kSpeechLabelNames)));
  ASSIGN_OR_RETURN(model->trust, LoadChain(file, kTrust, LabelSet::Free(kTrustLabelNames)));
  ASSIGN_OR_RETURN(model->odds, CueOdds::Load(file, kOdds));
  RETURN_IF_ERROR(classes->CheckTrainedWithThese(*file));
  model->classes = std::move(classes);
  return model;
}

ModelFileWriter AttributionModel::Encode(Sections sections, const WordClasses& classes) {
  ModelFileWriter writer(kKind);
  writer.Add(kParts, std::move(sections.parts));
  writer.Add(kOfCue, std::move(sections.of_cue));
  writer.Add(kSpeech, std::move(sections.speech));
  writer.Add(kTrust, std::move(sections.trust));
  writer.Add(kOdds, std::move(sections.odds));
  writer.Add(WordClasses::kIdSection, classes.IdBytes());
  return writer;
}

}  // namespace newsmill::claims
