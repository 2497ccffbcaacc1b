#include "ingest/pipeline.h"

#include <algorithm>
#include <chrono>

#include "processors/base/status_macros.h"
#include "processors/builtin.h"

namespace newsmill {
namespace {

// The filter works on what this stage has found.
constexpr std::string_view kLanguageStage = "language";

// processors.until: only what the decoder knows.
constexpr std::string_view kNoStage = "none";

int64_t NowMs() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

// "pt" of "pt-BR".
std::string_view PrimarySubtag(std::string_view tag) { return tag.substr(0, tag.find('-')); }

absl::Status CheckLanguages(const OptionsReader& filter,
                            const std::vector<std::string>& languages) {
  for (const std::string& language : languages) {
    const bool plain =
        language.size() >= 2 && language.size() <= 3 &&
        std::all_of(language.begin(), language.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (!plain) {
      return filter.ErrorAt("languages", "has the item `" + language +
                                             "`; allowed: language codes such as en, de, pt");
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<PipelineSpec> PipelineSpec::Read(OptionsReader& config, const DecodeLimits& limits) {
  PipelineSpec spec;
  spec.limits_ = limits;
  ASSIGN_OR_RETURN(OptionsReader processors, config.Section("processors"));
  std::string until(BuiltinProcessors().back().name);
  RETURN_IF_ERROR(processors.Optional("until", &until));
  bool wanted = until != kNoStage;
  bool known = !wanted;
  for (const BuiltinProcessor& builtin : BuiltinProcessors()) {
    // A stage that is left out loads no models, unless it has options to be checked.
    if (wanted || processors.Has(builtin.name)) {
      ASSIGN_OR_RETURN(OptionsReader options, processors.Section(builtin.name));
      ASSIGN_OR_RETURN(ProcessorFactory make, builtin.build(options));
      if (wanted) spec.stages_.push_back({builtin.name, std::move(make)});
    }
    known = known || until == builtin.name;
    wanted = wanted && until != builtin.name;
  }
  if (!known) {
    return processors.ErrorAt("until", "is `" + until + "`; allowed: none or a stage's name");
  }
  RETURN_IF_ERROR(processors.Finish());
  ASSIGN_OR_RETURN(OptionsReader filter, config.Section("filter"));
  RETURN_IF_ERROR(filter.Optional("languages", &spec.languages_));
  RETURN_IF_ERROR(CheckLanguages(filter, spec.languages_));
  if (!spec.languages_.empty() && until == kNoStage) {
    return filter.ErrorAt("languages", "needs the stage `language`, but processors.until is none");
  }
  RETURN_IF_ERROR(filter.Finish());
  return spec;
}

Pipeline::Pipeline(const PipelineSpec& spec)
    : decoder_(spec.limits_, spec.formats_), languages_(spec.languages_) {
  for (const PipelineSpec::Stage& stage : spec.stages_) {
    stages_.push_back({stage.name, stage.make()});
  }
}

absl::Status Pipeline::Run(DocumentBatch& batch, PoisonMarker* marker) {
  for (Document& document : batch.docs()) decoder_.Decode(batch, document);
  for (const Stage& stage : stages_) {
    if (marker != nullptr) marker->EnterStage(stage.name);
    RETURN_IF_ERROR(stage.processor->Process(batch));
    if (stage.name == kLanguageStage) FilterLanguages(batch);
  }
  const int64_t now_ms = NowMs();
  for (Document& document : batch.docs()) document.enriched_ms = now_ms;
  return absl::OkStatus();
}

void Pipeline::FilterLanguages(DocumentBatch& batch) const {
  if (languages_.empty()) return;
  for (Document& document : batch.docs()) {
    if (!document.live()) continue;
    const std::string_view language = PrimarySubtag(document.language.tag);
    if (std::find(languages_.begin(), languages_.end(), language) == languages_.end()) {
      document.filtered = "language";
    }
  }
}

}  // namespace newsmill
