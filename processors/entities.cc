#include "processors/entities.h"

#include <utility>
#include <vector>

#include "embedded/name_model.h"
#include "embedded/word_classes.h"
#include "processors/base/status_macros.h"
#include "processors/entities/entity_merger.h"
#include "processors/entities/gazetteer.h"
#include "processors/entities/linker.h"
#include "processors/entities/name_finder.h"
#include "processors/entities/name_tagger.h"
#include "processors/entities/salience.h"
#include "processors/entities/tagged_candidates.h"
#include "processors/kb/knowledge_base.h"

namespace newsmill {
namespace {

struct EntitiesOptions {
  // Model files that replace the built-in ones.
  std::string model;
  std::string words;

  // Less sure entities are left out. Raising it trades misses for fewer false ones.
  double min_confidence = 0.15;

  // A file of `newsmill kb build` that replaces the built-in knowledge base.
  std::string kb;
  // Links less sure are left out. Raising it trades missing identifiers for fewer false ones.
  double min_link_confidence = 0.5;
};

class Entities : public Processor {
 public:
  Entities(std::shared_ptr<const Gazetteer> gazetteer, std::shared_ptr<const NameModel> model,
           std::shared_ptr<const KnowledgeBase> kb, const EntitiesOptions& options)
      : gazetteer_(std::move(gazetteer)),
        model_(std::move(model)),
        kb_(std::move(kb)),
        min_confidence_(static_cast<float>(options.min_confidence)),
        tagger_(*model_),
        tagged_(*gazetteer_),
        finder_(*gazetteer_),
        merger_(*gazetteer_),
        linker_(*kb_, static_cast<float>(options.min_link_confidence)) {}

  absl::Status Process(DocumentBatch& batch) override {
    for (Document& doc : batch.docs()) {
      if (doc.live()) Annotate(doc, batch.arena());
    }
    return absl::OkStatus();
  }

 private:
  void Annotate(Document& doc, Arena& arena) {
    candidates_.clear();
    if (doc.language.MayBeEnglish()) {
      tagger_.Tag(doc, &names_);
      tagged_.Add(doc, tagger_.words(), names_, &candidates_);
    } else {
      finder_.Find(doc, Field::kTitle, &candidates_);
      finder_.Find(doc, Field::kText, &candidates_);
    }
    merger_.Merge(candidates_, min_confidence_, doc, arena);
    linker_.Link(doc);
    SetSalience(doc);
  }

  const std::shared_ptr<const Gazetteer> gazetteer_;
  const std::shared_ptr<const NameModel> model_;
  const std::shared_ptr<const KnowledgeBase> kb_;
  const float min_confidence_;
  NameTagger tagger_;
  TaggedCandidates tagged_;
  std::vector<TaggedName> names_;
  NameFinder finder_;
  EntityMerger merger_;
  Linker linker_;
  std::vector<Candidate> candidates_;
};

absl::StatusOr<std::shared_ptr<const NameModel>> LoadNameModel(const EntitiesOptions& options) {
  ASSIGN_OR_RETURN(auto words, ModelFile::OpenOrBuiltin(options.words, embedded::WordClasses(),
                                                        WordClasses::kKind));
  ASSIGN_OR_RETURN(auto classes, WordClasses::Load(std::move(words)));
  ASSIGN_OR_RETURN(
      auto names, ModelFile::OpenOrBuiltin(options.model, embedded::NameModel(), NameModel::kKind));
  return NameModel::Load(names, std::move(classes));
}

}  // namespace

absl::StatusOr<ProcessorFactory> NewEntities(OptionsReader& reader) {
  EntitiesOptions options;
  RETURN_IF_ERROR(reader.Optional("min_confidence", &options.min_confidence, 0.0, 1.0));
  RETURN_IF_ERROR(reader.Optional("model", &options.model));
  RETURN_IF_ERROR(reader.Optional("words", &options.words));
  RETURN_IF_ERROR(reader.Optional("kb", &options.kb));
  RETURN_IF_ERROR(reader.Optional("min_link_confidence", &options.min_link_confidence, 0.0, 1.0));
  RETURN_IF_ERROR(reader.Finish());
  ASSIGN_OR_RETURN(std::shared_ptr<const Gazetteer> gazetteer, BuiltinGazetteer());
  ASSIGN_OR_RETURN(std::shared_ptr<const NameModel> model, LoadNameModel(options));
  ASSIGN_OR_RETURN(std::shared_ptr<const KnowledgeBase> kb, LoadKnowledgeBase(options.kb));
  return ProcessorFactory([gazetteer, model, kb, options] {
    return std::make_unique<Entities>(gazetteer, model, kb, options);
  });
}

}  // namespace newsmill
