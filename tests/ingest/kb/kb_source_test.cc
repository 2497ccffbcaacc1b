#include "ingest/kb/kb_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace newsmill {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::string_view kTown =
    "2988507\tParis\tParis\tLutece,Parigi\t48.85341\t2.3488\tP\tPPLC\tFR\t\t11\t75\t751\t75056\t"
    "2138551\t\t42\tEurope/Paris\t2024-03-04";
constexpr std::string_view kCountry =
    "FR\tFRA\t250\tFR\tFrance\tParis\t547030\t66987244\tEU\t.fr\tEUR\tEuro\t33\t#####\t"
    "^(\\d{5})$\tfr-FR\t3017382\tCH,DE\t";
constexpr std::string_view kEntity =
    R"({"type":"item","id":"Q90","labels":{"en":{"language":"en","value":"Paris"}},)"
    R"("aliases":{"en":[{"language":"en","value":"City of Light"}]},"claims":{)"
    R"("P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q5119"},"type":"wikibase-entityid"}}}],)"
    R"("P17":[{"mainsnak":{"datavalue":{"value":{"id":"Q142"},"type":"wikibase-entityid"}}}],)"
    R"("P1566":[{"mainsnak":{"datavalue":{"value":"2988507","type":"string"}}}]},)"
    R"("sitelinks":{"enwiki":{"title":"Paris"},"frwiki":{"title":"Paris"}}},)";

TEST(KbSourceTest, TellsFormatsByTheFirstLine) {
  EXPECT_EQ(GuessKbFormat(kTown), KbFormat::kGeoNames);
  EXPECT_EQ(GuessKbFormat(kCountry), KbFormat::kCountries);
  EXPECT_EQ(GuessKbFormat("# ================"), KbFormat::kCountries);
  EXPECT_EQ(GuessKbFormat("["), KbFormat::kWikidata);
  EXPECT_EQ(GuessKbFormat("Paris\tLOC.city\tQ90\t\t1"), KbFormat::kTable);
}

TEST(KbSourceTest, ReadsGeoNames) {
  KbSource source(KbFormat::kGeoNames);
  KbRow row;
  ASSERT_TRUE(*source.Read(kTown, &row));
  EXPECT_EQ(row.name, "Paris");
  EXPECT_EQ(row.subtype, "capital");
  EXPECT_EQ(row.geonames, 2988507U);
  EXPECT_EQ(row.country, "FR");
  EXPECT_THAT(row.aliases, ElementsAre("Lutece", "Parigi"));
  EXPECT_NEAR(row.weight, 146.2, 0.1);
  EXPECT_THAT(std::string(source.Read("12\tx", &row).status().message()), HasSubstr("19 columns"));
}

TEST(KbSourceTest, ReadsCountryInfo) {
  KbSource source(KbFormat::kCountries);
  KbRow row;
  EXPECT_FALSE(*source.Read("#ISO\tISO3", &row));
  ASSERT_TRUE(*source.Read(kCountry, &row));
  EXPECT_EQ(row.name, "France");
  EXPECT_EQ(row.code, "FR");
  EXPECT_EQ(row.geonames, 3017382U);
  EXPECT_FALSE(source.Read("FR\tFRA", &row).ok());
}

TEST(KbSourceTest, ReadsAWikidataDump) {
  KbSource source(KbFormat::kWikidata);
  KbRow row;
  EXPECT_FALSE(*source.Read("[", &row));
  ASSERT_TRUE(*source.Read(kEntity, &row));
  EXPECT_EQ(row.name, "Paris");
  EXPECT_EQ(row.type, EntityType::kLocation);
  EXPECT_EQ(row.subtype, "capital");
  EXPECT_EQ(row.wikidata, "Q90");
  EXPECT_EQ(row.country, "Q142");
  EXPECT_EQ(row.geonames, 2988507U);
  EXPECT_EQ(row.weight, 2);
  EXPECT_THAT(row.aliases, ElementsAre("City of Light"));
  EXPECT_FALSE(*source.Read("]", &row));
  EXPECT_THAT(std::string(source.Read("{\"id\":", &row).status().message()), HasSubstr("no JSON"));
  EXPECT_THAT(std::string(source.Read("{}", &row).status().message()), HasSubstr("no id"));
}

TEST(KbSourceTest, LeavesOutWhatHasNoNameOrIsOfNoKeptKind) {
  KbSource source(KbFormat::kWikidata);
  KbRow row;
  EXPECT_FALSE(*source.Read(R"({"id":"P31","labels":{"en":{"value":"instance of"}}},)", &row));
  EXPECT_FALSE(*source.Read(R"({"id":"Q1","labels":{},"claims":[]})", &row));
  EXPECT_FALSE(*source.Read(R"({"id":"Q11","labels":{"en":{"value":"x"}},"claims":{}})", &row));
}

}  // namespace
}  // namespace newsmill
