#include "processors/entities.h"

#include <utility>
#include <vector>

#include "processors/base/status_macros.h"
#include "processors/entities/entity_merger.h"
#include "processors/entities/gazetteer.h"
#include "processors/entities/name_finder.h"
#include "processors/entities/salience.h"

namespace newsmill {
namespace {

struct EntitiesOptions {
  // Less sure entities are left out. Raising it trades misses for fewer false ones.
  double min_confidence = 0.15;
};

class Entities : public Processor {
 public:
  Entities(std::shared_ptr<const Gazetteer> gazetteer, const EntitiesOptions& options)
      : gazetteer_(std::move(gazetteer)),
        min_confidence_(static_cast<float>(options.min_confidence)),
        finder_(*gazetteer_),
        merger_(*gazetteer_) {}

  absl::Status Process(DocumentBatch& batch) override {
    for (Document& doc : batch.docs()) {
      if (doc.live()) Annotate(doc, batch.arena());
    }
    return absl::OkStatus();
  }

 private:
  void Annotate(Document& doc, Arena& arena) {
    const std::string_view tag = doc.language.tag;
    const bool english = tag.empty() || tag == "und" || tag == "en" || tag.starts_with("en-");
    candidates_.clear();
    finder_.Find(doc, Field::kTitle, english, &candidates_);
    finder_.Find(doc, Field::kText, english, &candidates_);
    merger_.Merge(candidates_, min_confidence_, doc, arena);
    SetSalience(doc);
  }

  const std::shared_ptr<const Gazetteer> gazetteer_;
  const float min_confidence_;
  NameFinder finder_;
  EntityMerger merger_;
  std::vector<Candidate> candidates_;
};

}  // namespace

absl::StatusOr<ProcessorFactory> NewEntities(OptionsReader& reader) {
  EntitiesOptions options;
  RETURN_IF_ERROR(reader.Optional("min_confidence", &options.min_confidence, 0.0, 1.0));
  RETURN_IF_ERROR(reader.Finish());
  ASSIGN_OR_RETURN(std::shared_ptr<const Gazetteer> gazetteer, BuiltinGazetteer());
  return ProcessorFactory(
      [gazetteer, options] { return std::make_unique<Entities>(gazetteer, options); });
}

}  // namespace newsmill
