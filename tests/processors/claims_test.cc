#include "processors/claims.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/processors/claims/annotated_article.h"

namespace newsmill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Case {
  const char* text;
  std::vector<std::string> names;
  std::vector<std::string> claims;
};

void Check(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(AnnotatedArticle(c.text, c.names).Lines(), c.claims);
  }
}

TEST(ClaimsTest, DirectQuotations) {
  Check({
      {"“The bridge is safe,” Ana Ruiz said.",
       {"PER Ana Ruiz"},
       {"direct: “The bridge is safe,” | said | Ana Ruiz | Ana Ruiz"}},
      {"“The bridge is safe,” said Ana Ruiz, the city’s engineer.",
       {"PER Ana Ruiz"},
       {"direct: “The bridge is safe,” | said | Ana Ruiz, the city’s engineer | Ana Ruiz"}},
      {"Ana Ruiz said: \"The bridge is safe.\"",
       {"PER Ana Ruiz"},
       {"direct: \"The bridge is safe.\" | said | Ana Ruiz | Ana Ruiz"}},
      {"Ana Ruiz told reporters in Leeds on Monday: “The bridge is safe.”",
       {"PER Ana Ruiz", "LOC Leeds"},
       {"direct: “The bridge is safe.” | told | Ana Ruiz | Ana Ruiz"}},
      {"‘The drivers’ union was told,’ says Ana Ruiz.",
       {"PER Ana Ruiz"},
       {"direct: ‘The drivers’ union was told,’ | says | Ana Ruiz | Ana Ruiz"}},
      {"„The bridge is safe,“ said Ana Ruiz.",
       {"PER Ana Ruiz"},
       {"direct: „The bridge is safe,“ | said | Ana Ruiz | Ana Ruiz"}},
      {"«The bridge is safe», said Ana Ruiz.",
       {"PER Ana Ruiz"},
       {"direct: «The bridge is safe» | said | Ana Ruiz | Ana Ruiz"}},
      {"“Who built it?” Ana Ruiz asked.",
       {"PER Ana Ruiz"},
       {"direct: “Who built it?” | asked | Ana Ruiz | Ana Ruiz"}},
      {"“The bridge is safe,” he stressed.’’",
       {},
       {"direct: “The bridge is safe,” | stressed | he | -"}},
  });
}

TEST(ClaimsTest, CuesBesideQuotations) {
  Check({
      {"“The bridge is safe for now!” beamed Ana Ruiz.",
       {"PER Ana Ruiz"},
       {"direct: “The bridge is safe for now!” | beamed | Ana Ruiz | Ana Ruiz"}},
      {"“The bridge is safe for now,” reads a letter.",
       {},
       {"direct: “The bridge is safe for now,” | reads | a letter | a letter"}},
      {"Yet another said, “The bridge is safe for now.”",
       {},
       {"direct: “The bridge is safe for now.” | said | another | another"}},
      {"Ana Ruiz told the Herald’s Eva Lee she was “not worried at all.”",
       {"PER Ana Ruiz", "ORG Herald", "PER Eva Lee"},
       {"mixed: she was “not worried at all.” | told | Ana Ruiz | Ana Ruiz"}},
      // Not who said it, but to whom.
      {"Ana Ruiz, who was born in Leeds, told the council, “The bridge is safe for now.”",
       {"PER Ana Ruiz", "LOC Leeds"},
       {"direct: “The bridge is safe for now.” | told | Ana Ruiz, who was born in Leeds | Ana "
        "Ruiz"}},
      // An infinitive that was carried out.
      {"Ana Ruiz stopped the meeting to announce, “The bridge is safe for now.”",
       {"PER Ana Ruiz"},
       {"direct: “The bridge is safe for now.” | stopped the meeting to announce | Ana Ruiz | Ana "
        "Ruiz"}},
  });
}

TEST(ClaimsTest, QuotationsBehindTheirIntroduction) {
  Check({
      {"On Monday Ana Ruiz told reporters:\n\n“The bridge is safe for now.”\n\nIt closed.",
       {"PER Ana Ruiz"},
       {"direct: “The bridge is safe for now.” | told | Ana Ruiz | Ana Ruiz"}},
      {"On July 6, 2015, Ana Ruiz made this remark:\n\n“The bridge is safe for now.”",
       {"PER Ana Ruiz"},
       {"direct: “The bridge is safe for now.” | made this remark | Ana Ruiz | Ana Ruiz"}},
      {"The bridge is open. Said Ana Ruiz: “It is safe for now.”",
       {"PER Ana Ruiz"},
       {"direct: “It is safe for now.” | : | Ana Ruiz | Ana Ruiz"}},
      {"The film uses footage of Ana Ruiz asking, “Who built the bridge?”",
       {"PER Ana Ruiz"},
       {"direct: “Who built the bridge?” | asking | Ana Ruiz | Ana Ruiz"}},
      {"“The bridge is safe for now,\" said the ruling.",
       {},
       {"direct: “The bridge is safe for now,\" | said | the ruling | the ruling"}},
  });
}

TEST(ClaimsTest, QuotationsGoOnBehindWhatIsSaidOfThem) {
  Check({
      {"“The bridge is safe,” Ana Ruiz said, adding that it was new. “It opens on Monday.”",
       {"PER Ana Ruiz"},
       {"direct: “The bridge is safe,” ++ “It opens on Monday.” | said | Ana Ruiz | Ana Ruiz",
        "indirect: that it was new | adding | Ana Ruiz | Ana Ruiz"}},
  });
}

TEST(ClaimsTest, ClausesGoOnInMarks) {
  Check({
      {"Ana Ruiz said that the bridge was safe. “It opens on Monday, rain or shine.”",
       {"PER Ana Ruiz"},
       {"mixed: that the bridge was safe ++ “It opens on Monday, rain or shine.” | said | Ana Ruiz "
        "| Ana Ruiz"}},
      {"Ana Ruiz said that the bridge was old: “It was built before the war, by my father.”",
       {"PER Ana Ruiz"},
       {"mixed: that the bridge was old ++ “It was built before the war, by my father.” | said | "
        "Ana Ruiz | Ana Ruiz"}},
      // Not a clause.
      {"Ana Ruiz remembered a teacher. “It opens on Monday, rain or shine.”",
       {"PER Ana Ruiz"},
       {"indirect: a teacher | remembered | Ana Ruiz | Ana Ruiz",
        "direct: “It opens on Monday, rain or shine.” | - | Ana Ruiz | Ana Ruiz"}},
  });
}

TEST(ClaimsTest, QuotationsGoOnInSentencesThatEndInMarks) {
  Check({
      {"“We had to sell,” Ana Ruiz said. Selling the bridge was “a very hard thing to do for us.”",
       {"PER Ana Ruiz"},
       {"mixed: “We had to sell,” ++ Selling the bridge was “a very hard thing to do for us.” | "
        "said | Ana Ruiz | Ana Ruiz"}},
      {"“We had to sell,” Ana Ruiz said. Selling the old bridge to somebody else was “not easy.”",
       {"PER Ana Ruiz"},
       {"direct: “We had to sell,” | said | Ana Ruiz | Ana Ruiz"}},
  });
}

TEST(ClaimsTest, QuotationsGoOnInParagraphsOfTheirOwn) {
  Check({
      {"“The bridge is safe,” Ana Ruiz said.\n\n“It will open on Monday, rain or shine.”\n\nIt "
       "rained.",
       {"PER Ana Ruiz"},
       {"direct: “The bridge is safe,” ++ “It will open on Monday, rain or shine.” | said | Ana "
        "Ruiz "
        "| Ana Ruiz"}},
      // Headings.
      {"“The bridge is safe,” Ana Ruiz said.\n\n“All Bridges Are Off”\n\nIt rained.",
       {"PER Ana Ruiz"},
       {"direct: “The bridge is safe,” | said | Ana Ruiz | Ana Ruiz"}},
      {"''The bridge is safe,'' Ana Ruiz said.\n\n'A really good bridge.'\n\nIt rained.",
       {"PER Ana Ruiz"},
       {"direct: ''The bridge is safe,'' | said | Ana Ruiz | Ana Ruiz"}},
  });
}

TEST(ClaimsTest, WhatLeadsASentenceThatIsQuotedWhole) {
  Check({
      {"As the band played, Ana Ruiz said, “The bridge is safe.”",
       {"PER Ana Ruiz"},
       {"direct: “The bridge is safe.” | said | Ana Ruiz | Ana Ruiz"}},
      {"When it comes to the bridge, “we have all done our work,” Ana Ruiz said.",
       {"PER Ana Ruiz"},
       {"mixed: When it comes to the bridge, “we have all done our work,” | said | Ana Ruiz | Ana "
        "Ruiz"}},
      {"On the bridge, “We have all done our work,” Ana Ruiz said.",
       {"PER Ana Ruiz"},
       {"direct: “We have all done our work,” | said | Ana Ruiz | Ana Ruiz"}},
      {"The old bridge and its road, Ana Ruiz said, “are a danger” to the town.",
       {"PER Ana Ruiz"},
       {"mixed: The old bridge and its road ++ “are a danger” to the town | said | Ana Ruiz | Ana "
        "Ruiz"}},
      {"The old bridge, Ana Ruiz said, “is safe for now.”",
       {"PER Ana Ruiz"},
       {"mixed: The old bridge ++ “is safe for now.” | said | Ana Ruiz | Ana Ruiz"}},
  });
}

TEST(ClaimsTest, WhatEndsAClause) {
  Check({
      {"Analysts expect prices to fall this year, which would be the first drop since the war.",
       {},
       {"indirect: prices to fall this year | expect | Analysts | Analysts"}},
      {"Ana Ruiz said that the bridge was safe [12], [13].",
       {"PER Ana Ruiz"},
       {"indirect: that the bridge was safe | said | Ana Ruiz | Ana Ruiz"}},
      {"Ana Ruiz said that the bridge was safe, and that's true for most of the year.",
       {"PER Ana Ruiz"},
       {"indirect: that the bridge was safe | said | Ana Ruiz | Ana Ruiz"}},
      {"Ana Ruiz said that the bridge was safe, and that the road was not.",
       {"PER Ana Ruiz"},
       {"indirect: that the bridge was safe, and that the road was not | said | Ana Ruiz | Ana "
        "Ruiz"}},
  });
}

TEST(ClaimsTest, WhatEndsAClauseBehindAQuotation) {
  Check({
      // The comma stands inside.
      {"Ana Ruiz called the old bridge “a real danger,” adding that it was closed.",
       {"PER Ana Ruiz"},
       {"mixed: the old bridge “a real danger,” | called | Ana Ruiz | Ana Ruiz",
        "indirect: that it was closed | adding | Ana Ruiz | Ana Ruiz"}},
      {"Ana Ruiz said the old bridge was “a real danger for us,” alluding to the flood.",
       {"PER Ana Ruiz"},
       {"mixed: the old bridge was “a real danger for us,” | said | Ana Ruiz | Ana Ruiz"}},
      {"Ana Ruiz said the old bridge was “a real danger for us,” but Karl Vogt did not agree.",
       {"PER Ana Ruiz", "PER Karl Vogt"},
       {"mixed: the old bridge was “a real danger for us,” | said | Ana Ruiz | Ana Ruiz"}},
      // Where it was said.
      {"Ana Ruiz said the old bridge was “a real danger for us” in an interview on Sunday.",
       {"PER Ana Ruiz"},
       {"mixed: the old bridge was “a real danger for us” | said | Ana Ruiz | Ana Ruiz"}},
  });
}

TEST(ClaimsTest, ImaginedWordsInsideQuotations) {
  Check({
      {"“They’ll say, ‘The bridge is old and weak.’ It is safe,” Ana Ruiz said.",
       {"PER Ana Ruiz"},
       {"direct: “They’ll say, ‘The bridge is old and weak.’ It is safe,” | said | Ana Ruiz | Ana "
        "Ruiz"}},
      {"“Then we went: ‘The bridge is old and weak.’ It is safe,” Ana Ruiz said.",
       {"PER Ana Ruiz"},
       {"direct: “Then we went: ‘The bridge is old and weak.’ It is safe,” | said | Ana Ruiz | Ana "
        "Ruiz"}},
      {"“Some will say, ‘The bridge is old and weak.’ It is safe,” Ana Ruiz said.",
       {"PER Ana Ruiz"},
       {"direct: “Some will say, ‘The bridge is old and weak.’ It is safe,” | said | Ana Ruiz | "
        "Ana "
        "Ruiz"}},
      {"“He told me, ‘The bridge is old and weak.’ It is safe,” Ana Ruiz said.",
       {"PER Ana Ruiz"},
       {"direct: “He told me, ‘The bridge is old and weak.’ It is safe,” | said | Ana Ruiz | Ana "
        "Ruiz",
        "direct: ‘The bridge is old and weak.’ | told | He | -"}},
  });
}

TEST(ClaimsTest, ClaimsInsideClaims) {
  Check({
      {"Ana Ruiz said the council told her that the bridge was safe.",
       {"PER Ana Ruiz"},
       {"indirect: the council told her that the bridge was safe | said | Ana Ruiz | Ana Ruiz",
        "indirect: that the bridge was safe | told | the council | the council"}},
      // One's own name for things, and what others think, are part of what one says.
      {"Ana Ruiz said the town needed what she called “a real bridge.”",
       {"PER Ana Ruiz"},
       {"mixed: the town needed what she called “a real bridge.” | said | Ana Ruiz | Ana Ruiz"}},
      {"Ana Ruiz said that the mayor believed the bridge was safe.",
       {"PER Ana Ruiz"},
       {"indirect: that the mayor believed the bridge was safe | said | Ana Ruiz | Ana Ruiz"}},
      // A sentence that says by itself who thinks so, whoever the article has it from.
      {"The union fears a strike, according to Ana Ruiz.",
       {"PER Ana Ruiz"},
       {"indirect: The union fears a strike | according to | Ana Ruiz | Ana Ruiz",
        "indirect: a strike | fears | The union | The union"}},
      {"The ministry plans to close the bridge, the Herald reported.",
       {"ORG Herald"},
       {"indirect: The ministry plans to close the bridge | reported | the Herald | Herald",
        "indirect: to close the bridge | plans | The ministry | The ministry"}},
      {"He fears a strike, Ana Ruiz said.",
       {"PER Ana Ruiz"},
       {"indirect: He fears a strike | said | Ana Ruiz | Ana Ruiz"}},
      // Inside a quotation: what others said is told, what one thinks and people want is not.
      {"“The council told me it was safe. I think people want to go,” Ana Ruiz said.",
       {"PER Ana Ruiz"},
       {"direct: “The council told me it was safe. I think people want to go,” | said | Ana Ruiz | "
        "Ana Ruiz",
        "indirect: it was safe | told | The council | The council"}},
      {"“We condemn the delay. I asked for a new bridge,” Ana Ruiz said.",
       {"PER Ana Ruiz"},
       {"direct: “We condemn the delay. I asked for a new bridge,” | said | Ana Ruiz | Ana Ruiz",
        "indirect: a new bridge | asked for | I | Ana Ruiz"}},
      {"“They want peace. They want us to wait,” Ana Ruiz said.",
       {"PER Ana Ruiz"},
       {"direct: “They want peace. They want us to wait,” | said | Ana Ruiz | Ana Ruiz",
        "indirect: us to wait | want | They | -"}},
      {"“I come here to say, ‘The bridge is old and weak.’ It is,” Ana Ruiz said.",
       {"PER Ana Ruiz"},
       {"direct: “I come here to say, ‘The bridge is old and weak.’ It is,” | said | Ana Ruiz | "
        "Ana Ruiz"}},
  });
}

TEST(ClaimsTest, QuestionsBeforeTheirAnswer) {
  Check({
      {"Asked why it had closed, Ana Ruiz replied, “It is not safe for now.”",
       {"PER Ana Ruiz"},
       {"indirect: why it had closed | Asked | - | -",
        "direct: “It is not safe for now.” | replied | Ana Ruiz | Ana Ruiz"}},
      {"Asked why it had closed, Ana Ruiz, the engineer, said it was not safe.",
       {"PER Ana Ruiz"},
       {"indirect: why it had closed | Asked | - | -",
        "indirect: it was not safe | said | Ana Ruiz, the engineer | Ana Ruiz"}},
  });
}

TEST(ClaimsTest, QuotationsInPieces) {
  Check({
      {"“The bridge,” Ana Ruiz said on Monday, “is safe.”",
       {"PER Ana Ruiz"},
       {"direct: “The bridge,” ++ “is safe.” | said | Ana Ruiz | Ana Ruiz"}},
      {"“The bridge is safe,” Ana Ruiz said. “We checked it twice.”",
       {"PER Ana Ruiz"},
       {"direct: “The bridge is safe,” ++ “We checked it twice.” | said | Ana Ruiz | Ana Ruiz"}},
      {"“The bridge is safe,” Ana Ruiz said. “Nobody asked,” replied Tom Hale.",
       {"PER Ana Ruiz", "PER Tom Hale"},
       {"direct: “The bridge is safe,” | said | Ana Ruiz | Ana Ruiz",
        "direct: “Nobody asked,” | replied | Tom Hale | Tom Hale"}},
      {"“The bridge is old.\n\n“It is also safe,” Ana Ruiz said.",
       {"PER Ana Ruiz"},
       {"direct: “The bridge is old.\n\n“It is also safe,” | said | Ana Ruiz | Ana Ruiz"}},
      {"A promise, Ana Ruiz explained, “costs nothing”.",
       {"PER Ana Ruiz"},
       {"mixed: A promise ++ “costs nothing” | explained | Ana Ruiz | Ana Ruiz"}},
  });
}

TEST(ClaimsTest, QuotesInsideParaphrase) {
  Check({
      {"Ana Ruiz insisted it was “one of forty options”.",
       {"PER Ana Ruiz"},
       {"mixed: it was “one of forty options” | insisted | Ana Ruiz | Ana Ruiz"}},
      {"The old bridge is “a real danger to us,” said Ana Ruiz, an engineer from Leeds.",
       {"PER Ana Ruiz", "LOC Leeds"},
       {"mixed: The old bridge is “a real danger to us,” | said | Ana Ruiz, an engineer from Leeds "
        "| Ana Ruiz"}},
      {"Ana Ruiz called the mayor, Karl Vogt, “a thief and a liar.”",
       {"PER Ana Ruiz", "PER Karl Vogt"},
       {"mixed: the mayor, Karl Vogt, “a thief and a liar.” | called | Ana Ruiz | Ana Ruiz"}},
      {"Speaking in Leeds, Yorkshire, Ana Ruiz went on, calling the bridge “a real danger.”",
       {"PER Ana Ruiz", "LOC Leeds", "LOC Yorkshire"},
       {"mixed: the bridge “a real danger.” | calling | Ana Ruiz | Ana Ruiz"}},
      {"Ana Ruiz accused the council of “hiding the bill”.",
       {"PER Ana Ruiz"},
       {"mixed: the council of “hiding the bill” | accused | Ana Ruiz | Ana Ruiz"}},
      {"Ana Ruiz described the talks as “frank” and said that both sides would meet again.",
       {"PER Ana Ruiz"},
       {"mixed: the talks as “frank” | described | Ana Ruiz | Ana Ruiz",
        "indirect: that both sides would meet again | said | Ana Ruiz | Ana Ruiz"}},
      {"Ana Ruiz stressed that “the bridge is safe”.",
       {"PER Ana Ruiz"},
       {"direct: that “the bridge is safe” | stressed | Ana Ruiz | Ana Ruiz"}},
  });
}

TEST(ClaimsTest, IndirectSpeech) {
  Check({
      {"Ana Ruiz said that the bridge was safe.",
       {"PER Ana Ruiz"},
       {"indirect: that the bridge was safe | said | Ana Ruiz | Ana Ruiz"}},
      {"The ministry said on Tuesday it had not been consulted.",
       {},
       {"indirect: it had not been consulted | said | The ministry | The ministry"}},
      {"The bridge had been closed twice, the ministry said.",
       {},
       {"indirect: The bridge had been closed twice | said | the ministry | the ministry"}},
      {"Two officials familiar with the draft told reporters that it was genuine.",
       {},
       {"indirect: that it was genuine | told | Two officials familiar with the draft | "
        "Two officials familiar with the draft"}},
      {"Ana Ruiz denied that the bridge was old but admitted it had cracks.",
       {"PER Ana Ruiz"},
       {"indirect: that the bridge was old | denied | Ana Ruiz | Ana Ruiz",
        "indirect: it had cracks | admitted | Ana Ruiz | Ana Ruiz"}},
      {"Ana Ruiz promised to repair the bridge and urged drivers to wait.",
       {"PER Ana Ruiz"},
       {"indirect: to repair the bridge | promised | Ana Ruiz | Ana Ruiz",
        "indirect: drivers to wait | urged | Ana Ruiz | Ana Ruiz"}},
      {"Ana Ruiz called on the council to act and ruled out new taxes.",
       {"PER Ana Ruiz"},
       {"indirect: the council to act | called on | Ana Ruiz | Ana Ruiz",
        "indirect: new taxes | ruled out | Ana Ruiz | Ana Ruiz"}},
      {"She warned of floods.", {}, {"indirect: of floods | warned | She | -"}},
      {"LEEDS, May 6 (Northern Cable) — The bridge will close in June, officials said.",
       {"LOC LEEDS"},
       {"indirect: The bridge will close in June | said | officials | officials"}},
  });
}

TEST(ClaimsTest, NotEveryQuotationBesideACueIsWhatWasSaid) {
  Check({
      {"On his show “Fox on Sunday,” Ana Ruiz said the bridge was safe.",
       {"PER Ana Ruiz"},
       {"indirect: the bridge was safe | said | Ana Ruiz | Ana Ruiz"}},
      {"After a long vote in Leeds, Ana Ruiz told the paper how it went.",
       {"PER Ana Ruiz", "LOC Leeds"},
       {"indirect: how it went | told | Ana Ruiz | Ana Ruiz"}},
  });
}

TEST(ClaimsTest, NamesUnderQuotations) {
  Check({{"“The bridge is safe and sound.” ― Ana Ruiz",
          {"PER Ana Ruiz"},
          {"direct: “The bridge is safe and sound.” | - | Ana Ruiz | Ana Ruiz"}}});
}

TEST(ClaimsTest, AccordingTo) {
  Check({
      {"According to Ana Ruiz, the bridge is safe.",
       {"PER Ana Ruiz"},
       {"indirect: the bridge is safe | According to | Ana Ruiz | Ana Ruiz"}},
      {"The bridge is safe, according to the ministry.",
       {},
       {"indirect: The bridge is safe | according to | the ministry | the ministry"}},
      {"By 2005, according to the ministry, the bridge had closed.",
       {},
       {"indirect: By 2005 ++ the bridge had closed | according to | the ministry | the ministry"}},
  });
}

TEST(ClaimsTest, NoClaims) {
  for (const char* text : {
           "The region declared its “independence” in 1990 and left.",
           "Some troops work under the name of “peacekeepers”.",
           "The minister declined to comment.",
           "Two officials, who asked not to be named, came late.",
           "The minister declined to say whether the bridge was safe.",
           "The minister did not respond to a request.",
           "The minister never mentioned the bridge.",
           "The minister wasn’t told what the bridge was like.",
           "We never said that the bridge was safe.",
           "Nobody said that the bridge was safe.",
           "The minister was told that the bridge was safe.",
           "The reported claims of the accused were false.",
           "Both parties look at two other battleground states where many live.",
           "His first novel, “The Mud Book”, sold well.",
       }) {
    SCOPED_TRACE(text);
    EXPECT_THAT(AnnotatedArticle(text).Lines(), IsEmpty());
  }
}

TEST(ClaimsTest, WhatWasNotSaidIsNegated) {
  struct Negated {
    const char* text;
    const char* claim;
    Stance stance;
  };
  for (const Negated& c : {
           Negated{"Ana Ruiz did not say that the bridge was safe.",
                   "indirect: that the bridge was safe | say | Ana Ruiz | Ana Ruiz", Stance::kSays},
           Negated{"Ana Ruiz never claimed that the bridge was safe.",
                   "indirect: that the bridge was safe | claimed | Ana Ruiz | Ana Ruiz",
                   Stance::kClaims},
           Negated{"Ana Ruiz would not say whether the bridge was safe.",
                   "indirect: whether the bridge was safe | say | Ana Ruiz | Ana Ruiz",
                   Stance::kSays},
           Negated{"Ana Ruiz refused to say whether the bridge was safe.",
                   "indirect: whether the bridge was safe | refused to say | Ana Ruiz | Ana Ruiz",
                   Stance::kDenies},
       }) {
    SCOPED_TRACE(c.text);
    const AnnotatedArticle article(c.text, {"PER Ana Ruiz"}, "", "min_confidence: 0");
    ASSERT_EQ(article.doc().claims.size(), 1U);
    const Claim& claim = article.doc().claims[0];
    EXPECT_TRUE(claim.negated);
    EXPECT_FALSE(claim.speech);
    EXPECT_EQ(claim.stance, c.stance);
    EXPECT_EQ(article.Content(claim),
              std::string_view(c.claim).substr(10, article.Content(claim).size()));
  }
  for (const char* text : {"Ana Ruiz not only said that the bridge was safe.",
                           "Ana Ruiz said that the bridge was not safe.",
                           "Ana Ruiz denied that the bridge was safe."}) {
    SCOPED_TRACE(text);
    const AnnotatedArticle article(text, {"PER Ana Ruiz"});
    ASSERT_EQ(article.doc().claims.size(), 1U);
    EXPECT_FALSE(article.doc().claims[0].negated);
    EXPECT_TRUE(article.doc().claims[0].speech);
  }
}

TEST(ClaimsTest, SourcesWithTitlesAndAppositions) {
  Check({
      {"“The bridge is safe,” Senator Ana Ruiz, R-Ky., said.",
       {"PER Ana Ruiz"},
       {"direct: “The bridge is safe,” | said | Senator Ana Ruiz, R-Ky. | Ana Ruiz"}},
      {"“The bridge is safe,” Ana Ruiz, the mayor of Leeds, one of those that sue, said.",
       {"PER Ana Ruiz", "LOC Leeds"},
       {"direct: “The bridge is safe,” | said | Ana Ruiz, the mayor of Leeds, one of those that "
        "sue | "
        "Ana Ruiz"}},
      {"“The bridge is safe,” Ana Ruiz, 34, of Leeds, said.",
       {"PER Ana Ruiz", "LOC Leeds"},
       {"direct: “The bridge is safe,” | said | Ana Ruiz, 34, of Leeds | Ana Ruiz"}},
      {"The mediator, Ana Ruiz, said that talks had failed.",
       {"PER Ana Ruiz"},
       {"indirect: that talks had failed | said | The mediator, Ana Ruiz | Ana Ruiz"}},
      {"The plan pleased Ana Ruiz, who said that talks had failed.",
       {"PER Ana Ruiz"},
       {"indirect: that talks had failed | said | who | Ana Ruiz"}},
      {"Ana Ruiz, who leads the mission, said that talks had failed.",
       {"PER Ana Ruiz"},
       {"indirect: that talks had failed | said | Ana Ruiz, who leads the mission | Ana Ruiz"}},
      {"Brahim Lehbib of the Polisario Front warned that talks had failed.",
       {"PER Brahim Lehbib", "ORG Polisario Front"},
       {"indirect: that talks had failed | warned | Brahim Lehbib of the Polisario Front | "
        "Brahim Lehbib"}},
      {"A spokesman for the European Commission said talks had failed.",
       {"ORG European Commission"},
       {"indirect: talks had failed | said | A spokesman for the European Commission | "
        "A spokesman for the European Commission"}},
      {"This comes amid statements from Ana Ruiz, the official envoy, indicating that talks "
       "failed.",
       {"PER Ana Ruiz"},
       {"indirect: that talks failed | indicating | Ana Ruiz | Ana Ruiz"}},
      {"The hearing ended early, when two protesters stormed the hall, shouting, “Leave it to us.”",
       {},
       {"direct: “Leave it to us.” | shouting | two protesters | two protesters"}},
      {"The album is open to all.\n\n“It was a long and good year for us.”\n\n— Ana Ruiz, writing "
       "to "
       "the board",
       {"PER Ana Ruiz"},
       {"direct: “It was a long and good year for us.” | - | Ana Ruiz | Ana Ruiz"}},
      {"Hours later, the union returned to the table, warning that talks had failed.",
       {},
       {"indirect: that talks had failed | warning | the union | the union"}},
  });
}

TEST(ClaimsTest, SpeakersOfPronounsAndRoles) {
  Check({
      {"Tom Hale denied the charge. “I was at home,” he said.",
       {"PER Tom Hale"},
       {"indirect: the charge | denied | Tom Hale | Tom Hale",
        "direct: “I was at home,” | said | he | Tom Hale"}},
      {"Ana Ruiz met Tom Hale. She said that talks had failed.",
       {"PER Ana Ruiz", "PER Tom Hale"},
       {"indirect: that talks had failed | said | She | Ana Ruiz"}},
      {"Finance minister Ana Ruiz arrived. The minister said that talks had failed.",
       {"PER Ana Ruiz"},
       {"indirect: that talks had failed | said | The minister | Ana Ruiz"}},
      {"The Bureau of Tides closed. “There is no storm,” the bureau said.",
       {"ORG Bureau of Tides"},
       {"direct: “There is no storm,” | said | the bureau | Bureau of Tides"}},
      {"Ana Ruiz said a fighter had told her that his friends had left. “I saw it,” she said.",
       {"PER Ana Ruiz"},
       {"indirect: a fighter had told her that his friends had left | said | Ana Ruiz | Ana Ruiz",
        "indirect: that his friends had left | told | a fighter | a fighter",
        "direct: “I saw it,” | said | she | Ana Ruiz"}},
      {"“I told him: ‘Go home now!’” Ana Ruiz said.",
       {"PER Ana Ruiz"},
       {"direct: “I told him: ‘Go home now!’” | said | Ana Ruiz | Ana Ruiz",
        "direct: ‘Go home now!’ | told | I | Ana Ruiz"}},
  });
}

TEST(ClaimsTest, ReasonsAndPraise) {
  Check({
      {"Ana Ruiz cited the age of the bridge and the floods of 2019.",
       {"PER Ana Ruiz"},
       {"indirect: the age of the bridge and the floods of 2019 | cited | Ana Ruiz | Ana Ruiz"}},
      {"Ana Ruiz has touted the new bridge.",
       {"PER Ana Ruiz"},
       {"indirect: the new bridge | has touted | Ana Ruiz | Ana Ruiz"}},
      {"Ana Ruiz portrayed the mayor as a friend of the builders.",
       {"PER Ana Ruiz"},
       {"indirect: the mayor as a friend of the builders | portrayed | Ana Ruiz | Ana Ruiz"}},
  });
}

TEST(ClaimsTest, ObjectsEndBeforeWhereAndWhatElse) {
  Check({
      {"Ana Ruiz praised the engineers of the bridge in an interview with the Herald.",
       {"PER Ana Ruiz", "ORG Herald"},
       {"indirect: the engineers of the bridge | praised | Ana Ruiz | Ana Ruiz"}},
      {"Ana Ruiz endorsed Karl Vogt, giving him a boost before the vote.",
       {"PER Ana Ruiz", "PER Karl Vogt"},
       {"indirect: Karl Vogt | endorsed | Ana Ruiz | Ana Ruiz"}},
      {"Karl Vogt, who called the bridge “a danger,” crossed it on Monday.",
       {"PER Karl Vogt"},
       {"mixed: the bridge “a danger,” | called | who | Karl Vogt"}},
      {"Ana Ruiz said that on a trip to the bridge, she would speak to the engineers.",
       {"PER Ana Ruiz"},
       {"indirect: that on a trip to the bridge, she would speak to the engineers | said | Ana "
        "Ruiz | "
        "Ana Ruiz"}},
      {"Half of the voters said they are worried, compared with a third last year.",
       {},
       {"indirect: they are worried | said | Half of the voters | Half of the voters"}},
  });
}

TEST(ClaimsTest, CompaniesSpeakOn) {
  Check({
      {"Halvorsen Marine closed a yard. The company expects a loss, it said.",
       {"ORG Halvorsen Marine"},
       {"indirect: The company expects a loss | said | it | Halvorsen Marine",
        "indirect: a loss | expects | The company | Halvorsen Marine"}},
      {"A company closed a yard. The company said it would reopen.",
       {},
       {"indirect: it would reopen | said | The company | The company"}},
  });
}

TEST(ClaimsTest, NamesThatFollowTheirDescription) {
  Check({
      {"A customs officer denied the charge. “I checked,” Joris de Wolde, 44, told the court.",
       {"PER Joris de Wolde"},
       {"indirect: the charge | denied | A customs officer | Joris de Wolde",
        "direct: “I checked,” | told | Joris de Wolde, 44 | Joris de Wolde"}},
      {"A spokesman denied the charge. “I checked,” Joris de Wolde said.",
       {"PER Joris de Wolde"},
       {"indirect: the charge | denied | A spokesman | A spokesman",
        "direct: “I checked,” | said | Joris de Wolde | Joris de Wolde"}},
  });
}

TEST(ClaimsTest, RoleComesFromTitleOrApposition) {
  const AnnotatedArticle before("Russian foreign minister Ana Ruiz said talks had failed.",
                                {"PER Ana Ruiz"});
  ASSERT_EQ(before.doc().claims.size(), 1U);
  EXPECT_EQ(before.doc().claims[0].speaker_role, "Russian foreign minister");
  const AnnotatedArticle after("Ana Ruiz, the mayor of Leeds, said talks had failed.",
                               {"PER Ana Ruiz", "LOC Leeds"});
  ASSERT_EQ(after.doc().claims.size(), 1U);
  EXPECT_EQ(after.doc().claims[0].speaker_role, "mayor of Leeds");
  EXPECT_EQ(after.doc().claims[0].speaker_entity, 0);
}

TEST(ClaimsTest, InterviewTurnsAreDirect) {
  const AnnotatedArticle article(
      "The Review: How many came?\n\nAna Ruiz: About forty came in the end.\n\n"
      "The Review: Was it enough?\n\nRuiz: [Laughs] It was enough for a song.\n",
      {"PER Ana Ruiz|Ruiz", "ORG The Review"});
  EXPECT_THAT(article.Lines(),
              ElementsAre("direct: How many came? | - | The Review | The Review",
                          "direct: About forty came in the end. | - | Ana Ruiz | Ana Ruiz",
                          "direct: Was it enough? | - | The Review | The Review",
                          "direct: It was enough for a song. | - | Ruiz | Ana Ruiz"));
}

TEST(ClaimsTest, TranscriptsInQuotationMarksAreInterviews) {
  const AnnotatedArticle article(
      "This is what they said:\n\n\"HALE: How many came to you?\n\n\"RUIZ: About forty of them "
      "came.\n\n"
      "\"They sang a song.\n\n\"HALE: Was it any good?\n\n\"RUIZ: It was good enough for us.\"\n",
      {"PER Ana Ruiz|RUIZ", "PER Tom Hale|HALE"});
  EXPECT_THAT(
      article.Lines(),
      ElementsAre("direct: How many came to you? | - | HALE | Tom Hale",
                  "direct: About forty of them came.\n\n\"They sang a song. | - | RUIZ | Ana Ruiz",
                  "direct: Was it any good? | - | HALE | Tom Hale",
                  "direct: It was good enough for us.\" | - | RUIZ | Ana Ruiz"));
}

TEST(ClaimsTest, TablesAreNoInterviews) {
  EXPECT_THAT(AnnotatedArticle("Ruiz: 1,769.\n\nHale: 1,501.\n\nRuiz: 547.\n\nHale: 46.\n",
                               {"PER Ruiz", "PER Hale"})
                  .Lines(),
              IsEmpty());
}

TEST(ClaimsTest, InterviewLabelsAreResolved) {
  const AnnotatedArticle article(
      "Ana Ruiz won the race. She talked to Tom Hale on the bus.\n\nQ: How was it up there?\n\n"
      "A: It was cold and very steep.\n\nQ: Will you come back?\n\nA: Ask my mother about it.\n",
      {"PER Ana Ruiz", "PER Tom Hale"});
  EXPECT_THAT(article.Lines(), ElementsAre("direct: How was it up there? | - | Q | Tom Hale",
                                           "direct: It was cold and very steep. | - | A | Ana Ruiz",
                                           "direct: Will you come back? | - | Q | Tom Hale",
                                           "direct: Ask my mother about it. | - | A | Ana Ruiz"));
  const AnnotatedArticle initials(
      "The Volta Review: How many came to you?\n\nAna Ruiz: About forty came in the end.\n\n"
      "TVR: Was that enough for it?\n\nRuiz: It was enough for a song.\n\nTVR: And now what?\n",
      {"PER Ana Ruiz|Ruiz", "ORG The Volta Review"});
  EXPECT_EQ(initials.Lines().back(), "direct: And now what? | - | TVR | The Volta Review");
}

TEST(ClaimsTest, HeadlinesMakeClaimsOfTheTitle) {
  const AnnotatedArticle article("The day was warm.", {"PER Ana Ruiz|Ruiz"},
                                 "Ruiz: no new taxes before 2028");
  EXPECT_THAT(article.Lines(),
              ElementsAre("indirect: no new taxes before 2028 | : | Ruiz | Ana Ruiz"));
  ASSERT_EQ(article.doc().claims.size(), 1U);
  EXPECT_EQ(article.doc().claim_spans[0].field, Field::kTitle);
}

TEST(ClaimsTest, HeadlineQuotationsAreWhoseTheTextSays) {
  const AnnotatedArticle article("“We hold the bridge, for now,” Ana Ruiz said.", {"PER Ana Ruiz"},
                                 "“We hold the bridge”");
  EXPECT_THAT(article.Lines(),
              ElementsAre("direct: “We hold the bridge” | - | - | Ana Ruiz",
                          "direct: “We hold the bridge, for now,” | said | Ana Ruiz | Ana Ruiz"));
}

TEST(ClaimsTest, StanceFollowsTheCue) {
  const std::vector<std::pair<const char*, Stance>> cases = {
      {"She said that it rained.", Stance::kSays},
      {"She asked whether it rained.", Stance::kAsks},
      {"She asked the court to wait.", Stance::kDemands},
      {"She asked for help.", Stance::kDemands},
      {"She claimed that it rained.", Stance::kClaims},
      {"She denied that it rained.", Stance::kDenies},
      {"She conceded that it rained.", Stance::kAcknowledges},
      {"She warned that it rained.", Stance::kWarns},
      {"She vowed to stay.", Stance::kPromises},
      {"She accused him of theft.", Stance::kAccuses},
      {"She urged him to stay.", Stance::kDemands},
      {"She praised the choice.", Stance::kPraises},
      {"She condemned the choice.", Stance::kCriticises},
  };
  for (const auto& [text, stance] : cases) {
    SCOPED_TRACE(text);
    const AnnotatedArticle article(text);
    ASSERT_EQ(article.doc().claims.size(), 1U);
    EXPECT_EQ(article.doc().claims[0].stance, stance);
    EXPECT_TRUE(article.doc().claims[0].speech);
  }
}

TEST(ClaimsTest, ThoughtsAreNoSpeechAndCanBeLeftOut) {
  constexpr const char* kText = "Diplomats fear the port will close.";
  const AnnotatedArticle with(kText);
  ASSERT_EQ(with.doc().claims.size(), 1U);
  EXPECT_FALSE(with.doc().claims[0].speech);
  EXPECT_EQ(with.doc().claims[0].cue_lemma, "fear");
  EXPECT_THAT(AnnotatedArticle(kText, {}, "", "attitudes: false").Lines(), IsEmpty());
}

TEST(ClaimsTest, IdsLastAndFingerprintsAgreeAcrossOutlets) {
  const AnnotatedArticle first(
      "“The bridge is safe,” she said. He slept. “The bridge is safe,” "
      "she said.");
  const AnnotatedArticle second("News. She said: \"The Bridge  is safe.\"");
  ASSERT_EQ(first.doc().claims.size(), 2U);
  ASSERT_EQ(second.doc().claims.size(), 1U);
  EXPECT_EQ(first.doc().claims[0].fingerprint, second.doc().claims[0].fingerprint);
  EXPECT_EQ(first.doc().claims[0].fingerprint, first.doc().claims[1].fingerprint);
  EXPECT_EQ(first.doc().claims[0].id, second.doc().claims[0].id);
  EXPECT_NE(first.doc().claims[0].id, first.doc().claims[1].id);
}

TEST(ClaimsTest, NumbersBelongToTheirClaim) {
  const AnnotatedArticle article("She said the levy cost €140 million, 0.2% of output.");
  ASSERT_EQ(article.doc().claims.size(), 1U);
  const Claim& claim = article.doc().claims[0];
  ASSERT_EQ(claim.end_number - claim.first_number, 2U);
  const ClaimNumber& levy = article.doc().claim_numbers[claim.first_number];
  EXPECT_DOUBLE_EQ(levy.value, 140e6);
  EXPECT_EQ(levy.unit, "EUR");
  EXPECT_EQ(article.Text(levy.span), "€140 million");
}

TEST(ClaimsTest, StatementsAreCheckWorthySentencesOfTheArticle) {
  constexpr const char* kText =
      "Rents in Leeds rose by 31 percent between 2021 and 2024. The sky was blue.";
  EXPECT_THAT(AnnotatedArticle(kText).Lines(true),
              ElementsAre("statement: Rents in Leeds rose by 31 percent between 2021 and 2024. | - "
                          "| - | -"));
  EXPECT_THAT(AnnotatedArticle(kText, {}, "", "statement_threshold: 1").Lines(true),
              ::testing::SizeIs(::testing::Le(1)));
}

TEST(ClaimsTest, OnlyEnglish) {
  DocumentBatch batch;
  Document& doc = batch.Add();
  doc.language.tag = "de";
  doc.text = "“The bridge is safe,” she said.";
  auto reader = OptionsReader::Empty();
  ASSERT_TRUE(NewClaims(reader).value()()->Process(batch).ok());
  EXPECT_THAT(doc.claims, IsEmpty());
}

TEST(ClaimsTest, OptionsAreChecked) {
  auto range = OptionsReader::Parse("statement_threshold: 2", "a.yaml").value();
  EXPECT_FALSE(NewClaims(range).ok());
  auto unknown = OptionsReader::Parse("tresholds: 2", "a.yaml").value();
  EXPECT_FALSE(NewClaims(unknown).ok());
}

// Spans in order, inside the text, on what they say; for texts that nobody would write.
void ExpectSound(const std::string& text) {
  const AnnotatedArticle article(text, {"PER Ana"});
  uint32_t last = 0;
  for (const Claim& claim : article.doc().claims) {
    ASSERT_LT(claim.first_piece, claim.end_piece);
    const TextSpan& first = article.doc().claim_spans[claim.first_piece];
    EXPECT_LE(last, first.begin);
    last = first.begin;
    for (uint32_t p = claim.first_piece; p < claim.end_piece; ++p) {
      const TextSpan& span = article.doc().claim_spans[p];
      EXPECT_LT(span.begin, span.end);
      EXPECT_LE(span.end, text.size());
    }
  }
}

std::string Repeat(std::string_view text, size_t times) {
  std::string repeated;
  for (size_t i = 0; i < times; ++i) repeated += text;
  return repeated;
}

// Each took quadratic time in some design; together they run in about a second.
TEST(ClaimsTest, HugeAndBrokenTextsAreHandled) {
  for (const std::string_view piece :
       {"“", "”", "\"", "'", "‘a ", "(", "[a ", "said ", "said, ", "Ana said ", ": “", "and said ",
        "according to ", ", Ana, said", "“a said b” ", "that he said that ", "A: b\n",
        "\xff\xfe said "}) {
    SCOPED_TRACE(piece);
    ExpectSound(Repeat(piece, 20000));
  }
}

// Words and marks in any order: no pattern may read outside its sentence.
TEST(ClaimsTest, TheRulesAloneReadATextOfTooManyTokens) {
  std::string text = "“The bridge is safe,” Ana Ruiz said.\n\n";
  for (int i = 0; i < 300'000; ++i) text += "( ";
  const AnnotatedArticle article(text);
  ASSERT_EQ(article.Lines().size(), 1U);
  EXPECT_THAT(article.Lines()[0], testing::StartsWith("direct: “The bridge is safe,” | said | "));
}

TEST(ClaimsTest, AnyOrderOfWordsAndMarksIsHandled) {
  constexpr std::string_view kPieces[] = {
      "Ana",     "said",      "that",  "“",       "”",        "\"",   "‘",      "’",   ",",
      ".",       "according", "to",    "the",     "minister", "he",   "who",    "and", "asking",
      ":",       "?",         "(",     ")",       "not",      "was",  "asked",  "for", "promised",
      "accused", "of",        "\n\n",  "Tuesday", "in",       "told", "if",     "—",   "’s",
      "call",    "on",        "put",   "at",      "31",       "It",   "denied", "it",  "A",
      "Q",       "which",     "while", ";",       "having"};
  uint64_t state = 20260105;
  for (int document = 0; document < 1000; ++document) {
    std::string text;
    for (int word = 0; word < 120; ++word) {
      state = state * 6364136223846793005ULL + 1442695040888963407ULL;
      text += kPieces[(state >> 33) % std::size(kPieces)];
      if ((state >> 20) % 8 != 0) text += " ";
    }
    SCOPED_TRACE(text);
    ExpectSound(text);
    if (HasFatalFailure()) return;
  }
}

TEST(ClaimsTest, ClaimsOfOneTextAreBounded) {
  const AnnotatedArticle article(Repeat("Ana said it rained again. ", 6000), {"PER Ana"});
  EXPECT_EQ(article.doc().claims.size(), 4096U);
  ASSERT_EQ(article.doc().warnings.size(), 1U);
  EXPECT_EQ(article.doc().warnings[0].code, "too_many_claims");
}

}  // namespace
}  // namespace newsmill
