#ifndef NEWSMILL_PROCESSORS_ENTITIES_NAME_TAGGER_H_
#define NEWSMILL_PROCESSORS_ENTITIES_NAME_TAGGER_H_

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "processors/base/document.h"
#include "processors/entities/name_confidence.h"
#include "processors/entities/name_features.h"
#include "processors/entities/name_lists.h"
#include "processors/learning/linear_chain.h"
#include "processors/learning/word_classes.h"
#include "processors/learning/words.h"

namespace newsmill {

// What a trained name tagger consists of. Immutable and thread-safe; all workers share one.
struct NameModel {
  static constexpr const char* kKind = "names";

  LinearChain chain;
  NameLists lists;
  NameConfidence confidence;
  std::shared_ptr<const WordClasses> classes;

  // From a model file of kind "names", which must have been trained with these classes.
  static absl::StatusOr<std::shared_ptr<const NameModel>> Load(
      const std::shared_ptr<const ModelFile>& file, std::shared_ptr<const WordClasses> classes);

  // The file of a model. `chain` and `lists` are sections of LinearChain and NameLists.
  static ModelFileWriter Encode(std::string chain, std::string lists, const WordClasses& classes,
                                const NameConfidence& confidence);
};

// A name in a text.
struct TaggedName {
  TextSpan span;
  uint32_t first_word = 0;  // half-open range of the document's words
  uint32_t end_word = 0;
  EntityType type = EntityType::kMisc;
  float belief = 0;      // that span and type are right, 0..1, as the model sees it
  float confidence = 0;  // the same as experience has it
  // For each EntityType: how probable it is for these words, given that they name something.
  std::array<float, 4> types{};
};

// The labels of a name model's chain: LabelSet::Spans of the entity types, by their numbers.
LabelSet NameLabels();

// Finds the names of a document. Linear in the text. Holds scratch: one instance a thread.
class NameTagger {
 public:
  // `model` must outlive the tagger.
  explicit NameTagger(const NameModel& model)
      : model_(model), words_(*model.classes), features_(model.lists) {}
  NameTagger(const NameTagger&) = delete;
  NameTagger& operator=(const NameTagger&) = delete;

  // *names = the names of title and text, in this order, not overlapping.
  void Tag(const Document& doc, std::vector<TaggedName>* names);

  // The words of the document that was tagged last.
  const DocumentWords& words() const { return words_; }

 private:
  void TagSentence(const WordSentence& sentence, std::vector<TaggedName>* names);
  TaggedName Name(const WordSentence& sentence, uint32_t first, uint32_t end) const;

  const NameModel& model_;
  DocumentWords words_;
  NameFeatures features_;
  FeatureRows rows_;
  LinearChain::Workspace work_;
  std::vector<uint8_t> labels_;
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_ENTITIES_NAME_TAGGER_H_
