#include "ingest/training/tags_training.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "ingest/training/tag_judge.h"
#include "processors/base/arena.h"
#include "tests/support/temporary_folder.h"

namespace newsmill {
namespace {

using ::testing::HasSubstr;

std::string Row(int id, const std::string& form, const std::string& tag) {
  return std::to_string(id) + "\t" + form + "\t_\t_\t" + tag + "\t_\t_\t_\t_\t_\n";
}

// "Ann plays ." and "the plays end ." over and over.
std::string Treebank() {
  std::string text;
  for (int i = 0; i < 6; ++i) {
    text += "# newdoc id = d" + std::to_string(i) + "\n";
    text += Row(1, "Ann", "NNP") + Row(2, "plays", "VBZ") + Row(3, ".", ".") + "\n";
    text += Row(1, "the", "DT") + Row(2, "plays", "NNS") + Row(3, "end", "VBP") + Row(4, ".", ".") +
            "\n";
    text += "1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n" + Row(1, "do", "VB") + Row(2, "n't", "RB") +
            Row(3, "e-mail", "VB") + "\n";
  }
  return text;
}

class TagsTrainingTest : public ::testing::Test {
 protected:
  TagsTrainingTest() {
    options_.classes = std::make_shared<WordClasses>();
    options_.chain.min_count = 1;
    options_.chain.epochs = 6;
    options_.chain.step = 0.05;
    options_.corpora = {folder_.Write("train.conllu", Treebank())};
    options_.dev = options_.corpora;
  }

  std::string Train() {
    const auto model =
        TrainTags(options_, [this](const std::string& line) { said_ += line + "\n"; });
    EXPECT_TRUE(model.ok()) << model.status();
    return model.ok() ? model->Bytes() : "";
  }

  TemporaryFolder folder_;
  TagsTrainingOptions options_;
  std::string said_;
};

TEST_F(TagsTrainingTest, LearnsTheTagsAndReportsEachEpoch) {
  Arena arena;
  const std::string_view bytes = arena.CopyPadded(Train(), 64);
  const auto model =
      TagModel::Load(*ModelFile::FromBytes(bytes, TagModel::kKind, "memory"), *options_.classes);
  ASSERT_TRUE(model.ok()) << model.status();
  const TagJudge judge = *TagJudge::Load(options_.dev[0]);
  EXPECT_EQ(judge.Judge(**model, *options_.classes).accuracy(), 1);
  EXPECT_THAT(said_, HasSubstr("train.conllu: 6 documents, 18 sentences, 60 words"));
  EXPECT_THAT(said_, HasSubstr("epoch  6 of 6"));
  EXPECT_THAT(said_, HasSubstr("accuracy 100.00"));
}

TEST_F(TagsTrainingTest, EqualInputGivesEqualBytes) {
  const std::string once = Train();
  EXPECT_EQ(once, Train());
  options_.chain.seed = 2;
  EXPECT_NE(once, Train());
}

TEST_F(TagsTrainingTest, FaultsInTheInputAreErrors) {
  options_.corpora = {folder_.Write("bad.conllu", "no row\n")};
  EXPECT_THAT(std::string(TrainTags(options_, [](const std::string&) {}).status().message()),
              HasSubstr("bad.conllu:1"));
}

}  // namespace
}  // namespace newsmill
