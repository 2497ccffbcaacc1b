#include "processors/entities/gazetteer.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace newsmill {
namespace {

constexpr std::string_view kTable =
    "Ruritania\tloc.country\tQ1\tKingdom of Ruritania\n"
    "Ruritania\tmisc.norp\tQ1\tRuritanian|Ruritanians\n"
    "Ruritanian Grain Office\torg.company\t\tRGO\n"
    "\tword.title\t\tMargrave|Mr.\n"
    "\tword.ordinary\t\tgrain\n";

Gazetteer::Match Match(const Gazetteer& gazetteer, const std::vector<std::string>& words) {
  std::vector<WordInfo> infos;
  for (const std::string& word : words) infos.push_back(gazetteer.Look(word));
  return gazetteer.Longest(infos);
}

class GazetteerTest : public testing::Test {
 protected:
  GazetteerTest() : gazetteer_(*Gazetteer::Parse(kTable)) {}
  std::shared_ptr<const Gazetteer> gazetteer_;
};

TEST_F(GazetteerTest, FindsTheLongestName) {
  const Gazetteer::Match demonym = Match(*gazetteer_, {"Ruritanian", "wheat"});
  EXPECT_EQ(demonym.words, 1U);
  EXPECT_EQ(gazetteer_->entry(demonym.entry).subtype, "norp");
  EXPECT_EQ(gazetteer_->entry(demonym.entry).name, "Ruritania");
  const Gazetteer::Match office = Match(*gazetteer_, {"Ruritanian", "Grain", "Office", "said"});
  EXPECT_EQ(office.words, 3U);
  EXPECT_EQ(gazetteer_->entry(office.entry).type, EntityType::kOrganisation);
}

TEST_F(GazetteerTest, FindsNothingInPartsOfNames) {
  EXPECT_EQ(Match(*gazetteer_, {"Grain", "Office"}).words, 0U);
  EXPECT_EQ(Match(*gazetteer_, {"Kingdom", "of"}).words, 0U);
}

TEST_F(GazetteerTest, ADemonymsCountryIsNoFormOfIt) {
  const Gazetteer::Match country = Match(*gazetteer_, {"Ruritania"});
  EXPECT_EQ(gazetteer_->entry(country.entry).type, EntityType::kLocation);
}

TEST_F(GazetteerTest, KnowsTheRolesOfWords) {
  EXPECT_EQ(gazetteer_->Look("Margrave").roles, kTitleWord);
  EXPECT_EQ(gazetteer_->Look("margrave").roles, 0U);
  EXPECT_EQ(gazetteer_->Look("grain").roles, kOrdinaryWord);
  EXPECT_EQ(gazetteer_->Look("Grain").roles, kOrdinaryWord);
}

TEST(GazetteerParseTest, RejectsBrokenTables) {
  EXPECT_FALSE(Gazetteer::Parse("A\tloc.city\tQ1\n").ok());
  EXPECT_FALSE(Gazetteer::Parse("A\tanimal.cat\t\t\n").ok());
  EXPECT_FALSE(Gazetteer::Parse("\tword.nonsense\t\ta|b\n").ok());
}

TEST(BuiltinGazetteerTest, LoadsAndKnowsTheWorld) {
  const auto gazetteer = BuiltinGazetteer();
  ASSERT_TRUE(gazetteer.ok()) << gazetteer.status();
  EXPECT_GT((*gazetteer)->size(), 10000U);
  EXPECT_EQ((*gazetteer)->entry((*gazetteer)->Look("Kenya").entry).wikidata, "Q114");
  EXPECT_EQ((*gazetteer)->entry((*gazetteer)->Look("Kenyans").entry).wikidata, "Q114");
}

}  // namespace
}  // namespace newsmill
