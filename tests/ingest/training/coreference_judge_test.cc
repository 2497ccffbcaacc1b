#include "ingest/training/coreference_judge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/temporary_folder.h"

namespace newsmill {
namespace {

using ::testing::ElementsAre;

// Words as a CoNLL-U document: "word/TAG/what Entity= says", or without the last.
std::string Document(const std::vector<std::vector<std::string>>& sentences) {
  std::string text = "# newdoc id = GUM_news_x\n";
  for (const std::vector<std::string>& words : sentences) {
    for (size_t i = 0; i < words.size(); ++i) {
      const std::string& word = words[i];
      const size_t tag = word.find('/');
      const size_t entity = word.find('/', tag + 1);
      text += std::to_string(i + 1) + "\t" + word.substr(0, tag) + "\t_\t_\t" +
              word.substr(tag + 1, entity - tag - 1) + "\t_\t0\t_\t_\t" +
              (entity == std::string::npos ? "_" : "Entity=" + word.substr(entity + 1)) + "\n";
    }
    text += "\n";
  }
  return text;
}

const std::vector<std::vector<std::string>> kMerkel = {
    {"Angela/NNP/(1-person-new-nnnnn-cf1-1,2-coref", "Merkel/NNP/1)", "spoke/VBD", "in/IN",
     "Berlin/NNP/(2-place-new-nnnnn-cf2-1-sgl)", "./."},
    {"She/PRP/(1-person-giv:act-nnnnn-cf1-1-coref)", "left/VBD", "early/RB", "./."}};

class CoreferenceJudgeTest : public testing::Test {
 protected:
  CoreferenceCounts Judge(const std::vector<std::vector<std::string>>& sentences,
                          const std::vector<std::string>& prefixes = {}) {
    const auto documents = ReadTreebank(folder_.Write("a.conllu", Document(sentences)));
    EXPECT_TRUE(documents.ok()) << documents.status();
    const auto counts =
        JudgeCoreference(*documents, prefixes, [this](auto, auto found, auto marked) {
          faults_.push_back(std::string(found) + " for " + std::string(marked));
        });
    EXPECT_TRUE(counts.ok()) << counts.status();
    return *counts;
  }

  TemporaryFolder folder_;
  std::vector<std::string> faults_;
};

TEST_F(CoreferenceJudgeTest, APronounOfAName) {
  const CoreferenceCounts counts = Judge(kMerkel);
  EXPECT_EQ(counts.persons.marked, 1);
  EXPECT_EQ(counts.persons.found, 1);
  EXPECT_EQ(counts.persons.hits_found, 1);
  EXPECT_DOUBLE_EQ(counts.conll(), 1);
  EXPECT_TRUE(faults_.empty());
  int right = 0;
  for (const ReliabilityTable::Bin& bin : counts.confidence.bins()) right += bin.hits;
  EXPECT_EQ(right, 1);
}

TEST_F(CoreferenceJudgeTest, APronounOfSomebodyElse) {
  auto sentences = kMerkel;
  sentences[1][0] = "She/PRP/(3-person-giv:act-nnnnn-cf1-1-coref)";
  const CoreferenceCounts counts = Judge(sentences);
  EXPECT_EQ(counts.persons.marked, 0);  // her chain has no name
  EXPECT_EQ(counts.persons.found, 1);
  EXPECT_EQ(counts.persons.hits_found, 0);
  EXPECT_THAT(faults_, ElementsAre("Angela Merkel for She"));
  int found = 0;
  for (const ReliabilityTable::Bin& bin : counts.confidence.bins()) {
    found += bin.found;
    EXPECT_EQ(bin.hits, 0);
  }
  EXPECT_EQ(found, 1);
}

TEST_F(CoreferenceJudgeTest, OnlyDocumentsWhoseIdBeginsSo) {
  EXPECT_EQ(Judge(kMerkel, {"GUM_bio"}).persons.marked, 0);
  EXPECT_EQ(Judge(kMerkel, {"GUM_bio", "GUM_news"}).persons.marked, 1);
}

}  // namespace
}  // namespace newsmill
