#include "processors/tags/tagger.h"

#include <string_view>
#include <utility>

#include "processors/base/status_macros.h"
#include "processors/learning/word_classes.h"

namespace newsmill {
namespace {

// A label that scores so much less than the best, the neighbours left aside, is given up. Exact on
// all but a handful of words of the treebanks.
constexpr float kMargin = 6;

constexpr const char* kChainSection = "chain";
constexpr const char* kGrainsSection = "grains";

}  // namespace

absl::StatusOr<std::shared_ptr<const TagModel>> TagModel::Load(
    const std::shared_ptr<const ModelFile>& file) {
  auto model = std::make_shared<TagModel>();
  ASSIGN_OR_RETURN(model->chain, LinearChain::Load(file, kChainSection));
  if (model->chain.labels() != PartOfSpeechNames()) {
    return absl::DataLossError(file->origin() +
                               ": the labels of section 'chain' are not as expected");
  }
  ASSIGN_OR_RETURN(const std::string_view grains, file->Section(kGrainsSection));
  model->grains = grains.size() == 1 ? static_cast<unsigned char>(grains[0]) : ~size_t{0};
  if (model->grains > WordClasses::kMaxGrains) {
    return absl::DataLossError(file->origin() + ": section 'grains' is damaged");
  }
  return model;
}

ModelFileWriter TagModel::Encode(std::string chain, size_t grains) {
  ModelFileWriter writer(kKind);
  writer.Add(kChainSection, std::move(chain));
  writer.Add(kGrainsSection, std::string(1, static_cast<char>(grains)));
  return writer;
}

void Tagger::Tag(const DocumentWords& document, std::vector<PartOfSpeech>* tags) {
  tags->clear();
  for (const WordSentence& sentence : document.sentences()) {
    features_.Extract(document, sentence, &rows_);
    model_.chain.DecodeNear(rows_, kMargin, work_, &labels_);
    for (const uint8_t label : labels_) tags->push_back(static_cast<PartOfSpeech>(label));
  }
}

}  // namespace newsmill
