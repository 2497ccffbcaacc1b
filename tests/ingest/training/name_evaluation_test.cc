#include "ingest/training/name_evaluation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace newsmill {
namespace {

using ::testing::ElementsAre;

constexpr EntityType kPer = EntityType::kPerson;
constexpr EntityType kOrg = EntityType::kOrganisation;
constexpr EntityType kLoc = EntityType::kLocation;
constexpr EntityType kMisc = EntityType::kMisc;

constexpr std::string_view kText = "Ada Lovelace met Acme in New York City, Oslo and Rome";

NameEvaluation Evaluate(std::vector<EntityType> types) {
  NameEvaluation evaluation(std::move(types));
  const std::vector<AnnotatedText::Name> marked = {
      {0, 12, kPer}, {17, 21, kOrg}, {25, 38, kLoc}, {40, 44, kLoc}, {49, 53, kMisc}};
  const std::vector<FoundName> found = {{0, 12, kPer, 0.95F},
                                        {13, 16, kPer, 0.3F},
                                        {17, 21, kLoc, 0.55F},
                                        {25, 33, kLoc, 0.55F},
                                        {49, 53, kMisc, 1}};
  evaluation.Add(kText, marked, found);
  return evaluation;
}

TEST(NameEvaluationTest, CountsByType) {
  const NameEvaluation evaluation = Evaluate({kPer, kOrg, kLoc, kMisc});
  EXPECT_EQ(evaluation.counts(kPer).found, 2);
  EXPECT_EQ(evaluation.counts(kPer).hits, 1);
  EXPECT_EQ(evaluation.counts(kOrg).found, 0);
  EXPECT_EQ(evaluation.counts(kLoc).marked, 2);
  EXPECT_EQ(evaluation.all().hits, 2);
  EXPECT_DOUBLE_EQ(evaluation.all().f1(), 0.4);
}

TEST(NameEvaluationTest, NamesTheKindsOfErrors) {
  const NameEvaluation evaluation = Evaluate({kPer, kOrg, kLoc, kMisc});
  std::vector<std::string> kinds;
  for (const auto& [kind, error] : evaluation.errors()) {
    kinds.push_back(kind + ": " + error.examples[0]);
  }
  EXPECT_THAT(kinds, ElementsAre("LOC too short: New York City | New York", "ORG as LOC: Acme",
                                 "invented PER: met", "missed LOC: Oslo"));
}

TEST(NameEvaluationTest, SortsByConfidence) {
  const NameEvaluation evaluation = Evaluate({kPer, kOrg, kLoc, kMisc});
  EXPECT_EQ(evaluation.reliability().bins()[5].found, 2);
  EXPECT_EQ(evaluation.reliability().bins()[5].hits, 0);
  EXPECT_EQ(evaluation.reliability().bins()[9].found, 2);
  EXPECT_EQ(evaluation.reliability().bins()[9].hits, 2);
  EXPECT_NEAR(evaluation.reliability().error(), (0.3 + 1.1 + 0.05) / 5, 1e-6);
}

TEST(NameEvaluationTest, OtherTypesDoNotCount) {
  const NameEvaluation evaluation = Evaluate({kPer, kOrg});
  EXPECT_EQ(evaluation.all().marked, 2);
  EXPECT_EQ(evaluation.all().found, 2);
  EXPECT_EQ(evaluation.errors().count("missed ORG"), 1);
}

}  // namespace
}  // namespace newsmill
