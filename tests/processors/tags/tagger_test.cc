#include "processors/tags/tagger.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <bit>
#include <string>
#include <vector>

#include "processors/base/arena.h"
#include "processors/learning/linear_chain_trainer.h"
#include "processors/text/sentence_splitter.h"
#include "processors/text/tokenizer.h"

namespace newsmill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

using enum PartOfSpeech;

void LayOutText(std::string_view text, Document* doc) {
  doc->Reset();
  doc->text = text;
  Tokenizer().Tokenize(text, &doc->text_layout.tokens);
  SplitSentences(text, doc->text_layout.tokens, &doc->text_layout.sentences);
}

// A model that learnt a few sentences by heart.
class TaggerTest : public ::testing::Test {
 protected:
  TaggerTest() : words_(classes_) {
    ChainTrainingOptions options;
    options.min_count = 1;
    options.epochs = 20;
    options.step = 0.05;
    LinearChainTrainer trainer(LabelSet::Free(PartOfSpeechNames()), options);
    Learn("The cat plays.", {kDT, kNN, kVBZ, kStop}, &trainer);
    Learn("The cats play.", {kDT, kNNS, kVBP, kStop}, &trainer);
    Learn("The plays bore Anna.", {kDT, kNNS, kVBP, kNNP, kStop}, &trainer);
    Learn("Anna plays the cat.", {kNNP, kVBZ, kDT, kNN, kStop}, &trainer);
    chain_ = trainer.Train([](const std::string&) { return 0.0; },
                           [](const LinearChainTrainer::Epoch&) {});
  }

  void Learn(std::string_view text, const std::vector<PartOfSpeech>& tags,
             LinearChainTrainer* trainer) {
    LayOutText(text, &doc_);
    words_.Load(doc_);
    std::vector<LabelMask> allowed;
    allowed.reserve(tags.size());
    for (const PartOfSpeech tag : tags) allowed.push_back(LabelMask{1} << static_cast<int>(tag));
    FeatureRows rows;
    TagFeatures(0).Extract(words_, words_.sentences()[0], &rows);
    trainer->Add(rows, allowed);
  }

  absl::StatusOr<std::shared_ptr<const TagModel>> Load(const ModelFileWriter& writer) {
    const std::string_view bytes = arena_.CopyPadded(writer.Bytes(), 64);
    return TagModel::Load(*ModelFile::FromBytes(bytes, TagModel::kKind, "memory"), classes_);
  }

  WordClasses classes_;
  DocumentWords words_;
  Document doc_;
  Arena arena_;
  std::string chain_;
};

TEST_F(TaggerTest, OneTagForEachWordByItsContext) {
  const auto model = Load(TagModel::Encode(chain_, classes_));
  ASSERT_TRUE(model.ok()) << model.status();
  Tagger tagger(**model);
  std::vector<PartOfSpeech> tags;
  LayOutText("Anna plays the cat. The plays bore Anna.", &doc_);
  words_.Load(doc_);
  tagger.Tag(words_, &tags);
  EXPECT_THAT(tags, ElementsAre(kNNP, kVBZ, kDT, kNN, kStop, kDT, kNNS, kVBP, kNNP, kStop));
  LayOutText("", &doc_);
  words_.Load(doc_);
  tagger.Tag(words_, &tags);
  EXPECT_TRUE(tags.empty());
}

TEST_F(TaggerTest, AnyBytesAreTagged) {
  const auto model = Load(TagModel::Encode(chain_, classes_));
  Tagger tagger(**model);
  std::vector<PartOfSpeech> tags;
  LayOutText("\xff\xfe \xe2\x80 a-\xc3--b @@ \x01 don't U.S.-led 5-year", &doc_);
  words_.Load(doc_);
  tagger.Tag(words_, &tags);
  EXPECT_EQ(tags.size(), words_.words().size());
}

TEST_F(TaggerTest, ModelsThatDoNotFitAreErrors) {
  EXPECT_THAT(std::string(Load(TagModel::Encode("", classes_)).status().message()),
              HasSubstr("chain"));
  LinearChainTrainer other(LabelSet::Free({"A", "B"}), {});
  ModelFileWriter writer(TagModel::kKind);
  writer.Add("chain", other.Train([](const std::string&) { return 0.0; },
                                  [](const LinearChainTrainer::Epoch&) {}));
  EXPECT_THAT(std::string(Load(writer).status().message()), HasSubstr("labels"));
}

TEST_F(TaggerTest, OtherWordClassesThanThoseOfTheTrainingAreAnError) {
  const std::string_view words =
      arena_.CopyPadded(WordClasses::Encode({{{"cat", {1}}}, 1}, {{}, 0}).Bytes(), 64);
  const auto other = WordClasses::Load(*ModelFile::FromBytes(words, WordClasses::kKind, "memory"));
  ASSERT_TRUE(other.ok()) << other.status();
  const std::string_view bytes = arena_.CopyPadded(TagModel::Encode(chain_, **other).Bytes(), 64);
  const auto file = ModelFile::FromBytes(bytes, TagModel::kKind, "memory");
  EXPECT_TRUE(TagModel::Load(*file, **other).ok());
  EXPECT_THAT(std::string(TagModel::Load(*file, classes_).status().message()),
              HasSubstr("other word classes"));
}

}  // namespace
}  // namespace newsmill
