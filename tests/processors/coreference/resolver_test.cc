#include "processors/coreference/resolver.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "tests/processors/claims/annotated_article.h"

namespace newsmill {
namespace {

// In `text` with these names, the marked words (between [ and ]) stand for the entity `who`; "":
// for nobody whom the text names, or for nobody that is sure enough.
struct Case {
  std::string_view text;
  std::vector<std::string> names;
  std::string_view who;
};

const Case kCases[] = {
    // Gender.
    {"Anna Weber met Karl Vogt on Monday. [She] left early.",
     {"PER Anna Weber", "PER Karl Vogt"},
     "Anna Weber"},
    {"Anna Weber met Karl Vogt on Monday. [He] left early.",
     {"PER Anna Weber", "PER Karl Vogt"},
     "Karl Vogt"},
    {"Mrs Tolj thanked Mr Brack. [She] will resign in May.", {"PER Tolj", "PER Brack"}, "Tolj"},
    {"Mrs Tolj thanked Mr Brack. [He] will resign in May.", {"PER Tolj", "PER Brack"}, "Brack"},
    {"Spokesman Tolj answered Brack. Tolj said [he] was sure.", {"PER Tolj", "PER Brack"}, "Tolj"},
    {"Anna Weber resigned. [He] was not seen again.", {"PER Anna Weber"}, ""},
    {"Queen Odile gave a dinner for Mr Tolj. [She] wore green.",
     {"PER Odile", "PER Tolj"},
     "Odile"},
    // Subjects and speakers.
    {"“We lost,” said Tolj. “That is all,” [he] added.", {"PER Tolj"}, "Tolj"},
    {"Karl Vogt said the plan was dead. [He] said it would not come back.",
     {"PER Karl Vogt"},
     "Karl Vogt"},
    {"Karl Vogt said [he] would appeal.", {"PER Karl Vogt"}, "Karl Vogt"},
    {"Karl Vogt told reporters that [he] had read the letter.", {"PER Karl Vogt"}, "Karl Vogt"},
    {"Karl Vogt, who is 61, said [he] was tired.", {"PER Karl Vogt"}, "Karl Vogt"},
    {"Anna Weber was elected in May. [Her] term ends in June.", {"PER Anna Weber"}, "Anna Weber"},
    {"Anna Weber hurt [herself] in the fall.", {"PER Anna Weber"}, "Anna Weber"},
    {"Karl Vogt sold [his] house in March.", {"PER Karl Vogt"}, "Karl Vogt"},
    {"Karl Vogt resigned. Critics had attacked [him] for months.", {"PER Karl Vogt"}, "Karl Vogt"},
    // Chains of pronouns.
    {"Karl Vogt lives in Bern. He has two dogs. [He] feeds them at noon.",
     {"PER Karl Vogt", "LOC Bern"},
     "Karl Vogt"},
    // Nobody whom the text names.
    {"A customs officer stopped the van. [He] found nothing.", {}, ""},
    {"A woman was hurt near Bern. [She] was taken to hospital.", {"LOC Bern"}, ""},
    {"Karl Vogt arrived. A man asked for money. [He] was arrested on the spot by police.",
     {"PER Anna Weber"},
     ""},
    {"Two officials left Bern. [They] said nothing.", {"LOC Bern"}, ""},
    {"[It] is clear that Bern will pay.", {"LOC Bern"}, ""},
    {"Karl Vogt slept. [It] was raining.", {"PER Karl Vogt"}, ""},
    {"Officials said on Monday that [they] would wait.", {}, ""},
    {"Bern was quiet. [He] was not.", {"LOC Bern"}, ""},
    {"Karl Vogt was quiet. [It] was not.", {"PER Karl Vogt"}, ""},
    // Bodies.
    {"Voltara Group said [it] would close two plants.", {"ORG Voltara Group"}, "Voltara Group"},
    {"Voltara Group posted a loss on Monday. [The company] blamed the weather.",
     {"ORG Voltara Group"},
     "Voltara Group"},
    {"Voltara Group sued Helix AG. [The company] declined to comment.",
     {"ORG Voltara Group", "ORG Helix AG"},
     ""},
    {"The Ministry of Fisheries banned nets. [The ministry] gave no reason.",
     {"ORG Ministry of Fisheries"},
     "Ministry of Fisheries"},
    {"The European Commission waited. [The commission] has no army.",
     {"ORG European Commission"},
     "European Commission"},
    {"The Ministry of Fisheries banned nets. [The company] gave no reason.",
     {"ORG Ministry of Fisheries"},
     "Ministry of Fisheries"},
    // Roles.
    {"Finance minister Anja Verbič spoke on Monday. [The minister] promised no new taxes.",
     {"PER Anja Verbič"},
     "Anja Verbič"},
    {"Anja Verbič, the finance minister, spoke first. Later [the finance minister] left.",
     {"PER Anja Verbič"},
     "Anja Verbič"},
    {"The mediator, Marguerite Oudard, spoke first. [The mediator] then left.",
     {"PER Marguerite Oudard"},
     "Marguerite Oudard"},
    {"Anja Verbič, [a lawyer], won the seat.", {"PER Anja Verbič"}, "Anja Verbič"},
    {"President Tolj met Chancellor Brack. [The chancellor] smiled.",
     {"PER Tolj", "PER Brack"},
     "Brack"},
    {"President Tolj met Chancellor Brack. [The president] smiled.",
     {"PER Tolj", "PER Brack"},
     "Tolj"},
    {"[The minister] said nothing. Anja Verbič arrived.", {"PER Anja Verbič"}, ""},
    {"President Tolj resigned. [A president] seldom does.", {"PER Tolj"}, ""},
    {"President Tolj resigned. [The presidents] of three states wrote.", {"PER Tolj"}, ""},
    {"President Tolj resigned. [The nurse] wept.", {"PER Tolj"}, ""},
    // First persons: the speaker.
    {"“[I] will not resign,” said Karl Vogt.", {"PER Karl Vogt"}, "Karl Vogt"},
    {"“Nobody asked [me],” Anna Weber said.", {"PER Anna Weber"}, "Anna Weber"},
    {"“[We] will close two plants,” Voltara Group said.", {"ORG Voltara Group"}, "Voltara Group"},
    {"“[I] saw it,” a nurse said. Karl Vogt was silent.", {"PER Karl Vogt"}, ""},
    {"“He told me: ‘[I] am ill’,” said Karl Vogt.", {"PER Karl Vogt"}, ""},
};

class ReferenceTest : public testing::TestWithParam<Case> {};

// The entity of a pronoun or description at `begin`, or "".
std::string_view WhoAt(const Document& doc, size_t begin) {
  for (const Mention& mention : doc.mentions) {
    const bool named = mention.kind == MentionKind::kName || mention.kind == MentionKind::kAlias;
    if (!named && mention.span.begin == begin) return doc.entities[mention.entity].name;
  }
  return "";
}

TEST_P(ReferenceTest, IsWhoItStandsFor) {
  std::string text(GetParam().text);
  const size_t begin = text.find('[');
  ASSERT_NE(begin, std::string::npos);
  text.erase(begin, 1);
  text.erase(text.find(']'), 1);
  const AnnotatedArticle article(text, GetParam().names);
  EXPECT_EQ(WhoAt(article.doc(), begin), GetParam().who) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(Sentences, ReferenceTest, testing::ValuesIn(kCases));

TEST(ReferencesTest, OneOfTwoPeopleIsAGuessThatNothingBuildsOn) {
  const AnnotatedArticle article(
      "Karl Vogt met Tolj in Bern. Vogt offered help and said he would come.\n\nDuring the "
      "meeting, Tolj praised the loan, which he claimed was “necessary” for the town.",
      {"PER Karl Vogt|Vogt", "PER Tolj", "LOC Bern"});
  const Document& doc = article.doc();
  const auto claim =
      std::ranges::find_if(doc.claims, [](const Claim& c) { return c.cue_lemma == "claim"; });
  ASSERT_NE(claim, doc.claims.end());
  EXPECT_EQ(claim->speaker_name, "Tolj");
  EXPECT_LT(claim->speaker_confidence, 0.5F);
  EXPECT_EQ(WhoAt(doc, doc.text.find("he claimed")), "");
}

TEST(ReferencesTest, MentionsAreInOrderAndInTheirEntitiesRanges) {
  const AnnotatedArticle article(
      "President Tolj met Anna Weber. He smiled, and she thanked him. “I waited,” Tolj said.",
      {"PER Tolj", "PER Anna Weber"}, "Tolj: I waited");
  const Document& doc = article.doc();
  size_t counted = 0;
  for (uint32_t e = 0; e < doc.entities.size(); ++e) {
    for (const Mention& mention : doc.mentions_of(doc.entities[e])) {
      EXPECT_EQ(mention.entity, e);
      EXPECT_GT(mention.confidence, 0);
      EXPECT_LE(mention.confidence, 1);
      ++counted;
    }
  }
  EXPECT_EQ(counted, doc.mentions.size());
  EXPECT_GT(counted, 4U);
}

TEST(ReferencesTest, TheRoleIsTheFirstDescription) {
  const AnnotatedArticle article(
      "Anja Verbič, the finance minister of Slovenia, left. Lawyer Anja Verbič is 50.",
      {"PER Anja Verbič", "LOC Slovenia"});
  EXPECT_EQ(article.doc().entities[0].role, "finance minister of Slovenia");
  EXPECT_EQ(article.doc().entities[1].role, "");
}

TEST(ReferencesTest, WhoSpokeBeforeTheNameGivesTheRole) {
  const AnnotatedArticle article(
      "Slovenia's finance minister ruled out new taxes. “No,” Anja Verbič told reporters.",
      {"PER Anja Verbič", "LOC Slovenia"});
  EXPECT_EQ(article.doc().entities[0].role, "Slovenia's finance minister");
}

TEST(ReferencesTest, HostileTextsTakeLinearTime) {
  std::string clitics;
  std::string pronouns;
  for (int i = 0; i < 20000; ++i) {
    clitics += "the man's ";
    pronouns += "he said she ";
  }
  for (const std::string& text : {clitics, pronouns}) {
    const AnnotatedArticle article(text, {"PER Tolj"});
    EXPECT_TRUE(article.doc().live());
  }
}

TEST(ReferenceWeightsTest, AreReadAsWritten) {
  coreference::ReferenceWeights weights;
  weights.groups[1][3] = -1.25F;
  const auto again = coreference::ReferenceWeights::Parse("# comment\n" + weights.Format());
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->groups, weights.groups);
  EXPECT_FALSE(coreference::ReferenceWeights::Parse("any\t1\t2\n").ok());
  EXPECT_FALSE(coreference::ReferenceWeights::Parse("nonsense\t1\t2\t3\n").ok());
}

}  // namespace
}  // namespace newsmill
