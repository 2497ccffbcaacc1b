#include "ingest/training/worthiness_training.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "ingest/training/worthiness_corpus.h"
#include "ingest/training/worthiness_judge.h"
#include "tests/support/temporary_folder.h"

namespace newsmill {
namespace {

using ::testing::HasSubstr;

TEST(AveragePrecisionTest, IsTheMeanOfThePrecisionAtEachHit) {
  // Hits at places 1 and 3: (1/1 + 2/3) / 2.
  EXPECT_NEAR(AveragePrecision({{0.1F, false}, {0.9F, true}, {0.5F, true}, {0.7F, false}}),
              (1 + 2.0 / 3) / 2, 1e-9);
  EXPECT_EQ(AveragePrecision({{0.5F, false}}), 0);
  // Equal scores are one step, whatever their order.
  EXPECT_NEAR(AveragePrecision({{0.5F, true}, {0.5F, false}}), 0.5, 1e-9);
  EXPECT_NEAR(AveragePrecision({{0.5F, false}, {0.5F, true}}), 0.5, 1e-9);
}

TEST(CalibrationErrorTest, IsNothingWhereScoresAreShares) {
  EXPECT_NEAR(CalibrationError({{0.5F, true}, {0.5F, false}}), 0, 1e-6);
  EXPECT_NEAR(CalibrationError({{0.9F, false}, {0.1F, false}}), 0.5, 1e-6);
}

TEST(FitScaleTest, FindsTheOddsOfEachSum) {
  std::vector<ScoredSentence> sums;
  for (int i = 0; i < 100; ++i) {
    sums.push_back({2, i < 90});
    sums.push_back({-2, i < 30});
  }
  const WorthinessScale scale = FitScale(sums, {});
  const auto probability = [&](float x) {
    return 1 / (1 + std::exp(-(scale.slope * x + scale.offset)));
  };
  EXPECT_NEAR(probability(2), 0.9, 1e-3);
  EXPECT_NEAR(probability(-2), 0.3, 1e-3);
}

class WorthinessTrainingTest : public ::testing::Test {
 protected:
  std::string Write(const std::string& name, const std::string& lines) {
    return folder_.Write(name, lines);
  }

  TemporaryFolder folder_;
};

TEST_F(WorthinessTrainingTest, LearnsAndIsDeterministic) {
  std::string lines;
  for (int i = 0; i < 20; ++i) {
    lines += R"({"text": "Prices rose 4 percent.", "label": 1})"
             "\n";
    lines += R"({"text": "Thank you so much.", "label": 0})"
             "\n";
  }
  WorthinessTrainingOptions options;
  options.readers = options.readers_dev = options.checkers = options.checkers_dev =
      Write("corpus", lines);
  options.classes = std::make_shared<const WordClasses>();
  std::vector<std::string> said;
  const auto say = [&](const std::string& line) { said.push_back(line); };
  const auto model = TrainWorthiness(options, say);
  ASSERT_TRUE(model.ok()) << model.status();
  EXPECT_THAT(said, ::testing::Contains(HasSubstr("average precision 100.00  best")));
  EXPECT_EQ(model->Bytes(), TrainWorthiness(options, say)->Bytes());
}

TEST_F(WorthinessTrainingTest, FaultsAreNamed) {
  const auto message = [&](const std::string& lines) {
    return std::string(ReadJudgedSentences(Write("bad", lines)).status().message());
  };
  EXPECT_THAT(message("{\"text\": \"a\", \"label\": 1}\nx\n"), HasSubstr("bad:2: no JSON object"));
  EXPECT_THAT(message("{\"label\": 1}\n"), HasSubstr("bad:1: no string `text`"));
  EXPECT_THAT(message("{\"text\": \"a\", \"label\": 2}\n"), HasSubstr("`label` is not 0 or 1"));
  EXPECT_FALSE(ReadJudgedSentences(folder_.Path("missing")).ok());
}

}  // namespace
}  // namespace newsmill
