#include "processors/claims/numbers.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "processors/sentences.h"

namespace newsmill::claims {
namespace {

using Lines = std::vector<std::string>;

std::vector<ClaimNumber> Find(std::string_view text, Field field = Field::kText) {
  DocumentBatch batch;
  Document& doc = batch.Add();
  doc.text = text;
  auto reader = OptionsReader::Empty();
  EXPECT_TRUE(NewSentences(reader).value()()->Process(batch).ok());
  std::vector<ClaimNumber> numbers;
  FindNumbers(text, doc.text_layout.tokens, 0, static_cast<uint32_t>(doc.text_layout.tokens.size()),
              field, &numbers);
  return numbers;
}

// "31 percent = 31 percent": words, value and unit of each number.
Lines Numbers(std::string_view text, Field field = Field::kText) {
  Lines lines;
  for (const ClaimNumber& number : Find(text, field)) {
    char value[32];
    std::snprintf(value, sizeof(value), "%.13g", number.value);
    std::string line(text.substr(number.span.begin, number.span.end - number.span.begin));
    line.append(" = ").append(value);
    if (!number.unit.empty()) line.append(" ").append(number.unit);
    lines.push_back(line);
  }
  return lines;
}

struct Row {
  std::string_view text;
  Lines numbers;
};

// Rows of a table; what was expected was written down by hand.
class NumbersTable : public testing::TestWithParam<Row> {};

TEST_P(NumbersTable, IsRead) { EXPECT_EQ(Numbers(GetParam().text), GetParam().numbers); }

#define NUMBERS_TABLE(name, ...) \
  INSTANTIATE_TEST_SUITE_P(name, NumbersTable, testing::Values(__VA_ARGS__))

NUMBERS_TABLE(Plain, Row{"at 38 or 7.9 of 31,400", {"38 = 38", "7.9 = 7.9", "31,400 = 31400"}},
              Row{"carried 31 400 passengers", {"31 400 = 31400"}},
              Row{"a crowd of 1\u202f250\u202f000 people", {"1\u202f250\u202f000 = 1250000"}},
              Row{"in 2021 100 people", {"2021 = 2021 date", "100 = 100"}},
              Row{"12-member panel", {"12 = 12"}}, Row{"a 1,000-strong crowd", {"1,000 = 1000"}},
              Row{"an earthquake of magnitude 6.4", {"6.4 = 6.4"}},
              Row{"a tenfold rise to 0.05", {"0.05 = 0.05"}});

NUMBERS_TABLE(Percent, Row{"31 percent of homes", {"31 percent = 31 percent"}},
              Row{"some 22 per cent, it said", {"22 per cent = 22 percent"}},
              Row{"0.2% of output", {"0.2% = 0.2 percent"}},
              Row{"a 5-percent rise", {"5-percent = 5 percent"}},
              Row{"fell by 100 % in May", {"100 % = 100 percent"}},
              Row{"three percentage points", {"three percentage points = 3 percentage point"}},
              Row{"raised rates by 25 basis points", {"25 basis points = 25 basis point"}},
              Row{"Twenty-three per cent of them", {"Twenty-three per cent = 23 percent"}},
              Row{"one percent", {"one percent = 1 percent"}});

NUMBERS_TABLE(Amounts, Row{"€140 million a year", {"€140 million = 140000000 EUR"}},
              Row{"£2.6 billion", {"£2.6 billion = 2600000000 GBP"}},
              Row{"$5 and 20 euros", {"$5 = 5 USD", "20 euros = 20 EUR"}},
              Row{"worth US$20bn", {"US$20bn = 20000000000 USD"}},
              Row{"an A$3m grant", {"A$3m = 3000000 AUD"}},
              Row{"HK$1,250.50", {"HK$1,250.50 = 1250.5 HKD"}},
              Row{"1.2bn euros", {"1.2bn euros = 1200000000 EUR"}},
              Row{"EUR 5.2 million", {"EUR 5.2 million = 5200000 EUR"}},
              Row{"5 million US dollars", {"5 million US dollars = 5000000 USD"}},
              Row{"two million dollars", {"two million dollars = 2000000 USD"}},
              Row{"300 Swiss francs", {"300 Swiss francs = 300 CHF"}},
              Row{"Rs 3 crore", {"Rs 3 crore = 30000000 INR"}},
              Row{"for 50 cents", {"50 cents = 0.5 USD"}}, Row{"up 20p a litre", {"20p = 0.2 GBP"}},
              Row{"¥2 trillion", {"¥2 trillion = 2000000000000 JPY"}},
              Row{"a $100-a-barrel price", {"$100 = 100 USD"}},
              Row{"a $5-million house", {"$5-million = 5000000 USD"}},
              Row{"EUR5m and Rs500", {"EUR5m = 5000000 EUR", "Rs500 = 500 INR"}},
              Row{"412 million crowns", {"412 million crowns = 412000000 crown"}},
              Row{"9 trillion rupiah", {"9 trillion rupiah = 9000000000000 IDR"}},
              Row{"millions of dollars", {"millions of dollars = 1000000 USD"}});

NUMBERS_TABLE(
    Words, Row{"a dozen eggs", {"a dozen = 12"}}, Row{"two dozen people", {"two dozen = 24"}},
    Row{"half a million homes", {"half a million = 500000"}},
    Row{"half a dozen", {"half a dozen = 6"}}, Row{"a million voters", {"a million = 1000000"}},
    Row{"7.5 million boxes", {"7.5 million = 7500000"}},
    Row{"three hundred thousand", {"three hundred thousand = 300000"}},
    Row{"one hundred and twenty-one ships", {"one hundred and twenty-one = 121"}},
    Row{"two thousand five hundred", {"two thousand five hundred = 2500"}},
    Row{"one and a half million", {"one and a half million = 1500000"}},
    Row{"one and a quarter million", {"one and a quarter million = 1250000"}},
    Row{"2½ years", {"2½ years = 2.5 year"}}, Row{"a couple of hundred people", {"hundred = 100"}},
    Row{"two and a half years", {"two and a half years = 2.5 year"}},
    Row{"tens of thousands of people", {"tens of thousands = 10000"}},
    Row{"hundreds of people", {"hundreds = 100"}}, Row{"dozens were hurt", {"dozens = 12"}},
    Row{"several hundred soldiers", {"hundred = 100"}},
    Row{"a few thousand euros", {"thousand euros = 1000 EUR"}},
    Row{"forty options", {"forty = 40"}}, Row{"1.5m people", {"1.5m = 1500000"}},
    Row{"10k followers", {"10k = 10000"}}, Row{"zero deaths", {"zero = 0"}});

NUMBERS_TABLE(Fractions, Row{"two-thirds of them", {"two-thirds = 0.6666666666667"}},
              Row{"a third of voters", {"a third = 0.3333333333333"}},
              Row{"three quarters of homes", {"three quarters = 0.75"}},
              Row{"a quarter of a million", {"a quarter of a million = 250000"}},
              Row{"half of them", {"half = 0.5"}},
              Row{"one in five children", {"one in five = 0.2"}},
              Row{"one out of every three people", {"one out of every three = 0.3333333333333"}},
              Row{"½ a mile", {"½ a mile = 0.5 mile"}},
              Row{"nine out of 10 people", {"nine out of 10 = 0.9"}},
              Row{"about 2/3 of the seats", {"2/3 = 0.6666666666667"}},
              Row{"in the first half and the third quarter", {}},
              Row{"the other half of the team", {}});

NUMBERS_TABLE(Ranges, Row{"10 to 15 percent", {"10 = 10 percent", "15 percent = 15 percent"}},
              Row{"5-7% of output", {"5 = 5 percent", "7% = 7 percent"}},
              Row{"between 5 and 10 kilometres",
                  {"5 = 5 kilometer", "10 kilometres = 10 kilometer"}},
              Row{"$3-4 billion", {"$3 = 3000000000 USD", "4 billion = 4000000000 USD"}},
              Row{"$3–$5", {"$3 = 3 USD", "$5 = 5 USD"}},
              Row{"€5 million to €7 million",
                  {"€5 million = 5000000 EUR", "€7 million = 7000000 EUR"}},
              Row{"five to 10 years", {"five = 5 year", "10 years = 10 year"}},
              Row{"two or three weeks", {"two = 2 week", "three weeks = 3 week"}},
              Row{"from 500 to 2 million", {"500 = 500", "2 million = 2000000"}},
              Row{"10% to 12%", {"10% = 10 percent", "12% = 12 percent"}},
              Row{"40–50 people", {"40 = 40", "50 = 50"}},
              Row{"people aged 50-64", {"50 = 50 year", "64 = 64 year"}},
              Row{"cut from 10 to 5 percent", {"10 = 10 percent", "5 percent = 5 percent"}},
              Row{"one or two of pages 10-12", {"one = 1", "two = 2"}});

NUMBERS_TABLE(Dates, Row{"on 3 May 2021", {"3 May 2021 = 20210503 date"}},
              Row{"on March 12, 2020, he said", {"March 12, 2020 = 20200312 date"}},
              Row{"on the 3rd of March 1999", {"3rd of March 1999 = 19990303 date"}},
              Row{"dated 3 March and seen", {"3 March = 303 month-day"}},
              Row{"since Sept. 11", {"Sept. 11 = 911 month-day"}},
              Row{"by May 1st", {"May 1st = 501 month-day"}},
              Row{"in October 2016", {"October 2016 = 201610 date"}},
              Row{"as of 2021-05-03", {"2021-05-03 = 20210503 date"}},
              Row{"on 25/12/2020", {"25/12/2020 = 20201225 date"}},
              Row{"on 25.12.2020", {"25.12.2020 = 20201225 date"}},
              Row{"on 03/04/2020", {"03/04/2020 = 2020 date"}},
              Row{"no new taxes before 2028", {"2028 = 2028 date"}},
              Row{"the 2008 crisis", {"2008 = 2008 date"}},
              Row{"from 2010 to 2015", {"2010 = 2010 date", "2015 = 2015 date"}},
              Row{"the war of 1939-1945", {"1939 = 1939 date", "1945 = 1945 date"}},
              Row{"in the 2019-20 season", {"2019 = 2019 date", "20 = 2020 date"}},
              Row{"in fiscal 2023/24", {"2023/24 = 2023 date"}},
              Row{"in mid-2019", {"2019 = 2019 date"}}, Row{"the 1990s", {"1990s = 1990 decade"}},
              Row{"music of the ’90s", {"90s = 1990 decade"}},
              Row{"back in ’84 and ’09 too", {"84 = 1984 date", "09 = 2009 date"}},
              Row{"from 2006 onwards", {"2006 = 2006 date"}}, Row{"in 1848", {"1848 = 1848 date"}},
              Row{"May 3-5, 2021", {"May 3 = 20210503 date", "5, 2021 = 20210505 date"}},
              Row{"from 3-5 May", {"3 = 503 month-day", "5 May = 505 month-day"}},
              Row{"built 1800 homes, 2000 of them new", {"1800 = 1800", "2000 = 2000"}},
              Row{"1,945 soldiers", {"1,945 = 1945"}});

NUMBERS_TABLE(
    AgesAndTimes, Row{"a 34-year-old man", {"34-year-old = 34 year"}},
    Row{"a boy aged 9", {"9 = 9 year"}}, Row{"Anna Lee, 41, said", {"41 = 41 year"}},
    Row{"she is 60 years old", {"60 years old = 60 year"}},
    Row{"two thirteen-year-olds", {"two = 2", "thirteen-year-olds = 13 year"}},
    Row{"men in their 40s", {}}, Row{"at 5:30pm", {"5:30pm = 1730 time"}},
    Row{"from 9 a.m. on", {"9 a.m. = 900 time"}}, Row{"at 14:30 on Monday", {"14:30 = 1430 time"}},
    Row{"5.30 p.m.", {"5.30 p.m. = 1730 time"}}, Row{"by 12am", {"12am = 0 time"}},
    Row{"eight o’clock, or 6 o’clock", {"eight o’clock = 800 time", "6 o’clock = 600 time"}},
    Row{"two decades, three centuries", {"two decades = 20 year", "three centuries = 300 year"}},
    Row{"for 90 minutes", {"90 minutes = 90 minute"}},
    Row{"half an hour later", {"half an hour = 0.5 hour"}},
    Row{"a three-day strike", {"three-day = 3 day"}},
    Row{"leaves at 4.10 in the afternoon", {"4.10 in the afternoon = 1610 time"}},
    Row{"down at 1830 GMT", {"1830 = 1830 time"}},
    Row{"between 4 and 9pm", {"4 = 4", "9pm = 2100 time"}},
    Row{"at ten past five", {"ten past five = 510 time"}},
    Row{"at half past two", {"half past two = 230 time"}},
    Row{"2 hours 15 minutes", {"2 hours = 2 hour", "15 minutes = 15 minute"}});

NUMBERS_TABLE(Measures, Row{"5 km away", {"5 km = 5 kilometer"}},
              Row{"a 10-mile walk", {"10-mile = 10 mile"}},
              Row{"3,000 metres", {"3,000 metres = 3000 meter"}},
              Row{"at 120 km/h", {"120 km/h = 120 kilometer per hour"}},
              Row{"60 miles per hour", {"60 miles per hour = 60 mile per hour"}},
              Row{"100 square kilometres", {"100 square kilometres = 100 square kilometer"}},
              Row{"5bn cubic metres of gas", {"5bn cubic metres = 5000000000 cubic meter"}},
              Row{"40 tonnes", {"40 tonnes = 40 tonne"}},
              Row{"a 500 MW plant", {"500 MW = 500 megawatt"}},
              Row{"6ft 2in tall", {"6ft = 6 foot", "2in = 2 inch"}},
              Row{"1,000 barrels a day", {"1,000 barrels = 1000 barrel"}},
              Row{"38 degrees Celsius", {"38 degrees Celsius = 38 degree Celsius"}},
              Row{"it was -5°C", {"-5°C = -5 degree Celsius"}},
              Row{"a record 45C", {"45C = 45 degree Celsius"}},
              Row{"minus 10 degrees", {"minus 10 degrees = -10 degree"}},
              Row{"on 12 ha, but under 14 has it", {"12 ha = 12 hectare", "14 = 14"}},
              Row{"200 mg at minus 40 Celsius",
                  {"200 mg = 200 milligram", "minus 40 Celsius = -40 degree Celsius"}},
              Row{"two millimetres wide", {"two millimetres = 2 millimeter"}},
              Row{"a quarter of a percentage point",
                  {"a quarter of a percentage point = 0.25 percentage point"}},
              Row{"72°F", {"72°F = 72 degree Fahrenheit"}});

NUMBERS_TABLE(NegativesAndScores, Row{"shrank −3.5% last year", {"−3.5% = -3.5 percent"}},
              Row{"a balance of -$5 million", {"-$5 million = -5000000 USD"}},
              Row{"grew +2%", {"+2% = 2 percent"}},
              Row{"minus four percent", {"minus four percent = -4 percent"}},
              Row{"won 3-1 at home", {"3 = 3 score", "1 = 1 score"}},
              Row{"a 1–3 defeat", {"1 = 1 score", "3 = 3 score"}},
              Row{"passed by 52-48", {"52 = 52 score", "48 = 48 score"}},
              Row{"it ended 0-0", {"0 = 0 score", "0 = 0 score"}});

NUMBERS_TABLE(NoQuantities, Row{"call 0800 123 456 now", {}}, Row{"phone +44 20 7946 0958", {}},
              Row{"at (020) 7946 0958", {}}, Row{"dial 555-1234", {}}, Row{"No. 10 declined", {}},
              Row{"number 38 bus", {}}, Row{"the G20 summit", {}}, Row{"the Group of Seven", {}},
              Row{"since 9/11", {}}, Row{"open 24/7", {}}, Row{"a Boeing 737 crashed", {}},
              Row{"in the top 10", {}}, Row{"the top ten", {}}, Row{"on Route 66", {}},
              Row{"Article 5 applies", {}}, Row{"after Apollo 11", {}}, Row{"a 5G network", {}},
              Row{"COVID-19 and an F-16", {}}, Row{"a 7-Eleven shop", {}}, Row{"version 1.2.3", {}},
              Row{"the 21st century", {}}, Row{"for the first time", {}}, Row{"no one of them", {}},
              Row{"one of the men", {}}, Row{"the coach Erik ten Hag, said", {}},
              Row{"at 10 Downing Street", {}}, Row{"call 911", {}}, Row{"a fifty-fifty chance", {}},
              Row{"an iPhone 15", {}}, Row{"phase two", {}}, Row{"Channel 4 reported", {}},
              Row{"Resolution 1973 of the council", {}}, Row{"https://example.com/12/34", {}});

// Beside a capitalised word a number is a name's, but not where it counts, and not in a headline.
TEST(NumbersTest, NumbersBesideNamesMayCount) {
  EXPECT_EQ(Numbers("In Syria 12 people died"), (Lines{"12 = 12"}));
  EXPECT_EQ(Numbers("In Russia 140 million live"), (Lines{"140 million = 140000000"}));
  EXPECT_EQ(Numbers("The storm hit Texas. About 12 died"), (Lines{"12 = 12"}));
  EXPECT_EQ(Numbers("Storm Kills 12 in Texas", Field::kTitle), (Lines{"12 = 12"}));
}

TEST(NumbersTest, ReadsOnlyTheTokensAskedFor) {
  constexpr std::string_view kText = "some 20 percent of 30 people";
  DocumentBatch batch;
  Document& doc = batch.Add();
  doc.text = kText;
  auto reader = OptionsReader::Empty();
  ASSERT_TRUE(NewSentences(reader).value()()->Process(batch).ok());
  std::vector<ClaimNumber> numbers;
  FindNumbers(kText, doc.text_layout.tokens, 1, 2, Field::kText, &numbers);
  ASSERT_EQ(numbers.size(), 1U);
  EXPECT_EQ(numbers[0].span, (TextSpan{5, 7, Field::kText}));
  EXPECT_EQ(numbers[0].unit, "");
}

// Each is long: anything worse than linear time would not end.
TEST(NumbersTest, AnyInputTakesLinearTimeAndGivesFiniteValues) {
  for (const std::string_view piece : {"1",
                                       "1 ",
                                       "100 ",
                                       "1-",
                                       "1,",
                                       "1,000,",
                                       "one hundred ",
                                       "one hundred and ",
                                       "hundred ",
                                       "0 million ",
                                       "$",
                                       "1 to ",
                                       "1 in ",
                                       "-1 ",
                                       "May 1 ",
                                       "1 May ",
                                       "2000 ",
                                       "2000-",
                                       "half a ",
                                       "a ",
                                       "one-",
                                       "tens of ",
                                       "(1) ",
                                       "+1 ",
                                       "1/",
                                       "1:",
                                       "° ",
                                       "1 and a half ",
                                       "mid-",
                                       "twenty-one ",
                                       "1st of ",
                                       "1-to-",
                                       "Boeing 1 ",
                                       "No. 1 "}) {
    std::string text;
    while (text.size() < size_t{1} << 18) text += piece;
    for (const ClaimNumber& number : Find(text)) {
      ASSERT_TRUE(std::isfinite(number.value)) << piece;
      ASSERT_LT(number.span.begin, number.span.end) << piece;
      ASSERT_LE(number.span.end, text.size()) << piece;
    }
  }
}

}  // namespace
}  // namespace newsmill::claims
