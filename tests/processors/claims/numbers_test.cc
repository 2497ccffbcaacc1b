#include "processors/claims/numbers.h"

#include <gtest/gtest.h>

#include "processors/sentences.h"

namespace newsmill::claims {
namespace {

std::vector<std::string> Numbers(std::string_view text) {
  DocumentBatch batch;
  Document& doc = batch.Add();
  doc.text = text;
  auto reader = OptionsReader::Empty();
  EXPECT_TRUE(NewSentences(reader).value()()->Process(batch).ok());
  std::vector<ClaimNumber> numbers;
  FindNumbers(text, doc.text_layout.tokens, 0, static_cast<uint32_t>(doc.text_layout.tokens.size()),
              Field::kText, &numbers);
  std::vector<std::string> lines;
  for (const ClaimNumber& number : numbers) {
    char value[32];
    std::snprintf(value, sizeof(value), "%.10g", number.value);
    lines.push_back(
        std::string(text.substr(number.span.begin, number.span.end - number.span.begin)) + " = " +
        value + " " + std::string(number.unit));
  }
  return lines;
}

using Lines = std::vector<std::string>;

TEST(NumbersTest, IntegersAndDecimals) {
  EXPECT_EQ(Numbers("at 38 or 7.9 of 31,400"),
            (Lines{"38 = 38 ", "7.9 = 7.9 ", "31,400 = 31400 "}));
  EXPECT_EQ(Numbers("carried 31 400 passengers"), (Lines{"31 400 = 31400 "}));
  EXPECT_EQ(Numbers("in 2021 100 people"), (Lines{"2021 = 2021 ", "100 = 100 "}));
}

TEST(NumbersTest, Percent) {
  EXPECT_EQ(Numbers("31 percent, 22 per cent and 0.2%"),
            (Lines{"31 percent = 31 percent", "22 per cent = 22 percent", "0.2% = 0.2 percent"}));
}

TEST(NumbersTest, Currency) {
  EXPECT_EQ(Numbers("€140 million"), (Lines{"€140 million = 140000000 EUR"}));
  EXPECT_EQ(Numbers("£2.6 billion"), (Lines{"£2.6 billion = 2600000000 GBP"}));
  EXPECT_EQ(Numbers("$5 and 20 euros"), (Lines{"$5 = 5 USD", "20 euros = 20 EUR"}));
}

TEST(NumbersTest, ScalesWithoutUnit) {
  EXPECT_EQ(Numbers("7.5 million boxes"), (Lines{"7.5 million = 7500000 "}));
}

TEST(NumbersTest, TimesAreNoNumbers) { EXPECT_EQ(Numbers("at 2:17"), Lines{}); }

}  // namespace
}  // namespace newsmill::claims
