#include "processors/coreference.h"

#include <memory>
#include <utility>

#include "embedded/reference_weights.h"
#include "processors/base/status_macros.h"
#include "processors/coreference/mentions.h"
#include "processors/coreference/resolver.h"

namespace newsmill {
namespace {

struct CoreferenceOptions {
  // Less sure references are no mentions. Raising it trades missing mentions for fewer false ones.
  double min_confidence = 0.5;
};

class Coreference : public Processor {
 public:
  Coreference(std::shared_ptr<const coreference::ReferenceWeights> weights,
              const CoreferenceOptions& options)
      : resolver_(std::move(weights)),
        min_confidence_(static_cast<float>(options.min_confidence)) {}

  absl::Status Process(DocumentBatch& batch) override {
    for (Document& doc : batch.docs()) {
      if (!doc.live() || !doc.language.MayBeEnglish()) continue;
      resolver_.Resolve(doc);
      AddReferences(min_confidence_, doc);
    }
    return absl::OkStatus();
  }

 private:
  coreference::Resolver resolver_;
  const float min_confidence_;
};

}  // namespace

absl::StatusOr<ProcessorFactory> NewCoreference(OptionsReader& reader) {
  CoreferenceOptions options;
  RETURN_IF_ERROR(reader.Optional("min_confidence", &options.min_confidence, 0.0, 1.0));
  RETURN_IF_ERROR(reader.Finish());
  ASSIGN_OR_RETURN(coreference::ReferenceWeights weights,
                   coreference::ReferenceWeights::Parse(embedded::ReferenceWeights()));
  auto shared = std::make_shared<const coreference::ReferenceWeights>(weights);
  return ProcessorFactory(
      [shared, options] { return std::make_unique<Coreference>(shared, options); });
}

}  // namespace newsmill
