#include "ingest/training/claims_training.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "processors/base/arena.h"
#include "processors/claims/attribution_model.h"
#include "tests/support/temporary_folder.h"

namespace newsmill {
namespace {

using ::testing::HasSubstr;

// Articles "<person> <cue> that <content>. It rained." with every attribution marked.
std::string Corpus() {
  const std::vector<std::string> people = {"Anna Berg", "Tom Lind", "Eva Sand", "Karl Holm"};
  const std::vector<std::string> cues = {"said", "claimed", "added"};
  const std::vector<std::string> contents = {"that the bridge was safe", "that taxes would fall",
                                             "that the school was closed"};
  std::string lines;
  for (size_t i = 0; i < 36; ++i) {
    const std::string& person = people[i % people.size()];
    const std::string& cue = cues[(i / 2) % cues.size()];
    const std::string& content = contents[(i / 3) % contents.size()];
    const std::string text = fmt::format("{} {} {}. It rained.", person, cue, content);
    const auto mark = [&](const std::string& part) {
      const size_t at = text.find(part);
      return fmt::format(R"({{"start":{},"end":{}}})", at, at + part.size());
    };
    lines += fmt::format(
        R"({{"id":"{}","text":"{}","attributions":[{{"source":{},"cue":{},"content":[{}],)"
        R"("kind":"indirect","speech":true}}]}})",
        i, text, mark(person), mark(cue), mark(content));
    lines += '\n';
  }
  return lines;
}

class ClaimsTrainingTest : public ::testing::Test {
 protected:
  void SetUp() override {
    options_.corpora.push_back({folder_.Write("train.jsonl", Corpus()), 1});
    options_.dev = options_.corpora;
    options_.classes = std::make_shared<const WordClasses>();
    options_.parts.epochs = options_.of_cue.epochs = 8;
    options_.parts.min_count = options_.of_cue.min_count = 2;
    options_.parts.step = options_.of_cue.step = 0.05;
    options_.parts.prune = options_.of_cue.prune = 0.001;
  }

  absl::StatusOr<std::string> Train() {
    said_.clear();
    const auto model =
        TrainClaims(options_, [this](const std::string& line) { said_ += line + '\n'; });
    if (!model.ok()) return model.status();
    return model->Bytes();
  }

  TemporaryFolder folder_;
  ClaimsTrainingOptions options_;
  std::string said_;
};

TEST_F(ClaimsTrainingTest, LearnsWhoSaidWhat) {
  const auto bytes = Train();
  ASSERT_TRUE(bytes.ok()) << bytes.status();
  EXPECT_THAT(said_, HasSubstr("36 texts, 36 attributions"));
  EXPECT_THAT(said_, HasSubstr("source 100.00 cue 100.00 content 100.00 matched 100.00"));
  Arena arena;
  const auto file =
      ModelFile::FromBytes(arena.CopyPadded(*bytes, 64), claims::AttributionModel::kKind, "here");
  ASSERT_TRUE(file.ok()) << file.status();
  EXPECT_TRUE(claims::AttributionModel::Load(*file, options_.classes).ok());
}

TEST_F(ClaimsTrainingTest, EqualInputGivesEqualBytes) {
  const auto first = Train();
  const auto second = Train();
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_EQ(*first, *second);
}

TEST_F(ClaimsTrainingTest, FaultsAreNamed) {
  options_.corpora = {{folder_.Write("bad.jsonl", "{\"text\":\"a\",\"attributions\":[{}]}\n"), 1}};
  EXPECT_THAT(Train().status().message(), HasSubstr("bad.jsonl:1"));
}

}  // namespace
}  // namespace newsmill
