#include "processors/entities/linker.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "processors/builtin.h"

namespace newsmill {
namespace {

struct Case {
  std::string_view name, wikidata, text;
};

// Names that mean several things, in articles of one sentence; "" is no link.
constexpr Case kCases[] = {
    {"Paris", "Q90", "The French president spoke in Paris on Monday."},
    {"Paris", "Q90", "PARIS (AP) - Thousands marched in Paris on Saturday."},
    {"Paris", "Q830149", "The tornado hit Paris, Texas, on Sunday, officials said."},
    {"London", "Q84", "The mayor of London met British officials."},
    {"London", "Q92561", "Police in London, Ontario, arrested two men."},
    {"Georgia", "Q230", "Protesters in Tbilisi said Georgia must join the European Union."},
    {"Georgia", "Q1428",
     "Voters in Atlanta and across Georgia and Florida went to the polls in the United States."},
    {"Georgia", "Q230",
     "Russia and Georgia fought a war in 2008, and Georgian officials remember it."},
    {"Georgia", "Q1428",
     "Republicans in Georgia and Texas sued, said the governor of Georgia in Atlanta."},
    {"Washington", "Q61", "She flew to Washington for talks with American officials."},
    {"Washington", "Q48525", "Washington said it would not send troops to Ukraine."},
    {"Washington", "Q48525", "Washington imposed sanctions on Russia on Tuesday."},
    {"George Washington", "Q23", "Historians say George Washington wrote the letter."},
    {"Seattle", "Q5083", "The plant near Seattle, Washington, will close."},
    {"Birmingham", "Q2256", "British police searched a house in Birmingham."},
    {"Cambridge", "Q350", "Researchers at a laboratory in Cambridge, England, found the gene."},
    {"Moscow", "Q649", "The minister returned to Moscow from Ukraine."},
    {"Niger", "Q1032", "Soldiers in Niger seized power, the Nigerien president said."},
    {"New York", "Q60", "He lives in New York and works in Chicago."},
    {"Vienna", "Q1741", "Talks in Vienna ended without a deal, Austria said."},
    {"Athens", "Q1524", "Athens is the capital of Greece."},
    {"Rome", "Q220", "The Italian prime minister left Rome."},
    {"Berlin", "Q64", "German farmers drove to Berlin."},
    {"Dublin", "Q1761", "Irish ministers met in Dublin."},
    {"Perth", "Q3183", "Australian police in Perth said the man was dead."},
    {"Tripoli", "Q3579", "Libyan militias fought in Tripoli."},
    {"Alexandria", "Q87", "Egyptian police closed the port of Alexandria."},
    {"Santiago", "Q2887", "Chilean students marched in Santiago."},
    {"Valencia", "Q8818", "Spanish rescuers in Valencia found survivors."},
    {"Springfield", "", "The factory in Springfield will close."},
    {"United Nations", "Q1065",
     "The UN said it would help. The United Nations has no troops there."},
    {"Reuters", "Q130879", "The company told Reuters it was not involved."},
    {"Wales", "Q25", "Farmers in Wales blocked the road."},
    {"Naples", "Q2634", "Italian police in Naples seized drugs."},
    {"Delhi", "Q1353", "Indian officials in Delhi denied the report."},
    {"Hamburg", "Q1055", "German dockers in Hamburg went on strike."},
    {"Nice", "Q33959", "French police in Nice arrested a man."},
    {"Halifax", "Q2141", "Canadian fishermen in Halifax, Nova Scotia, protested."},
    {"Sydney", "Q3130", "Australian officials in Sydney closed the beaches."},
    {"Manchester", "Q18125", "British police in Manchester arrested two men."},
    {"Boston", "Q100", "Fans in Boston cheered, American broadcasters said."},
    {"Sergei Lavrov", "Q58217", "Russian foreign minister Sergei Lavrov met Chinese officials."},
};

// The stages up to `entities`, with their default knowledge base.
class LinkerTest : public testing::TestWithParam<Case> {
 protected:
  const Document& Annotate(std::string_view text) {
    Document& doc = batch_.Add();
    doc.text = text;
    for (const BuiltinProcessor& builtin : BuiltinProcessors()) {
      if (builtin.name == "claims") break;
      OptionsReader options = OptionsReader::Empty();
      EXPECT_TRUE((*builtin.build(options))()->Process(batch_).ok());
    }
    return doc;
  }

  DocumentBatch batch_;
};

TEST_P(LinkerTest, FindsWhatTheNameMeansHere) {
  const Document& doc = Annotate(GetParam().text);
  bool found = false;
  for (const Entity& entity : doc.entities) {
    for (const Mention& mention : doc.mentions_of(entity)) {
      if (doc.Text(mention.span) != GetParam().name) continue;
      found = true;
      EXPECT_EQ(entity.wikidata, GetParam().wikidata) << GetParam().text;
      EXPECT_LE(entity.link_confidence, 1);
      EXPECT_EQ(entity.link_confidence > 0, !entity.wikidata.empty());
    }
  }
  EXPECT_TRUE(found) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(AmbiguousNames, LinkerTest, testing::ValuesIn(kCases));

}  // namespace
}  // namespace newsmill
