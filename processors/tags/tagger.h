#ifndef NEWSMILL_PROCESSORS_TAGS_TAGGER_H_
#define NEWSMILL_PROCESSORS_TAGS_TAGGER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "processors/learning/linear_chain.h"
#include "processors/learning/model_file.h"
#include "processors/learning/word_classes.h"
#include "processors/learning/words.h"
#include "processors/tags/part_of_speech.h"
#include "processors/tags/tag_features.h"

namespace newsmill {

// A trained tagger of parts of speech. Immutable and thread-safe; all workers share one.
struct TagModel {
  static constexpr const char* kKind = "tags";

  LinearChain chain;
  size_t grains = 0;  // of its word classes

  // From a model file of kind "tags", which must have been trained with `classes`. The words to be
  // tagged must be loaded with these too.
  static absl::StatusOr<std::shared_ptr<const TagModel>> Load(
      const std::shared_ptr<const ModelFile>& file, const WordClasses& classes);
  static ModelFileWriter Encode(std::string chain, const WordClasses& classes);
};

// Finds the parts of speech. Linear in the words. Holds scratch: one instance a thread; does not
// allocate once warm.
//
// The tokenizer keeps contractions whole where the treebanks do not: "don't" has the tag of "do",
// "I'm" that of "I".
class Tagger {
 public:
  // `model` must outlive the tagger.
  explicit Tagger(const TagModel& model) : model_(model), features_(model.grains) {}

  // *tags = one for each of the document's words.
  void Tag(const DocumentWords& document, std::vector<PartOfSpeech>* tags);

 private:
  const TagModel& model_;
  TagFeatures features_;
  FeatureRows rows_;
  LinearChain::Workspace work_;
  std::vector<uint8_t> labels_;
};

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_TAGS_TAGGER_H_
