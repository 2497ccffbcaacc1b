#include <gtest/gtest.h>

#include <cstdio>

#include "ingest/pipeline.h"
#include "tests/quality/gold.h"
#include "tests/quality/score.h"

namespace newsmill::quality {
namespace {

// Floors of F1. They only go up: whoever makes a stage better raises the
// floor to just below the new value, in the same commit.
constexpr double kEntitiesFloor = 0.925;
constexpr double kEntitySpansFloor = 0.95;
constexpr double kSentencesFloor = 0.995;

// The articles through decoder and stages, in one batch.
class QualityTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    articles_ = new std::vector<GoldArticle>(LoadGold(NEWSMILL_TEST_DATA "/../golden/articles"));
    batch_ = new DocumentBatch;
    scores_ = new Scores;
    for (const GoldArticle& article : *articles_) {
      Document& document = batch_->Add();
      document.message.value = batch_->arena().CopyPadded(article.message, 64);
    }
    OptionsReader defaults = OptionsReader::Empty();
    auto spec = PipelineSpec::Read(defaults, DecodeLimits{});
    ASSERT_TRUE(spec.ok()) << spec.status();
    const absl::Status status = Pipeline(*spec).Run(*batch_);
    ASSERT_TRUE(status.ok()) << status;
    for (size_t i = 0; i < articles_->size(); ++i) Add((*articles_)[i], batch_->docs()[i]);
    PrintTable();
  }

  static void TearDownTestSuite() {
    delete scores_;
    delete batch_;
    delete articles_;
  }

  static void Add(const GoldArticle& article, const Document& document) {
    ASSERT_EQ(document.failure.code, "") << article.id << ": " << document.failure.reason;
    ASSERT_EQ(document.text, article.text) << article.id;
    AddEntities(article, document, scores_);
    AddSentences(article, document, scores_);
  }

  static void PrintRow(const char* name, const Counts& counts, double floor) {
    std::printf("%-22s %5.1f %5.1f %5.1f  floor %4.1f   %5d %9d %5d\n", name,
                100 * counts.precision(), 100 * counts.recall(), 100 * counts.f1(), 100 * floor,
                counts.gold, counts.predicted, counts.hits);
  }

  static void PrintTable() {
    std::printf("%-22s %5s %5s %5s  %10s   %5s %9s %5s\n", "", "P", "R", "F1", "", "gold",
                "predicted", "hits");
    PrintRow("entities, span + type", scores_->entities, kEntitiesFloor);
    PrintRow("  PER", scores_->entity_types[EntityType::kPerson], 0);
    PrintRow("  ORG", scores_->entity_types[EntityType::kOrganisation], 0);
    PrintRow("  LOC", scores_->entity_types[EntityType::kLocation], 0);
    PrintRow("  MISC", scores_->entity_types[EntityType::kMisc], 0);
    PrintRow("entities, span", scores_->entity_spans, kEntitySpansFloor);
    PrintRow("sentences", scores_->sentences, kSentencesFloor);
  }

  static std::vector<GoldArticle>* articles_;
  static DocumentBatch* batch_;
  static Scores* scores_;
};

std::vector<GoldArticle>* QualityTest::articles_ = nullptr;
DocumentBatch* QualityTest::batch_ = nullptr;
Scores* QualityTest::scores_ = nullptr;

TEST_F(QualityTest, Entities) {
  EXPECT_EQ(scores_->entities.gold, 381);
  EXPECT_GE(scores_->entities.f1(), kEntitiesFloor);
  EXPECT_GE(scores_->entity_spans.f1(), kEntitySpansFloor);
}

TEST_F(QualityTest, Sentences) { EXPECT_GE(scores_->sentences.f1(), kSentencesFloor); }

// German and French pass through: their language, their text, names that are sure, no claims.
TEST_F(QualityTest, OtherLanguages) {
  for (const auto& [id, tag] : {std::pair("o-23", "de"), std::pair("o-24", "fr")}) {
    const auto gold =
        std::ranges::find_if(*articles_, [&](const GoldArticle& a) { return a.id == id; });
    ASSERT_NE(gold, articles_->end());
    const Document& document = batch_->docs()[static_cast<size_t>(gold - articles_->begin())];
    EXPECT_EQ(document.language.tag, tag);
    EXPECT_GE(document.language.confidence, 0.9F);
    EXPECT_EQ(document.text, gold->text);
    EXPECT_TRUE(document.claims.empty());
    EXPECT_FALSE(document.entities.empty());
    EXPECT_TRUE(document.warnings.empty());
    EXPECT_FALSE(document.text_layout.sentences.empty());
  }
}

}  // namespace
}  // namespace newsmill::quality
