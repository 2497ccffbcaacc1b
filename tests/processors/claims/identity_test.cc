#include "processors/claims/identity.h"

#include <gtest/gtest.h>

#include <string>

#include "processors/claims/wording.h"

namespace newsmill::claims {
namespace {

uint64_t FingerprintOf(std::string_view quotation) {
  std::string wording;
  AppendWording(quotation, &wording);
  return Fingerprint(wording);
}

struct Pair {
  const char* one;
  const char* other;
};

constexpr Pair kSame[] = {
    // Marks.
    {"“The bridge is safe,”", "\"The bridge is safe.\""},
    {"‘The bridge is safe’", "«The bridge is safe!»"},
    {"“The harbour’s walls won’t hold”", "\"The harbour's walls won't hold\""},
    {"“We waited — all of us — for rain”", "“We waited, all of us, for rain”"},
    {"“This is a long-term plan for the island”", "“This is a long term plan for the island”"},
    {"“We tested … every bolt of the bridge”", "“We tested every bolt of the bridge”"},
    {"“We tested... every bolt of the bridge...”", "“We tested every bolt of the bridge”"},
    {"“…and the bridge held”", "“The bridge held”"},
    {"“The bridge: safe; the road: closed”", "“The bridge, safe. The road, closed”"},
    {"“THE BRIDGE HELD”", "“The bridge held”"},
    {"“We owe it to the U.S. Navy”", "“We owe it to the US Navy”"},
    {"“Mr. Hale kept the ferry running”", "“Mr Hale kept the ferry running”"},
    {"“The miners' union will strike”", "“The miners’ union will strike”"},
    {"“My mother called it ‘the wall’ ”", "“My mother called it \"the wall\"”"},
    {"“The café’s roof fell in”", "“The café's roof fell in”"},
    {"“We lost  the\nferry”", "“We lost the ferry”"},
    // Insertions.
    {"“He [the mayor] sold the harbour to his friends”", "“He sold the harbour to his friends”"},
    {"“[The mayor] sold the harbour to friends in the city”",
     "“He sold the harbour to friends in the city”"},
    {"“They closed [the school] before the winter came”",
     "“They closed it before the winter came”"},
    {"“[T]he bridge held”", "“The bridge held”"},
    {"“[t]he bridge held”", "“the bridge held”"},
    {"“The bridge [is] safe for every lorry in Leeds”",
     "“The bridge safe for every lorry in Leeds”"},
    {"“We seen [sic] the water rise”", "“We seen the water rise”"},
    {"“The old ferry (laughs) was never on time”", "“The old ferry was never on time”"},
    {"“The council (in Leeds) spent the money”", "“The council spent the money”"},
    {"“[We] spent the money on boats”", "“We spent the money on boats”"},
    {"“The bridge [...] held through the storm”", "“The bridge held through the storm”"},
    {"“The bridge […] held through the storm”", "“The bridge … held through the storm”"},
    // Trims.
    {"“Well, the bridge is safe”", "“The bridge is safe”"},
    {"“Look, I think the ferry will sink”", "“The ferry will sink”"},
    {"“And the ferry will sink, of course”", "“The ferry will sink”"},
    {"“But, to be honest, the school needs a roof”", "“The school needs a roof”"},
    {"“So now the school needs a roof, you know”", "“The school needs a roof”"},
    {"“I believe that the school needs a roof”", "“The school needs a roof”"},
    {"“The school really needs a very big roof”", "“The school needs a big roof”"},
    {"“that the school needs a roof”", "“The school needs a roof”"},
    {"“Frankly, we were, um, just lucky”", "“We were lucky”"},
    {"“Because the nurses had enough, too”", "“The nurses had enough”"},
    {"“Let me be clear: nobody leaves this ship”", "“Nobody leaves this ship”"},
    {"“The nurses had enough, in my view”", "“The nurses had enough”"},
    {"“a bridge of lies”", "“bridge of lies”"},
    {"“In the end, the nurses decided”", "“The nurses decided”"},
    {"“Let’s leave the island”", "“Let us leave the island”"},
    // House styles.
    {"“It’s a disgrace”", "“It is a disgrace”"},
    {"“We can’t pay the miners”", "“We cannot pay the miners”"},
    {"“We can not pay the miners”", "“We can’t pay the miners”"},
    {"“They’ll never open the mine”", "“They will never open the mine”"},
    {"“We won’t open the mine”", "“We will not open the mine”"},
    {"“I’m tired of waiting”", "“I am tired of waiting”"},
    {"“Rents rose by 5% in Leeds”", "“Rents rose by five per cent in Leeds”"},
    {"“Rents rose by 5 percent in Leeds”", "“Rents rose by 5 per cent in Leeds”"},
    {"“We need 1,000 beds”", "“We need 1000 beds”"},
    {"“It cost us $5m”", "“It cost us five million dollars”"},
    {"“It cost us £3.5bn”", "“It cost us 3.5 billion pounds”"},
    {"“It cost us €200”", "“It cost us 200 euros”"},
    {"“We’re gonna rebuild the pier”", "“We are going to rebuild the pier”"},
};

constexpr Pair kDifferent[] = {
    // Numbers.
    {"“We need 1,000 beds”", "“We need 1,500 beds”"},
    {"“Rents rose by 5%”", "“Rents rose by 6%”"},
    {"“Rents rose by 4.5%”", "“Rents rose by 45%”"},
    {"“Rents rose by five percent”", "“Rents rose by nine percent”"},
    {"“It cost us $5m”", "“It cost us $5bn”"},
    {"“It cost us $5m”", "“It cost us £5m”"},
    {"“We have built 12 schools since 2019”", "“We have built 12 schools since 2021”"},
    {"“We lost 1, 200 times”", "“We lost 1,200 times”"},
    {"“It grew (by 20 percent) in Leeds”", "“It grew (by 30 percent) in Leeds”"},
    // Negations.
    {"“The bridge is safe”", "“The bridge is not safe”"},
    {"“The bridge is safe”", "“The bridge isn’t safe”"},
    {"“We can pay the miners”", "“We can’t pay the miners”"},
    {"“We will open the mine”", "“We won’t open the mine”"},
    {"“We will always open the mine”", "“We will never open the mine”"},
    {"“There is a plan for the island”", "“There is no plan for the island”"},
    {"“Everybody on the ship knew of the fire”", "“Nobody on the ship knew of the fire”"},
    {"“I don’t think the ferry will sink”", "“I think the ferry will sink”"},
    {"“We sailed with a captain”", "“We sailed without a captain”"},
    // Names and persons.
    {"“Hale sold the harbour to his friends”", "“Lowe sold the harbour to his friends”"},
    {"“The trains to Leeds are full”", "“The trains to York are full”"},
    {"“Leeds will beat York on Sunday”", "“York will beat Leeds on Sunday”"},
    {"“We open on Monday”", "“We open on Friday”"},
    {"“I will fight for this city”", "“You will fight for this city”"},
    {"“He lied to us”", "“She lied to us”"},
    {"“It is my bridge”", "“It is your bridge”"},
    // Opposites and other words.
    {"“Prices will go up again in spring”", "“Prices will go down again in spring”"},
    {"“More people are leaving the island”", "“Fewer people are leaving the island”"},
    {"“Rents rose after the vote”", "“Rents fell after the vote”"},
    {"“Rents rose after the vote”", "“Rents rose before the vote”"},
    {"“All the nurses voted for the deal”", "“All the nurses voted against the deal”"},
    {"“All of the nurses had enough”", "“Some of the nurses had enough”"},
    {"“We must close the mine”", "“We may close the mine”"},
    {"“The bridge was safe”", "“The bridge is safe”"},
    {"“The first ship was late”", "“The last ship was late”"},
    {"“We will open the mine today”", "“We will open the mine tomorrow”"},
    {"“We’ll go”", "“Well, go”"},
    {"“The patient is well”", "“The patient is ill”"},
    {"“Of course”", "“I think”"},
    {"“Absolutely”", "“Honestly”"},
    {"“We won”", "“We want”"},
    {"“[A]bove the bridge”", "“[B]elow the bridge”"},
    {"“The best road in the north”", "“The worst road in the north”"},
};

TEST(IdentityTest, SameQuotationsHaveOneFingerprint) {
  for (const Pair& pair : kSame) {
    EXPECT_EQ(FingerprintOf(pair.one), FingerprintOf(pair.other)) << pair.one << " " << pair.other;
  }
}

TEST(IdentityTest, QuotationsThatLookAlikeHaveTwo) {
  for (const Pair& pair : kDifferent) {
    EXPECT_NE(FingerprintOf(pair.one), FingerprintOf(pair.other)) << pair.one << " " << pair.other;
  }
}

TEST(IdentityTest, IdsCountEqualWordings) {
  ClaimIds ids;
  ids.Start("a");
  const uint64_t first = ids.Next("x");
  const uint64_t second = ids.Next("x");
  EXPECT_NE(first, second);
  ids.Start("a");
  EXPECT_EQ(ids.Next("x"), first);
  ids.Start("b");
  EXPECT_NE(ids.Next("x"), first);
}

TEST(IdentityTest, IdsLastWhenOtherClaimsComeAndGo) {
  ClaimIds ids;
  ids.Start("a");
  ids.Next("the first");
  const uint64_t kept = ids.Next("the second");
  ids.Start("a");
  ids.Next("a new one");
  ids.Next("another");
  EXPECT_EQ(ids.Next("the second"), kept);
}

}  // namespace
}  // namespace newsmill::claims
