#include "processors/kb/knowledge_base.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "processors/kb/kb_builder.h"
#include "tests/support/temporary_folder.h"

namespace newsmill {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::string_view kTable[] = {
    "France\tLOC.country\tQ142\tFrench Republic\t300\t\tFR",
    "United States\tLOC.country\tQ30\tUSA|U.S.\t400\t\tUS",
    "Paris\tLOC.capital\tQ90|gn:2988507\tCity of Light\t150\tFR",
    "Paris\tLOC.city\tgn:4717560\t\t15\tUS",
    "Paris Hilton\tPER\tQ47899\tParis\t90\t",
    "Lutetia\tLOC.city\tgn:2988507\t\t10",
};

std::string BuildSample() {
  KbBuilder builder;
  KbRow row;
  for (const std::string_view line : kTable) {
    EXPECT_TRUE(ParseKbRow(line, &row).ok()) << line;
    builder.Add(row);
  }
  return builder.Finish();
}

std::vector<std::string> Ids(const KnowledgeBase& kb, std::string_view name) {
  std::string scratch;
  std::vector<std::string> ids;
  for (const KbForm& form : kb.Find(KnowledgeBase::FormHash(name, &scratch))) {
    const KbEntry& entry = kb.entry(form.entry);
    ids.push_back(entry.wikidata != 0 ? std::string(kb.wikidata(form.entry))
                                      : std::to_string(entry.geonames));
  }
  return ids;
}

TEST(KnowledgeBaseTest, RanksWhatANameMayMeanByWeightAndAliasesLower) {
  const std::string bytes = BuildSample();
  const auto kb = *KnowledgeBase::Parse(bytes, "sample");
  EXPECT_EQ(kb->size(), 5U);  // Lutetia is Paris
  EXPECT_THAT(Ids(*kb, "Paris"), ElementsAre("Q90", "Q47899", "4717560"));
  EXPECT_THAT(Ids(*kb, "Lutetia"), ElementsAre("Q90"));
  EXPECT_THAT(Ids(*kb, "London"), ElementsAre());
}

TEST(KnowledgeBaseTest, NamesMeetWhateverTheirCasePeriodsArticleAndSpaces) {
  const std::string bytes = BuildSample();
  const auto kb = *KnowledgeBase::Parse(bytes, "sample");
  for (const std::string_view name :
       {"US", "u.s.", "U.S.", "The United  States", "UNITED\nSTATES"}) {
    EXPECT_THAT(Ids(*kb, name), ElementsAre("Q30")) << name;
  }
}

TEST(KnowledgeBaseTest, KnowsTheCountryOfAThingByCodeOrId) {
  const std::string bytes = BuildSample();
  const auto kb = *KnowledgeBase::Parse(bytes, "sample");
  std::string scratch;
  const auto paris = kb->Find(KnowledgeBase::FormHash("Paris", &scratch));
  EXPECT_EQ(kb->wikidata(static_cast<uint32_t>(kb->entry(paris[0].entry).country)), "Q142");
  EXPECT_EQ(kb->wikidata(static_cast<uint32_t>(kb->entry(paris[2].entry).country)), "Q30");
  EXPECT_EQ(kb->entry(paris[1].entry).country, -1);
}

TEST(KnowledgeBaseTest, EqualTablesGiveEqualBytes) { EXPECT_EQ(BuildSample(), BuildSample()); }

TEST(KnowledgeBaseTest, AnEmptyOneIsReadAndHoldsNothing) {
  const std::string bytes = KbBuilder().Finish();
  EXPECT_THAT(Ids(**KnowledgeBase::Parse(bytes, "empty"), "Paris"), ElementsAre());
}

TEST(KnowledgeBaseTest, EveryChangedByteAndEveryCutIsNoticed) {
  const std::string good = BuildSample();
  for (size_t i = 0; i < good.size(); ++i) {
    if (i >= 40 && i < 64) continue;  // reserved
    std::string bad = good;
    bad[i] = static_cast<char>(bad[i] ^ 0x20);
    EXPECT_FALSE(KnowledgeBase::Parse(bad, "bad").ok()) << i;
    EXPECT_FALSE(KnowledgeBase::Parse(good.substr(0, i), "cut").ok()) << i;
  }
}

TEST(KnowledgeBaseTest, OpenSaysWhatIsWrongWithAFile) {
  TemporaryFolder folder;
  const auto message = [&](const std::string& bytes) {
    std::ofstream(folder.Path("kb"), std::ios::binary) << bytes;
    return std::string(KnowledgeBase::Open(folder.Path("kb")).status().message());
  };
  std::string other = BuildSample();
  other[8] = 9;
  EXPECT_THAT(message(other), HasSubstr("version 9; this program reads 1"));
  EXPECT_THAT(message("name\ttype\n"), HasSubstr("no knowledge base; `newsmill kb build`"));
  EXPECT_THAT(message(""), HasSubstr("is empty"));
  EXPECT_THAT(message(BuildSample() + "x"), HasSubstr("damaged"));
  EXPECT_THAT(std::string(KnowledgeBase::Open(folder.Path("none")).status().message()),
              HasSubstr("No such file"));
  EXPECT_EQ(message(BuildSample()), "");
}

TEST(KbRowTest, BadRowsSayWhatIsAllowed) {
  KbRow row;
  const auto message = [&](std::string_view line) {
    return std::string(ParseKbRow(line, &row).message());
  };
  EXPECT_THAT(message("a\tb"), HasSubstr("has 2 columns; allowed are 5 to 7"));
  EXPECT_THAT(message("a\tplace\t\t\t1"), HasSubstr("allowed are PER, ORG, LOC, MISC"));
  EXPECT_THAT(message("\tLOC\t\t\t1"), HasSubstr("has no name"));
  EXPECT_THAT(message("a\tLOC\t\t\tmany"), HasSubstr("no number from 0"));
  EXPECT_THAT(message("a\tLOC\t\t\t-1"), HasSubstr("no number from 0"));
  EXPECT_THAT(message("a\tLOC\tgn:x\t\t1"), HasSubstr("no GeoNames number"));
  EXPECT_EQ(message("a\tloc.city\tcik:12\t\t"), "");
}

}  // namespace
}  // namespace newsmill
