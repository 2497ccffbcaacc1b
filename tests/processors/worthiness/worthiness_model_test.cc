#include "processors/worthiness/worthiness_model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>

#include "processors/base/arena.h"
#include "processors/text/sentence_splitter.h"
#include "processors/text/tokenizer.h"

namespace newsmill {
namespace {

using ::testing::HasSubstr;

void LayOutText(std::string_view text, Document* doc) {
  doc->Reset();
  doc->text = text;
  Tokenizer().Tokenize(text, &doc->text_layout.tokens);
  SplitSentences(text, doc->text_layout.tokens, &doc->text_layout.sentences);
}

class BuiltinWorthinessTest : public ::testing::Test {
 protected:
  static float Score(std::string_view text) {
    const auto model = LoadWorthinessModel("", "");
    EXPECT_TRUE(model.ok()) << model.status();
    WorthinessScorer scorer(*model);
    Document doc;
    LayOutText(text, &doc);
    scorer.Start(doc);
    return scorer.Score({0, static_cast<uint32_t>(text.size()), Field::kText});
  }
};

TEST_F(BuiltinWorthinessTest, FiguresOfPublicAffairsAreWorthChecking) {
  EXPECT_GT(Score("Unemployment rose by 4 percent last year, the highest rate since 1992."), 0.8F);
  EXPECT_GT(Score("We spend more on our military than the next eight nations combined."), 0.5F);
}

TEST_F(BuiltinWorthinessTest, SmallTalkWishesAndQuestionsAreNot) {
  EXPECT_LT(Score("Thank you very much, and good evening."), 0.1F);
  EXPECT_LT(Score("I think we should all hope for a better future."), 0.2F);
  EXPECT_LT(Score("What do you say to that?"), 0.1F);
}

TEST_F(BuiltinWorthinessTest, NoticesOfRightsAreNot) {
  EXPECT_EQ(Score("© 2026 Adria Wire."), 0);
  EXPECT_EQ(Score("Copyright (c) 2026 Adria Wire."), 0);
  EXPECT_EQ(Score("All rights reserved."), 0);
  EXPECT_GT(Score("Copyright infringement cost the industry $2 billion in 2019."), 0.5F);
}

TEST_F(BuiltinWorthinessTest, NothingHasAScoreToo) {
  const float score = Score("");
  EXPECT_GE(score, 0);
  EXPECT_LE(score, 1);
}

TEST_F(BuiltinWorthinessTest, ScoresTheSpanAlone) {
  const auto model = LoadWorthinessModel("", "");
  ASSERT_TRUE(model.ok());
  WorthinessScorer scorer(*model);
  const std::string fact = "Exports fell by 12 percent in 2019.";
  const std::string both = "Good evening. " + fact;
  Document doc;
  LayOutText(fact, &doc);
  scorer.Start(doc);
  const float alone = scorer.Score({0, static_cast<uint32_t>(fact.size()), Field::kText});
  LayOutText(both, &doc);
  doc.title = fact;
  Tokenizer().Tokenize(doc.title, &doc.title_layout.tokens);
  SplitSentences(doc.title, doc.title_layout.tokens, &doc.title_layout.sentences);
  scorer.Start(doc);
  EXPECT_EQ(scorer.Score({14, static_cast<uint32_t>(both.size()), Field::kText}), alone);
  EXPECT_EQ(scorer.Score({0, static_cast<uint32_t>(fact.size()), Field::kTitle}), alone);
  EXPECT_NE(scorer.Score({0, static_cast<uint32_t>(both.size()), Field::kText}), alone);
}

TEST_F(BuiltinWorthinessTest, TakesWordsThatAreThere) {
  const auto model = LoadWorthinessModel("", "");
  ASSERT_TRUE(model.ok());
  WorthinessScorer scorer(*model);
  DocumentWords words(*(*model)->classes);
  Document doc;
  for (const std::string_view text :
       {"Exports fell by 12 percent in 2019.", "Exports rose by 10 percent in 2019."}) {
    LayOutText(text, &doc);
    words.Load(doc);
    scorer.Start(doc, words);
    const TextSpan span{0, static_cast<uint32_t>(text.size()), Field::kText};
    EXPECT_EQ(scorer.Score(span), Score(text));
    EXPECT_EQ(scorer.Score(span), Score(text));
  }
}

TEST(WorthinessModelTest, RefusesOtherWordClasses) {
  Arena arena;
  const std::string none = HashedWeights::Encode(0, {}, {});
  const std::string_view bytes =
      arena.CopyPadded(WorthinessModel::Encode(none, none, {}, WordClasses()).Bytes(), 64);
  const auto file = ModelFile::FromBytes(bytes, WorthinessModel::kKind, "m");
  ASSERT_TRUE(file.ok());
  EXPECT_TRUE(WorthinessModel::Load(*file, std::make_shared<WordClasses>()).ok());
  const auto other = LoadWorthinessModel("", "");
  ASSERT_TRUE(other.ok());
  const auto refused = WorthinessModel::Load(*file, (*other)->classes);
  EXPECT_THAT(refused.status().message(), HasSubstr("other word classes"));
}

}  // namespace
}  // namespace newsmill
