#include "processors/entities/name_tagger.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "processors/base/status_macros.h"

namespace newsmill {

LabelSet NameLabels() { return LabelSet::Spans({"PER", "ORG", "LOC", "MISC"}); }

ModelFileWriter NameModel::Encode(std::string chain, std::string lists, const WordClasses& classes,
                                  const NameConfidence& confidence) {
  ModelFileWriter writer(kKind);
  writer.Add("chain", std::move(chain));
  writer.Add("lists", std::move(lists));
  writer.Add(WordClasses::kIdSection, classes.IdBytes());
  const std::array<float, 2> line = {confidence.line.slope, confidence.line.offset};
  writer.Add("confidence", {reinterpret_cast<const char*>(line.data()), sizeof(line)});
  return writer;
}

absl::StatusOr<std::shared_ptr<const NameModel>> NameModel::Load(
    const std::shared_ptr<const ModelFile>& file, std::shared_ptr<const WordClasses> classes) {
  auto model = std::make_shared<NameModel>();
  ASSIGN_OR_RETURN(model->chain, LinearChain::Load(file, "chain"));
  ASSIGN_OR_RETURN(model->lists, NameLists::Load(file));
  if (model->chain.labels() != NameLabels().names) {
    return absl::DataLossError(file->origin() +
                               ": the labels of section 'chain' are not as expected");
  }
  ASSIGN_OR_RETURN(const std::string_view line, file->Section("confidence"));
  std::array<float, 2> numbers{};
  if (line.size() != sizeof(numbers)) {
    return absl::DataLossError(file->origin() + ": section 'confidence' is damaged");
  }
  std::memcpy(numbers.data(), line.data(), sizeof(numbers));
  model->confidence.line = {numbers[0], numbers[1]};
  RETURN_IF_ERROR(classes->CheckTrainedWithThese(*file));
  model->classes = std::move(classes);
  return model;
}

void NameTagger::Tag(const Document& doc, std::vector<TaggedName>* names) {
  names->clear();
  words_.Load(doc);
  features_.Load(words_);
  for (size_t i = 0; i < words_.sentences().size(); ++i) {
    features_.Extract(i, &rows_);
    model_.chain.Decode(rows_, work_, &labels_);
    TagSentence(words_.sentences()[i], names);
  }
}

void NameTagger::TagSentence(const WordSentence& sentence, std::vector<TaggedName>* names) {
  const auto size = static_cast<uint32_t>(labels_.size());
  bool weighed = false;
  for (uint32_t i = 0; i < size;) {
    if (labels_[i] == SpanLabel::kOutside) {
      ++i;
      continue;
    }
    if (!weighed) model_.chain.Marginals(work_);
    weighed = true;
    uint32_t end = i;
    while (end + 1 < size && !SpanLabel::Closes(labels_[end])) ++end;
    names->push_back(Name(sentence, i, end + 1));
    i = end + 1;
  }
}

TaggedName NameTagger::Name(const WordSentence& sentence, uint32_t first, uint32_t end) const {
  TaggedName name;
  name.first_word = sentence.first + first;
  name.end_word = sentence.first + end;
  name.span = {words_.words()[name.first_word].begin, words_.words()[name.end_word - 1].end,
               sentence.field};
  name.type = static_cast<EntityType>(SpanLabel::Type(labels_[first]));
  name.belief = 1;
  float sum = 0;
  for (uint32_t i = first; i < end; ++i) {
    const float* marginal = work_.lattice.Marginal(i);
    name.belief = std::min(name.belief, marginal[labels_[i]]);
    for (size_t type = 0; type < name.types.size(); ++type) {
      for (size_t place = 0; place < 4; ++place) {
        const float p = marginal[SpanLabel::Of(type, static_cast<SpanLabel::Place>(place))];
        name.types[type] += p;
        sum += p;
      }
    }
  }
  name.confidence = model_.confidence.Of(name.belief);
  for (float& type : name.types) type = sum > 0 ? type / sum : 0;
  return name;
}

}  // namespace newsmill
