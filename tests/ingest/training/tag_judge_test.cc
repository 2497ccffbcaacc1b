#include "ingest/training/tag_judge.h"

#include <gtest/gtest.h>

#include <string>

#include "processors/base/arena.h"
#include "processors/learning/linear_chain_trainer.h"
#include "tests/support/temporary_folder.h"

namespace newsmill {
namespace {

// A model that calls everything a noun: nothing else was learnt.
std::shared_ptr<const TagModel> Nouns(Arena* arena) {
  LinearChainTrainer trainer(LabelSet::Free(PartOfSpeechNames()),
                             {.epochs = 3, .step = 1, .min_count = 1});
  FeatureRows rows;
  for (int i = 0; i < 2; ++i) {
    rows.Add(1, 0);  // the feature that every word has
    rows.EndRow();
  }
  const LabelMask noun = LabelMask{1} << static_cast<int>(PartOfSpeech::kNN);
  trainer.Add(rows, std::vector<LabelMask>{noun, noun});
  const std::string chain = trainer.Train([](const std::string&) { return 0.0; },
                                          [](const LinearChainTrainer::Epoch&) {});
  const std::string_view bytes =
      arena->CopyPadded(TagModel::Encode(chain, WordClasses()).Bytes(), 64);
  return *TagModel::Load(*ModelFile::FromBytes(bytes, TagModel::kKind, "memory"), WordClasses());
}

TEST(TagJudgeTest, CountsMarkedWordsAndThoseThatWeCutAlike) {
  TemporaryFolder folder;
  const auto row = [](const std::string& id, const std::string& form, const std::string& tag) {
    return id + "\t" + form + "\t_\t_\t" + tag + "\t_\t_\t_\t_\t_\n";
  };
  const std::string path = folder.Write(
      "a.conllu", row("1", "cats", "NN") + row("2-3", "don't", "_") + row("2", "do", "VBP") +
                      row("3", "n't", "RB") + row("4", "x", "_"));
  Arena arena;
  const auto model = Nouns(&arena);
  const TagJudge judge = *TagJudge::Load(path);
  std::string faults;
  const TagCounts marked = judge.Judge(
      *model, WordClasses(),
      [&](std::string_view sentence, std::string_view word, PartOfSpeech tag, PartOfSpeech found) {
        faults += std::string(sentence) + "|" + std::string(word) + "|" +
                  std::string(PartOfSpeechName(tag)) + "|" + std::string(PartOfSpeechName(found)) +
                  "\n";
      });
  EXPECT_EQ(faults, "cats don't x|do|VBP|NN\ncats don't x|n't|RB|NN\n");
  EXPECT_EQ(marked.words, 3);
  EXPECT_EQ(marked.hits, 1);
  const auto noun = static_cast<size_t>(PartOfSpeech::kNN);
  EXPECT_EQ(marked.confused[static_cast<size_t>(PartOfSpeech::kRB)][noun], 1);
  const TagCounts own = judge.JudgeOwnWords(*model, WordClasses());
  EXPECT_EQ(own.words, 1);
  EXPECT_EQ(own.hits, 1);
}

}  // namespace
}  // namespace newsmill
